package dev.visor.experiment;

import dev.visor.face.Face;
import dev.visor.face.FaceSet;
import dev.visor.face.Identity;
import dev.visor.run.Seed;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * The parts of a set of faces, drawn by a seed: who is enrolled and who is a stranger, what is held out, and what of that
 * calibrates defenses. Immutable and thread-safe.
 */
record FaceParts(ExperimentConfig.Split config, Seed seed) {

    /** Returns the split of the enrolled people's faces into those for training and those that are held out. */
    FaceSet.Split split(FaceSet faces) {
        return enrolled(faces).split(config.heldOut(), seed.derive("split"));
    }

    /**
     * Returns the faces of the people who are enrolled.
     *
     * @throws IllegalArgumentException if fewer than two people would be left
     */
    FaceSet enrolled(FaceSet faces) {
        Set<Identity> others = neverEnrolled(faces);
        return others.isEmpty()
                ? faces
                : new FaceSet(
                        faces.name(),
                        faces.alignment(),
                        faces.format().margin(),
                        faces.faces().stream()
                                .filter(face -> !others.contains(face.identity()))
                                .toList());
    }

    /** Returns the faces of the people who are drawn never to be enrolled. */
    List<Face> strangers(FaceSet faces) {
        Set<Identity> others = neverEnrolled(faces);
        return faces.faces().stream()
                .filter(face -> others.contains(face.identity()))
                .toList();
    }

    private Set<Identity> neverEnrolled(FaceSet faces) {
        Integer count = config.neverEnrolled();
        if (count == null) {
            return Set.of();
        }
        List<Identity> people = new ArrayList<>(faces.people());
        if (count > people.size() - 2) {
            throw new IllegalArgumentException("illegal split.never-enrolled: " + count + " of " + people.size()
                    + " people, must leave at least 2 to enroll");
        }
        Collections.shuffle(people, new Random(seed.derive("never enrolled").value()));
        return Set.copyOf(people.subList(0, count));
    }

    /** Returns the faces that somebody attacks with. */
    List<Face> facesOf(Attacker attacker, FaceSet faces) {
        return attacker.isStranger() ? strangers(faces) : evaluation(faces);
    }

    /** Returns the held-out faces that the figures rest on. */
    List<Face> evaluation(FaceSet faces) {
        List<Face> heldOut = split(faces).validation();
        return isCrossFitted() ? heldOut : calibrationAndEvaluation(heldOut).get(1);
    }

    /** Returns the held-out faces that calibrate and the others, or for cross-fitting the two halves. */
    List<List<Face>> calibrationAndEvaluation(List<Face> heldOut) {
        return TestBed.part(heldOut, isCrossFitted() ? 0.5 : config.calibration(), seed);
    }

    /** Returns whether each half of the held-out faces calibrates what the other half evaluates. */
    boolean isCrossFitted() {
        return config.calibration() == 0;
    }
}
