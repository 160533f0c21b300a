package dev.visor.store.faces;

import dev.visor.face.Alignment;
import dev.visor.face.FaceFormat;
import dev.visor.face.detection.DetectedFace;
import dev.visor.face.detection.FaceAligner;
import dev.visor.face.detection.FaceDetector;
import dev.visor.face.detection.FaceDetectorSource;
import dev.visor.image.Image;
import dev.visor.image.PictureException;
import dev.visor.run.RunContext;
import dev.visor.store.faces.FaceFolder.Picture;
import dev.visor.store.faces.FaceFolderListing.Candidate;
import dev.visor.store.faces.detection.EmbeddedDetector;
import dev.visor.store.file.Pictures;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Photographs of a folder as aligned faces; one photograph at a time is in memory. */
final class Photographs {

    private static final int ARCFACE_SIDE = 112;
    private static final int DLIB_SIDE = 150;

    private Photographs() {}

    /** {@return what the faces become: ArcFace's crops for a size of 112, else dlib's chips} */
    static FaceFormat format(FaceSelection selection) {
        int side = selection.size() == null ? DLIB_SIDE : selection.size();
        return new FaceFormat(side == ARCFACE_SIDE ? Alignment.ARCFACE : Alignment.DLIB, side, side);
    }

    /** {@return the largest face of each; what has none is left out} */
    static List<Picture> crops(List<Candidate> files, FaceSelection selection, List<String> leftOut, RunContext run)
            throws IOException {
        FaceDetectorSource source = selection.detector() == null ? EmbeddedDetector.EMBEDDED : selection.detector();
        FaceAligner aligner = new FaceAligner(format(selection));
        List<Picture> crops = new ArrayList<>();
        try (FaceDetector detector = source.open();
                FileEffort effort = FileEffort.begin("photographs", files, run)) {
            for (Candidate file : files) {
                run.checkpoint();
                try {
                    Image photograph = Pictures.read(file.path(), file.id());
                    crop(file, photograph, detector.detect(photograph), aligner, leftOut)
                            .ifPresent(crops::add);
                } catch (PictureException | IOException e) {
                    leftOut.add(file.reason(e));
                }
                effort.done(file);
            }
        }
        return crops;
    }

    private static Optional<Picture> crop(
            Candidate file, Image photograph, List<DetectedFace> faces, FaceAligner aligner, List<String> leftOut) {
        Optional<String> refusal =
                faces.isEmpty() ? Optional.of("no face") : FaceAligner.refusal(photograph, faces.get(0));
        if (refusal.isPresent()) {
            leftOut.add(file.id() + ": " + refusal.get());
            return Optional.empty();
        }
        Image crop = aligner.align(photograph, faces.get(0).points()).image();
        return Optional.of(new Picture(file, crop));
    }
}
