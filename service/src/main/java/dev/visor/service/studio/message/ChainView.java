package dev.visor.service.studio.message;

import java.util.List;

/**
 * What a chain of defenses makes of a picture.
 *
 * @param chain its name
 * @param decision of the defended system
 * @param provenAgainst the families of accessories that the decision is proven against; none if it is not certified
 * @param masks what is seen under each mask; none if it asks under none
 */
public record ChainView(String chain, SeenDecision decision, List<String> provenAgainst, List<UnderMask> masks) {

    /** Copies the lists. */
    public ChainView {
        provenAgainst = List.copyOf(provenAgainst);
        masks = List.copyOf(masks);
    }

    /**
     * What is seen under a mask.
     *
     * @param mask what is under it
     * @param plausible who it may be
     * @param picture an address that holds a PNG file
     */
    public record UnderMask(String mask, List<String> plausible, String picture) {

        /** Copies the list. */
        public UnderMask {
            plausible = List.copyOf(plausible);
        }
    }
}
