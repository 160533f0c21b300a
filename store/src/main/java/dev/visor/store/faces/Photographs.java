package dev.visor.store.faces;

import dev.visor.face.AlignedFace;
import dev.visor.face.Alignment;
import dev.visor.face.FaceFinder;
import dev.visor.face.FaceFormat;
import dev.visor.face.Landmarks;
import dev.visor.face.PhotographPart;
import dev.visor.face.Similarity;
import dev.visor.face.detection.DetectedFace;
import dev.visor.face.detection.FaceAligner;
import dev.visor.face.detection.FaceDetector;
import dev.visor.face.detection.FaceDetectorSource;
import dev.visor.face.detection.FivePoints;
import dev.visor.image.Image;
import dev.visor.image.PictureException;
import dev.visor.run.RunContext;
import dev.visor.store.faces.FaceFolderListing.Candidate;
import dev.visor.store.faces.detection.EmbeddedDetector;
import dev.visor.store.file.Pictures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Photographs of a folder as aligned faces; one photograph at a time is in memory. */
final class Photographs {

    private static final int ARCFACE_SIDE = 112;
    private static final int DLIB_SIDE = 150;

    private Photographs() {}

    /** {@return what the faces become: ArcFace's crops for a size of 112, else dlib's chips, with the margin around them} */
    static FaceFormat format(FaceSelection selection) {
        return format(selection.size(), selection.surroundings());
    }

    static FaceFormat format(@Nullable Integer size, double margin) {
        int side = size == null ? DLIB_SIDE : size;
        return new FaceFormat(side == ARCFACE_SIDE ? Alignment.ARCFACE : Alignment.DLIB, side, side)
                .withMargin((int) Math.round(margin * side));
    }

    /** {@return the largest face of each; what has none is left out} */
    static List<FacePicture> crops(
            List<Candidate> files, FaceSelection selection, FacePixels pixels, List<String> leftOut, RunContext run)
            throws IOException {
        FaceDetectorSource source = selection.detector() == null ? EmbeddedDetector.EMBEDDED : selection.detector();
        Finder finder = new Finder(source, new FaceAligner(format(selection)));
        List<FacePicture> crops = new ArrayList<>();
        try (FaceDetector detector = source.open();
                FileEffort effort = FileEffort.begin("photographs", files, run)) {
            for (Candidate file : files) {
                run.checkpoint();
                Optional<FacePicture> crop = Optional.empty();
                try {
                    Image photograph = Pictures.read(file.path(), file.id());
                    PhotographFile origin = new PhotographFile(file.path(), finder);
                    crop = crop(file, photograph, detector.detect(photograph), origin, leftOut);
                } catch (PictureException | IOException e) {
                    leftOut.add(file.reason(e));
                }
                if (crop.isPresent()) {
                    crops.add(kept(crop.get(), pixels));
                }
                effort.done(file);
            }
        }
        return crops;
    }

    private static FacePicture kept(FacePicture crop, FacePixels pixels) throws IOException {
        PhotographPart part = crop.photograph();
        return new FacePicture(
                crop.file(),
                crop.size(),
                pixels.keep(crop.image()),
                part == null ? null : part.showing(pixels.keep(part.image())));
    }

    private static Optional<FacePicture> crop(
            Candidate file, Image photograph, List<DetectedFace> faces, PhotographFile origin, List<String> leftOut) {
        Optional<String> refusal = refusal(photograph, faces);
        if (refusal.isPresent()) {
            leftOut.add(file.id() + ": " + refusal.get());
            return Optional.empty();
        }
        FivePoints points = faces.get(0).points();
        AlignedFace aligned = origin.finder().aligner().align(photograph, points);
        return Optional.of(new FacePicture(
                file,
                PictureSize.of(aligned.image()),
                aligned.image(),
                part(photograph, points, aligned.toCrop(), origin)));
    }

    private static Optional<String> refusal(Image photograph, List<DetectedFace> faces) {
        return faces.isEmpty() ? Optional.of("no face") : FaceAligner.refusal(photograph, faces.get(0));
    }

    /** {@return the part around a face; null for a face that lies on its side, on which nothing can be worn} */
    private static @Nullable PhotographPart part(
            Image photograph, FivePoints points, Similarity toCrop, PhotographFile origin) {
        return points.rightEye().x() > points.leftEye().x()
                ? PhotographPart.of(
                        photograph,
                        new Landmarks(points.leftEye(), points.rightEye()),
                        toCrop,
                        origin.finder().aligner().format(),
                        origin)
                : null;
    }

    /** A photograph of a folder and how its face is found. */
    private record PhotographFile(Path path, Finder finder) implements PhotographPart.Origin {

        @Override
        public Image read() throws IOException {
            return Pictures.read(path, path.toString());
        }
    }

    /** Finds the faces of all photographs of a folder. */
    private record Finder(FaceDetectorSource source, FaceAligner aligner) implements FaceFinder {

        @Override
        public Opened open() throws IOException {
            return new OpenedFinder(source.open(), aligner);
        }
    }

    private record OpenedFinder(FaceDetector detector, FaceAligner aligner) implements FaceFinder.Opened {

        @Override
        public Optional<AlignedFace> align(Image photograph) {
            List<DetectedFace> faces = detector.detect(photograph);
            return refusal(photograph, faces).isPresent()
                    ? Optional.empty()
                    : Optional.of(aligner.align(photograph, faces.get(0).points()));
        }

        @Override
        public void close() {
            detector.close();
        }
    }
}
