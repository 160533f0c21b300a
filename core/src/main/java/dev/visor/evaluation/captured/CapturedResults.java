package dev.visor.evaluation.captured;

import dev.visor.evaluation.Rate;
import dev.visor.run.IllegalSettingException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Everything that captures show about the system of a run and its defenses, as plain data.
 *
 * @param version of this form of results, {@link #VERSION}
 * @param title of the run
 * @param network the system under test in words
 * @param run the SHA-256 of the run's results that the figures of the same attacks are from; empty if it was not evaluated
 * @param systems who decided: the undefended system first, then the chains of defenses
 * @param overall the rates over all pictures, one for each system
 * @param groups the rates of each session, distance, light and accessory
 * @param sameAttacks the attacks of the run that were printed, with their digital and simulated figures
 * @param gaps what was not tried, each as a sentence
 * @param pictures each capture with the answers of all systems
 */
public record CapturedResults(
        int version,
        String title,
        String network,
        String run,
        List<CapturedSystem> systems,
        List<CapturedRates> overall,
        List<CapturedGroup> groups,
        List<SameAttack> sameAttacks,
        List<String> gaps,
        List<CapturedPicture> pictures) {

    /** The form of results that this class has. */
    public static final int VERSION = 2;

    /** Copies the lists and checks the version. */
    public CapturedResults {
        IllegalSettingException.check(
                version == VERSION, "version of results of captures", version, String.valueOf(VERSION));
        systems = List.copyOf(systems);
        overall = List.copyOf(overall);
        groups = List.copyOf(groups);
        sameAttacks = List.copyOf(sameAttacks);
        gaps = List.copyOf(gaps);
        pictures = List.copyOf(pictures);
    }

    /**
     * Where captures were evaluated.
     *
     * @param title of the run
     * @param network the system under test in words
     * @param run the SHA-256 of its results; empty if it was not evaluated
     * @param attacks those of the run
     */
    public record Site(String title, String network, String run, RunAttacks attacks) {}

    /**
     * Counts pictures.
     *
     * @param systems the undefended system first
     * @param pictures at least one, each with an answer of each system unless it shows no usable face
     */
    public static CapturedResults of(Site site, List<CapturedSystem> systems, List<CapturedPicture> pictures) {
        for (CapturedPicture picture : pictures) {
            if (picture.hasFace() && picture.answers().size() != systems.size()) {
                throw new IllegalArgumentException(
                        "illegal answers to " + picture.capture().file() + ": "
                                + picture.answers().size() + ", must be one for each system, " + systems.size());
            }
        }
        List<SameAttack> same = SameAttack.of(systems, pictures, site.attacks);
        return new CapturedResults(
                VERSION,
                site.title,
                site.network,
                site.run,
                systems,
                CapturedGroup.rates(systems, pictures),
                CapturedGroup.of(systems, pictures),
                same,
                new CaptureGaps(systems, pictures, same).sentences(),
                pictures);
    }

    /**
     * Returns the groups of a condition, none if it was noted of no picture.
     *
     * @param condition that the pictures of a group share
     */
    public List<CapturedGroup> groups(CaptureCondition condition) {
        return groups.stream().filter(group -> group.condition() == condition).toList();
    }

    /**
     * Returns the group of captures in which a system accepts attackers most often; of several, the one with the most
     * photographs. Empty if it accepts them in no group more often than overall.
     *
     * @param system the number of the system, counted from 0
     */
    public Optional<CapturedGroup> worst(int system) {
        return groups.stream()
                .filter(group -> iapar(group, system).value()
                        > overall.get(system).attacks().iapar().value())
                .min(Comparator.comparingDouble(
                                (CapturedGroup group) -> -iapar(group, system).value())
                        .thenComparing(group -> -iapar(group, system).trials()));
    }

    /**
     * Returns how often a system accepts attackers at worst: in the group with the highest rate, or overall if none is higher.
     *
     * @param system the number of the system, counted from 0
     */
    public Rate worstIapar(int system) {
        Rate all = overall.get(system).attacks().iapar();
        return worst(system).map(group -> iapar(group, system)).orElse(all);
    }

    private static Rate iapar(CapturedGroup group, int system) {
        return group.rates().get(system).attacks().iapar();
    }

    /**
     * Returns the number of the chain of defenses with the lowest rate of accepted attackers at worst, then overall, the earliest
     * of several; empty if no chain was tried.
     */
    public OptionalInt best() {
        return IntStream.range(0, systems.size())
                .filter(system -> !systems.get(system).isUndefended())
                .boxed()
                .min(Comparator.comparingDouble(
                                (Integer system) -> worstIapar(system).value())
                        .thenComparingDouble(
                                system -> overall.get(system).attacks().iapar().value()))
                .map(OptionalInt::of)
                .orElse(OptionalInt.empty());
    }

    /**
     * Returns how often a system accepts attackers whose accessory was made against it by an attacker who knows the defense;
     * without trials if no such accessory was printed.
     *
     * @param system the number of the system, counted from 0
     */
    public Rate adaptiveIapar(int system) {
        String name = systems.get(system).name();
        List<CapturedPicture> against = pictures.stream()
                .filter(picture -> {
                    PrintedAttack attack = picture.capture().attack();
                    return attack != null && attack.against().equals(name);
                })
                .toList();
        return AttackPresentations.of(against, system).iapar();
    }
}
