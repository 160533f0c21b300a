package dev.visor.service.studio.message;

import dev.visor.attack.GradientAttackConfig;
import java.util.List;
import java.util.Locale;

/**
 * What is open and what there is to choose from.
 *
 * @param version of this program
 * @param runs that are open
 * @param accessories that can be worn
 * @param presets of the gradient attack
 * @param notice who may use it
 */
public record SessionCard(
        String version, List<RunCard> runs, List<Named> accessories, List<Preset> presets, String notice) {

    /** Who may use Visor. */
    public static final String NOTICE =
            "Visor is for testing systems that you own or may test, with pictures of people who have agreed to it.";

    /** Copies the lists. */
    public SessionCard {
        runs = List.copyOf(runs);
        accessories = List.copyOf(accessories);
        presets = List.copyOf(presets);
    }

    /** An accessory. */
    public record Named(String name) {}

    /** Settings of an attack, with how much effort they make in words. */
    public record Preset(String name, String description) {

        /** Returns settings with their effort. */
        public static Preset of(String name, GradientAttackConfig config) {
            GradientAttackConfig.Effort effort = config.effort();
            String ends = effort.stopEarly()
                    ? String.format(Locale.ROOT, "ends at %.0f %%", 100 * effort.impersonationConfidence())
                    : "takes all its steps";
            String starts = effort.restarts() == 1 ? "one start" : effort.restarts() + " starts";
            return new Preset(name, starts + ", " + ends);
        }
    }
}
