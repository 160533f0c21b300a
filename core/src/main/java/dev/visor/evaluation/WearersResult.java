package dev.visor.evaluation;

import dev.visor.face.Face;
import dev.visor.recognition.Decision;
import dev.visor.recognition.Verdict;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.stream.IntStream;

/**
 * What a system decides about honest people who wear something in a plain color. The four counts add up to all pictures.
 *
 * @param accessory the name of what they wear
 * @param recognized pictures that were accepted as who they are
 * @param tampered pictures that were taken for tampered with: BPCER in ISO/IEC 30107-3
 * @param unknown pictures that were not recognized as anybody
 * @param mistaken pictures that were taken for somebody else
 */
public record WearersResult(String accessory, Rate recognized, Rate tampered, Rate unknown, Rate mistaken) {

    /** Checks the counts. */
    public WearersResult {
        int counted = recognized.hits() + tampered.hits() + unknown.hits() + mistaken.hits();
        boolean equal =
                List.of(tampered, unknown, mistaken).stream().allMatch(rate -> rate.trials() == recognized.trials());
        if (!equal || counted != recognized.trials()) {
            throw new IllegalArgumentException("illegal counts of people with \"" + accessory + "\": " + counted
                    + " decisions, must be as many as pictures, " + recognized.trials());
        }
    }

    /**
     * Counts decisions.
     *
     * @param accessory the name of what is worn
     * @param faces at least one
     * @param decisions one for each face, in the same order
     */
    public static WearersResult of(String accessory, List<Face> faces, List<Decision> decisions) {
        return new WearersResult(
                accessory,
                count(faces, decisions, (face, decision) -> decision.recognizes(face.identity())),
                count(faces, decisions, (face, decision) -> decision.verdict() == Verdict.TAMPERED),
                count(faces, decisions, (face, decision) -> decision.verdict() == Verdict.UNKNOWN),
                count(
                        faces,
                        decisions,
                        (face, decision) ->
                                decision.verdict() == Verdict.PERSON && !decision.recognizes(face.identity())));
    }

    private static Rate count(List<Face> faces, List<Decision> decisions, BiPredicate<Face, Decision> hit) {
        return new Rate(
                (int) IntStream.range(0, faces.size())
                        .filter(i -> hit.test(faces.get(i), decisions.get(i)))
                        .count(),
                faces.size());
    }

    /**
     * Returns the share of honest people whom the system rejects, as tampered or as nobody it knows. The first ones alone, {@link
     * #tampered}, are BPCER in ISO/IEC 30107-3; the others are false negative identifications in ISO/IEC 19795-1.
     */
    public Rate rejected() {
        return new Rate(tampered.hits() + unknown.hits(), recognized.trials());
    }
}
