package dev.visor.api;

import dev.visor.defense.Occlusions;
import dev.visor.experiment.ChainCalibration;
import dev.visor.experiment.Deployment;
import dev.visor.experiment.openset.OpenSite;
import dev.visor.store.run.HardenedFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where people can be enrolled in front of a deployed run, with names for its systems that files can keep. Thread-safe.
 *
 * @param site where people can be enrolled; empty if they can't
 * @param refusal why nobody can be enrolled, and what to do; empty if people can
 * @param hardened the systems beside that of {@link #PLAIN}, by the names of their files
 * @param fingerprints the SHA-256 of each system's file, by name
 */
public record EnrollmentSite(
        Optional<OpenSite> site,
        String refusal,
        SortedMap<String, Occlusions> hardened,
        SortedMap<String, String> fingerprints) {

    /** The name of the system that is defended. */
    public static final String PLAIN = "recognizer";

    /** Copies the maps. */
    public EnrollmentSite {
        hardened = Collections.unmodifiableSortedMap(new TreeMap<>(hardened));
        fingerprints = Collections.unmodifiableSortedMap(new TreeMap<>(fingerprints));
    }

    static EnrollmentSite of(
            Deployment.Site site, ChainCalibration calibration, HardenedFolder folder, LoadedSystem loaded)
            throws IOException {
        Optional<String> refusal = OpenSite.refusal(site, calibration);
        if (refusal.isPresent()) {
            return refused(refusal.get());
        }
        SortedMap<String, Occlusions> names = new TreeMap<>();
        SortedMap<String, String> fingerprints = new TreeMap<>();
        fingerprints.put(PLAIN, loaded.systemSha256());
        for (Occlusions occlusions : site.hardened().keySet()) {
            Path file = folder.file(occlusions);
            String name = String.valueOf(file.getFileName()).replaceFirst("\\.safetensors$", "");
            names.put(name, occlusions);
            fingerprints.put(name, loaded.hardenedSha256(occlusions));
        }
        return new EnrollmentSite(Optional.of(new OpenSite(site, calibration)), "", names, fingerprints);
    }

    /**
     * Returns one where nobody can be enrolled.
     *
     * @param reason why, and what to do, as part of a sentence
     */
    public static EnrollmentSite refused(String reason) {
        return new EnrollmentSite(Optional.empty(), reason, new TreeMap<>(), new TreeMap<>());
    }
}
