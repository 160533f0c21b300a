package dev.visor.evaluation;

import dev.visor.face.Face;
import dev.visor.recognition.Decision;
import dev.visor.recognition.Verdict;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What a system decides about clean faces, and what that costs.
 *
 * @param recognized faces that were recognized: the clean accuracy
 * @param tampered faces that were taken for tampered with: the false alarms
 * @param unknown faces that were not recognized as anybody
 * @param certified faces that were recognized with a certificate: the certified accuracy
 * @param certifiedFaces their ids
 * @param recognizedAt faces that were recognized at each of {@link Rates#THRESHOLDS}
 * @param realConfidence the mean confidence with which faces are accepted as who they are, AC(clean, r), in [0, 1]
 * @param forwardPasses pictures that passed forward through the network, per face
 * @param backwardPasses pictures that passed forward and backward, per face
 */
public record CleanResult(
        Rate recognized,
        Rate tampered,
        Rate unknown,
        Rate certified,
        Set<String> certifiedFaces,
        List<Rate> recognizedAt,
        double realConfidence,
        double forwardPasses,
        double backwardPasses) {

    /** Copies the collections; the ids are in order, so that equal results are written as equal bytes. */
    public CleanResult {
        certifiedFaces = Collections.unmodifiableSet(new TreeSet<>(certifiedFaces));
        recognizedAt = List.copyOf(recognizedAt);
    }

    /**
     * Counts decisions.
     *
     * @param faces at least one
     * @param decisions one for each face, by its id
     */
    public static CleanResult of(
            List<Face> faces, Map<String, Decision> decisions, double forwardPasses, double backwardPasses) {
        Predicate<Face> right = face -> decision(decisions, face).recognizes(face.identity());
        Predicate<Face> certified =
                face -> right.test(face) && decision(decisions, face).certified();
        return new CleanResult(
                count(faces, right),
                count(faces, face -> decision(decisions, face).verdict() == Verdict.TAMPERED),
                count(faces, face -> decision(decisions, face).verdict() == Verdict.UNKNOWN),
                count(faces, certified),
                faces.stream().filter(certified).map(Face::id).collect(Collectors.toSet()),
                Rates.THRESHOLDS.stream()
                        .map(threshold -> count(
                                faces,
                                face -> right.test(face)
                                        && decision(decisions, face).scores().confidence() >= threshold))
                        .toList(),
                GoodnessScore.mean(faces.stream()
                        .mapToDouble(face -> GoodnessScore.confidence(decision(decisions, face), face.identity()))),
                forwardPasses,
                backwardPasses);
    }

    private static Decision decision(Map<String, Decision> decisions, Face face) {
        return Objects.requireNonNull(decisions.get(face.id()), face.id());
    }

    private static Rate count(List<Face> faces, Predicate<Face> hit) {
        return new Rate((int) faces.stream().filter(hit).count(), faces.size());
    }
}
