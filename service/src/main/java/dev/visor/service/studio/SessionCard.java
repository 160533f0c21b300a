package dev.visor.service.studio;

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

    static final String NOTICE =
            "Visor is for testing systems that you own or may test, with pictures of people who have agreed to it.";

    /** Copies the lists. */
    public SessionCard {
        runs = List.copyOf(runs);
        accessories = List.copyOf(accessories);
        presets = List.copyOf(presets);
    }

    /** An accessory. */
    public record Named(String name) {}

    /** Settings of an attack, with what they are for in a few words. */
    public record Preset(String name, String description) {

        static Preset of(String name) {
            return new Preset(name, name.toLowerCase(Locale.ROOT).replace('_', ' '));
        }
    }
}
