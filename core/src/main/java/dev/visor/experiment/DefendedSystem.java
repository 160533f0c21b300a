package dev.visor.experiment;

import dev.visor.attack.AttackTask;
import dev.visor.defense.Cleansed;
import dev.visor.defense.Cleansing;
import dev.visor.defense.DefenseChain;
import dev.visor.defense.MaskedDecision;
import dev.visor.defense.chain.ChainConfig;
import dev.visor.face.Face;
import dev.visor.image.Image;
import dev.visor.recognition.Decision;
import dev.visor.recognition.PassCounter;
import dev.visor.recognition.Recognizer;
import dev.visor.recognition.WhiteBoxRecognizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A recognizer behind a chain of defenses. With cross-fitting there are two builds of the chain, and each face is judged by
 * the one that it did not calibrate.
 *
 * <p>Used by one thread.
 */
public final class DefendedSystem {

    private final String name;
    private final ChainConfig chain;
    private final PassCounter counter;
    private final List<Build> builds;

    DefendedSystem(String name, ChainConfig chain, PassCounter counter, List<Build> builds) {
        this.name = name;
        this.chain = chain;
        this.counter = counter;
        this.builds = List.copyOf(builds);
    }

    /**
     * The chain, calibrated once.
     *
     * @param faces the ids of the faces that it is evaluated on
     * @param defenses the chain
     * @param recognizer what it protects
     */
    record Build(Set<String> faces, DefenseChain defenses, Recognizer recognizer) {

        static Build of(List<Face> faces, DefenseChain defenses, Recognizer recognizer) {
            return new Build(faces.stream().map(Face::id).collect(Collectors.toSet()), defenses, recognizer);
        }

        /** Returns what an attacker attacks. */
        Recognizer target(Attacker attacker) {
            return attacker.followsDefense() ? surrogate() : defenses.protect(recognizer);
        }

        /** Returns what an attacker who follows gradients through the defense descends on. */
        WhiteBoxRecognizer surrogate() {
            return defenses.surrogate(WhiteBoxRecognizer.of(recognizer, "an adaptive white-box attacker"));
        }

        /** Returns what the system decides, with what the first defense made of each picture if it changes any. */
        List<Look> look(List<Image> images) {
            Optional<Cleansing> first = defenses.leadingCleansing();
            if (first.isEmpty()) {
                return defenses.protect(recognizer).decide(images).stream()
                        .map(decision -> new Look(decision, null))
                        .toList();
            }
            Recognizer behind = defenses.behindFirst().protect(recognizer);
            List<Cleansed> cleansed = first.get().cleanseBefore(behind, images);
            List<Decision> decisions =
                    behind.decide(cleansed.stream().map(Cleansed::image).toList());
            return IntStream.range(0, images.size())
                    .mapToObj(i -> new Look(decisions.get(i), cleansed.get(i)))
                    .toList();
        }

        /** Returns what the first defense that hides a part of pictures makes of them; empty if none does. */
        List<Cleansed> explain(List<Image> images) {
            return defenses.explain(images, recognizer);
        }

        /** Returns what the system decides and who pictures are taken for under each mask; empty if no defense asks under masks. */
        List<MaskedDecision> underMasks(List<Image> images) {
            return defenses.underMasks(images, recognizer);
        }
    }

    /**
     * A decision about a picture.
     *
     * @param cleansed what the first defense made of the picture; null if it changes none
     */
    record Look(Decision decision, @Nullable Cleansed cleansed) {}

    /** Returns the name of the chain in the matrix. */
    public String name() {
        return name;
    }

    /** Returns the settings of the chain. */
    public ChainConfig chain() {
        return chain;
    }

    PassCounter counter() {
        return counter;
    }

    /** Returns the build that a face is evaluated on. */
    Build of(Face face) {
        return builds.stream()
                .filter(build -> builds.size() == 1 || build.faces.contains(face.id()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the face " + face.id() + " is no evaluation face"));
    }

    /** Returns the tasks by the builds that they attack, in the order of the builds. */
    List<List<AttackTask>> byBuild(List<AttackTask> tasks) {
        return builds.stream()
                .map(build -> tasks.stream()
                        .filter(task -> of(task.faces().get(0)).equals(build))
                        .toList())
                .toList();
    }

    Recognizer target(int build, Attacker attacker) {
        return builds.get(build).target(attacker);
    }

    /** Decides about pictures as the build does that a face is evaluated on. */
    List<Decision> decide(Face face, List<Image> images) {
        return of(face).look(images).stream().map(Look::decision).toList();
    }

    /**
     * Decides about pictures.
     *
     * @param faces whose pictures they are
     * @return a decision per picture, in the same order
     */
    List<Look> look(List<Face> faces, List<Image> images) {
        Look[] looks = new Look[images.size()];
        for (Build build : builds) {
            List<Integer> own = new ArrayList<>();
            for (int i = 0; i < images.size(); i++) {
                if (of(faces.get(i)).equals(build)) {
                    own.add(i);
                }
            }
            if (!own.isEmpty()) {
                List<Look> decided = build.look(own.stream().map(images::get).toList());
                for (int i = 0; i < own.size(); i++) {
                    looks[own.get(i)] = decided.get(i);
                }
            }
        }
        return Arrays.asList(looks);
    }
}
