package dev.visor.defense;

import dev.visor.accessory.AccessoryFamily;
import dev.visor.face.Face;
import dev.visor.face.Landmarks;
import dev.visor.image.Image;
import dev.visor.recognition.Recognizer;
import dev.visor.recognition.WhiteBoxRecognizer;
import dev.visor.run.RunContext;
import dev.visor.saliency.CleanMaps;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/**
 * What defenses are built from.
 *
 * @param recognizer the one that stands behind all of them, perhaps a black box; must stay open as long as they are used
 * @param occlusions what a hardened head is trained with that nothing else is asked of
 * @param hardened the same backbone with heads that were trained with occlusions, by these; all that the defenses need
 * @param cleanMaps what the saliency maps of clean faces look like to it; {@link CleanMaps#none()} for a black box
 * @param landmarks where the eyes are in aligned pictures
 * @param width of the pictures in pixels
 * @param height of the pictures in pixels
 * @param clean gives the faces of {@link #calibrationFaces}, the same ones at each call
 * @param tuned what the grid search found, if there was one
 * @param run its seed decides the draws
 */
public record DefenseContext(
        Recognizer recognizer,
        Occlusions occlusions,
        Map<Occlusions, WhiteBoxRecognizer> hardened,
        CleanMaps cleanMaps,
        Landmarks landmarks,
        int width,
        int height,
        Supplier<List<Face>> clean,
        Optional<? extends DefenseConfig> tuned,
        RunContext run) {

    /** Copies the map. */
    public DefenseContext {
        hardened = Map.copyOf(hardened);
    }

    /**
     * Returns the recognizer with its gradients.
     *
     * @throws IllegalArgumentException if it is a black box
     */
    public WhiteBoxRecognizer whiteBox() {
        return WhiteBoxRecognizer.of(recognizer, "a defense");
    }

    /** Returns clean faces that the recognizer was not trained on, perhaps none. They may be loaded only now. */
    public List<Face> calibrationFaces() {
        return clean.get();
    }

    /** Returns the pictures of {@link #calibrationFaces}. */
    public List<Image> calibration() {
        return calibrationFaces().stream().map(Face::image).toList();
    }

    /**
     * Returns the recognizer whose head was trained with some occlusions.
     *
     * @throws IllegalArgumentException if there is none
     */
    public WhiteBoxRecognizer hardened(Occlusions trainedWith) {
        WhiteBoxRecognizer recognizer = hardened.get(trainedWith);
        if (recognizer == null) {
            throw new IllegalArgumentException(
                    "no recognizer with a head that was trained with " + trainedWith + ", which the defense needs");
        }
        return recognizer;
    }

    /** Returns the clean pictures with a drawn member of a family, each in a drawn color. */
    public List<Image> wearing(AccessoryFamily family) {
        SplittableRandom random = run.seed().derive("wearing " + family.name()).random();
        return calibration().stream()
                .map(face -> family.wornBy(face, random, landmarks))
                .toList();
    }
}
