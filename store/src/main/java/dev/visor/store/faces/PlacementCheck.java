package dev.visor.store.faces;

import dev.visor.face.Alignment;
import dev.visor.face.FaceFormat;
import dev.visor.face.detection.CropCheck;
import dev.visor.face.detection.CropCheck.Finding;
import dev.visor.face.detection.FaceDetector;
import dev.visor.face.detection.FaceTemplate;
import dev.visor.face.detection.FivePoints;
import dev.visor.image.Image;
import dev.visor.store.faces.Placement.Misplaced;
import dev.visor.store.faces.detection.EmbeddedDetector;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Compares one picture after the other with the template that it is presented as aligned to. Not thread-safe. */
final class PlacementCheck implements AutoCloseable {

    private final @Nullable Alignment given;
    private final FaceDetector detector = EmbeddedDetector.EMBEDDED.open();
    private final Set<String> alignments = new TreeSet<>();
    private final List<Misplaced> misplaced = new ArrayList<>();
    private int aligned;
    private int unseen;

    /**
     * Begins.
     *
     * @param given the template of all pictures; if null, it is that of their size, and pictures of other sizes are passed
     *     over
     */
    PlacementCheck(@Nullable Alignment given) {
        this.given = given;
    }

    void take(String id, Image picture) {
        if (Math.max(picture.width(), picture.height()) > FaceFolder.MAX_SIDE) {
            return; // is left out of the faces anyway
        }
        Optional<Alignment> template =
                given != null ? Optional.of(given) : Alignment.ofSize(picture.width(), picture.height());
        template.ifPresent(
                alignment -> take(id, picture, new FaceFormat(alignment, picture.width(), picture.height())));
    }

    private void take(String id, Image picture, FaceFormat format) {
        alignments.add(format.alignment().name() + ", " + AlignedFaces.expected(format.alignment()));
        Finding finding = new CropCheck(detector, format).check(picture);
        switch (finding.verdict()) {
            case ALIGNED -> aligned++;
            case UNSEEN -> unseen++;
            case MISPLACED -> {
                FivePoints points = finding.points().orElseThrow();
                double offset = points.eyeOffset(FaceTemplate.of(format).points());
                misplaced.add(new Misplaced(id, AlignedFaces.eyes(points, format), offset));
            }
        }
    }

    Placement placement() {
        return new Placement(List.copyOf(alignments), aligned, misplaced, unseen);
    }

    @Override
    public void close() {
        detector.close();
    }
}
