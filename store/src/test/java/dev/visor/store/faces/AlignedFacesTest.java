package dev.visor.store.faces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.face.Alignment;
import dev.visor.face.Face;
import dev.visor.face.FaceFormat;
import dev.visor.face.FaceSet;
import dev.visor.face.FaceSource;
import dev.visor.image.Color;
import dev.visor.image.Image;
import dev.visor.run.CancelledException;
import dev.visor.run.Progress;
import dev.visor.run.RunContext;
import dev.visor.store.experiment.FolderFaceSource;
import dev.visor.store.faces.detection.Canvas;
import dev.visor.store.file.Pictures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pictures that are presented as aligned faces are checked by the detector. */
class AlignedFacesTest {

    private static final FaceSet JOHNS = EmbeddedFaces.johns();

    @TempDir
    Path folder;

    @Test
    void alignedFacesPassAndTheCheckShowsItsProgress() throws IOException {
        List<String> progress = new ArrayList<>();
        Progress seen = (label, total) -> {
            progress.add(label + " of " + total);
            return done -> progress.add(String.valueOf(done));
        };
        RunContext run = RunContext.of(1).withProgress(seen);
        assertThat(new AlignedFaces(JOHNS).check("johns", 2, run)).isEmpty();
        assertThat(progress)
                .hasSize(56)
                .startsWith("aligned faces of 55", "1", "2")
                .endsWith("55");
    }

    @Test
    void facesOfAnotherTemplateAreRefusedAllAtOnce() {
        FaceSet wrong = changed(12, image -> image, Alignment.ARCFACE);
        assertThatThrownBy(() -> new AlignedFaces(wrong).check("johns", 1, RunContext.of(1)))
                .isInstanceOf(FaceFolderException.class)
                .hasMessageStartingWith(
                        "johns: 12 of 12 pictures are not aligned to arcface, whose eyes are at (0.34, 0.46)"
                                + " and (0.66, 0.46): " + wrong.faces().get(0).id() + " (eyes at (0.")
                .hasMessageContaining(" and 7 more; align photographs with visor data align");
    }

    @Test
    void photographsArePresentedAsCropsInVain() throws IOException {
        FaceSet photographs = changed(
                10, image -> new Canvas(150, 150).paste(image, 40, 35, 0.5, 5).image(), Alignment.DLIB);
        for (Face face : photographs.faces()) {
            Pictures.writePng(folder.resolve(face.id().replaceFirst("\\.[^.]*$", ".png")), face.image());
        }
        FolderFaceSource source = new FolderFaceSource(folder.toString(), FaceSelection.ALL);
        FaceSource.Loaded loaded = source.load(RunContext.of(1));
        assertThatThrownBy(() -> source.check(loaded, 2, RunContext.of(1)))
                .isInstanceOf(FaceFolderException.class)
                .hasMessageStartingWith(folder + ": 10 of 10 pictures are not aligned to dlib");
        FolderFaceSource detecting = new FolderFaceSource(
                folder.toString(), new FaceSelection(AlignmentChoice.DETECT, null, null, null, null));
        FaceSet close = detecting.load(RunContext.of(1)).faces();
        assertThat(detecting.check(new FaceSource.Loaded(close, List.of()), 2, RunContext.of(1)))
                .isEmpty();
        FaceSet wide = FaceFolder.load(folder, new FaceSelection(AlignmentChoice.DETECT, 150, 0.5, null, null, null))
                .faces();
        assertThat(wide.format()).isEqualTo(new FaceFormat(Alignment.DLIB, 300, 300, 75));
        assertThat(wide.withoutMargin().faces())
                .extracting(Face::image)
                .isEqualTo(close.faces().stream().map(Face::image).toList());
    }

    @Test
    void whereThereIsNoFaceToSeeNothingIsProven() throws IOException {
        FaceSet hidden = changed(3, image -> Image.filled(150, 150, new Color(0.4f, 0.3f, 0.2f)), Alignment.DLIB);
        assertThat(new AlignedFaces(hidden).check("hidden", 2, RunContext.of(1)))
                .containsExactly("the detector found no face in 3 of 3 aligned faces, so it could not check where their"
                        + " eyes are");
    }

    @Test
    void theCheckCanBeCancelled() {
        RunContext run = RunContext.of(1).cancelledWhen(() -> true);
        assertThatThrownBy(() -> new AlignedFaces(JOHNS).check("johns", 2, run)).isInstanceOf(CancelledException.class);
    }

    private interface Change {
        Image apply(Image image);
    }

    private static FaceSet changed(int count, Change change, Alignment alignment) {
        List<Face> faces = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Face face = JOHNS.faces().get(i * 55 / count);
            faces.add(new Face(face.id(), face.identity(), change.apply(face.image()), alignment.landmarks(150, 150)));
        }
        return new FaceSet("johns", alignment, faces);
    }
}
