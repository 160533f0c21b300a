package dev.visor.defense;

import dev.visor.recognition.WhiteBoxRecognizer;
import dev.visor.setting.Settings;
import java.util.List;

/**
 * Another head on the same backbone, one that was trained on faces with occlusions as well (T. Wu, L. Tong, Y.
 * Vorobeychik, "Defending Against Physically Realizable Attacks on Image Classification", ICLR 2020). It takes the place
 * of the recognizer, so nothing can stand behind it in a chain.
 *
 * @param recognizer the backbone with the hardened head
 */
public record HardenedHead(WhiteBoxRecognizer recognizer) implements Defense {

    @Override
    public String name() {
        return "hardened head";
    }

    @Override
    public Role role() {
        return Role.REPLACES;
    }

    @Override
    public WhiteBoxRecognizer protect(WhiteBoxRecognizer replaced) {
        if (!replaced.gallery().equals(recognizer.gallery())) {
            throw new IllegalArgumentException("illegal recognizer: it knows " + replaced.gallery()
                    + ", the hardened head knows " + recognizer.gallery() + ", must be the same people");
        }
        return recognizer;
    }

    /** The settings: there is nothing to set. */
    public record Config() implements DefenseConfig {

        /** What files and options can set. */
        public static final Settings<Config> SETTINGS =
                Settings.of(Config.class).withDefault(Config::new);

        @Override
        public String name() {
            return "hardened head";
        }

        @Override
        public Role role() {
            return Role.REPLACES;
        }

        @Override
        public List<Occlusions> hardenedBy(Occlusions occlusions) {
            return List.of(occlusions);
        }

        @Override
        public Defense build(DefenseContext context) {
            return new HardenedHead(context.hardened(context.occlusions()));
        }
    }
}
