package dev.visor.service.decision;

import dev.visor.defense.MaskedAnswer;
import dev.visor.defense.MaskedDecision;
import dev.visor.face.Identity;
import dev.visor.recognition.Decision;
import dev.visor.recognition.Scores;
import dev.visor.recognition.Verdict;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a guarded system answers about a photograph.
 *
 * @param request the id of the request, as in the audit log
 * @param verdict {@code person}, {@code unknown} or {@code tampered}
 * @param person whom it decides for; null if for nobody
 * @param confidence the probability of that person, in [0, 1]; null if it decides for nobody
 * @param similarity the cosine similarity to that person, in [-1, 1]; null if it decides for nobody, or the system does not compare
 *     embeddings
 * @param certified whether it is proven that no accessory of the declared families made the system decide for another person
 * @param provenAgainst the names of these families; none if the decision is not certified
 * @param evidence who the face is taken for under each mask
 * @param face how the face was found
 * @param milliseconds from the whole request to the answer
 * @param run the fingerprint of the run that decided
 */
public record Answer(
        String request,
        String verdict,
        @Nullable String person,
        @Nullable Double confidence,
        @Nullable Double similarity,
        boolean certified,
        List<String> provenAgainst,
        List<UnderMask> evidence,
        FoundFace face,
        double milliseconds,
        String run) {

    /** Copies the lists. */
    public Answer {
        provenAgainst = List.copyOf(provenAgainst);
        evidence = List.copyOf(evidence);
    }

    /**
     * Who a face is taken for under a mask.
     *
     * @param mask what is under it
     * @param plausible who the face may be beside the mask, the most probable person first; perhaps nobody
     */
    public record UnderMask(String mask, List<String> plausible) {

        /** Copies the list. */
        public UnderMask {
            plausible = List.copyOf(plausible);
        }

        static UnderMask of(MaskedAnswer answer) {
            return new UnderMask(
                    answer.mask(),
                    answer.plausible().stream().map(Identity::name).toList());
        }
    }

    /**
     * How a face was found.
     *
     * @param found {@code crop} if the photograph is an aligned face already, {@code realigned} if its eyes were elsewhere, {@code
     *     detected} if it is a photograph
     * @param faces how many faces there are, of which the largest was taken
     */
    public record FoundFace(String found, int faces) {}

    /**
     * Returns the answer of a decision.
     *
     * @param system that decided
     */
    public static Answer of(
            MaskedDecision masked, GuardedSystem system, String request, FoundFace face, double milliseconds) {
        Decision decision = masked.decision();
        Scores scores = decision.scores();
        boolean somebody = decision.verdict() == Verdict.PERSON;
        return new Answer(
                request,
                decision.verdict().name().toLowerCase(Locale.ROOT),
                somebody ? scores.best().name() : null,
                somebody ? scores.confidence() : null,
                somebody ? similarity(scores) : null,
                decision.certified(),
                decision.certified() ? system.declared() : List.of(),
                masked.masks().stream().map(UnderMask::of).toList(),
                face,
                milliseconds,
                system.fingerprint());
    }

    private static @Nullable Double similarity(Scores scores) {
        return scores.gallery()
                .threshold()
                .map(threshold -> threshold.cosine(scores.logit(scores.bestIndex())))
                .orElse(null);
    }
}
