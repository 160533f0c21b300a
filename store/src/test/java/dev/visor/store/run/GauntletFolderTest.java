package dev.visor.store.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.attack.GradientCheck;
import dev.visor.evaluation.Rate;
import dev.visor.experiment.DataSummary;
import dev.visor.experiment.Provenance;
import dev.visor.face.Identity;
import dev.visor.gauntlet.Cell;
import dev.visor.gauntlet.CleanResult;
import dev.visor.gauntlet.DefenseResult;
import dev.visor.gauntlet.Finding;
import dev.visor.gauntlet.GauntletConfig;
import dev.visor.gauntlet.GauntletResults;
import dev.visor.store.experiment.BackboneSource;
import dev.visor.store.experiment.FaceSource;
import dev.visor.store.experiment.GauntletFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GauntletFolderTest {

    private static final CleanResult CLEAN = new CleanResult(
            new Rate(3, 4), new Rate(0, 4), new Rate(1, 4), new Rate(2, 4), Set.of("b", "a"), 1 / 3.0, 0.1);

    private static final Cell CELL = new Cell(
            "an attacker",
            "hat band",
            new Rate(1, 3),
            new Rate(1, 3),
            new Rate(0, 3),
            new Rate(1, 3),
            new Rate(0, 0),
            List.of(0, 7),
            300,
            new GradientCheck(3, 1, 0));

    private static final Cell BLIND = new Cell(
            "blind",
            "hat band",
            new Rate(0, 3),
            new Rate(3, 3),
            new Rate(0, 3),
            new Rate(0, 3),
            null,
            List.of(),
            1000,
            null);

    @TempDir
    Path temporary;

    @Test
    void cellsAreThereWhenTheFolderIsOpenedAgain() throws IOException {
        GauntletFolder folder = new GauntletFolder(temporary.resolve("g"));
        try (CellJournal cells = folder.openCells()) {
            assertThat(cells.clean("none")).isEmpty();
            cells.keep("none", CLEAN);
            cells.keep("none", CELL);
            cells.keep("a mask", BLIND);
        }
        try (CellJournal cells = folder.openCells()) {
            assertThat(cells.clean("none")).contains(CLEAN);
            assertThat(cells.cell("none", "an attacker", "hat band")).contains(CELL);
            assertThat(cells.cell("a mask", "blind", "hat band")).contains(BLIND);
            assertThat(cells.cell("none", "blind", "hat band")).isEmpty();
            assertThat(cells.cell("none", "an attacker", "rectangle")).isEmpty();
            assertThat(cells.clean("a mask")).isEmpty();
        }
    }

    @Test
    void aTornLineIsAsIfItHadNotBeenWritten() throws IOException {
        GauntletFolder folder = new GauntletFolder(temporary.resolve("g"));
        try (CellJournal cells = folder.openCells()) {
            cells.keep("none", CLEAN);
        }
        Path file = temporary.resolve("g/cells.jsonl");
        Files.writeString(file, "{\"piece\": \"cell/none/an att", StandardOpenOption.APPEND);
        try (CellJournal cells = folder.openCells()) {
            assertThat(cells.clean("none")).contains(CLEAN);
            cells.keep("none", CELL);
        }
        assertThat(Files.readAllLines(file)).hasSize(2);
    }

    @Test
    void aDamagedCellIsTold() throws IOException {
        GauntletFolder folder = new GauntletFolder(temporary.resolve("g"));
        Path file = Files.createDirectories(folder.path()).resolve("cells.jsonl");
        Files.writeString(file, "{\"piece\": \"clean/none\", \"result\": \"{}\"}\n");
        try (CellJournal cells = folder.openCells()) {
            assertThatThrownBy(() -> cells.clean("none"))
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith(file + ", clean/none: line 1");
        }
    }

    @Test
    void resultsAndSettingsComeBack() throws IOException {
        GauntletFolder folder = new GauntletFolder(temporary.resolve("g"));
        TreeMap<Identity, Integer> pictures = new TreeMap<>(Map.of(new Identity("Al"), 3));
        GauntletResults results = new GauntletResults(
                new Provenance("t", 1, "resnet29", "00", new TreeMap<>(), new TreeMap<>(Map.of("a", "b"))),
                new DataSummary("name", 150, 150, "dlib", pictures, 2, 1, List.of("left out")),
                2,
                3,
                new Rate(4, 5),
                null,
                List.of(new DefenseResult("none", List.of("rejection below 0.8"), CLEAN, List.of(CELL, BLIND))),
                List.of(new Finding("none", Finding.Kind.NOT_CONVERGED, "more would bring more")));
        assertThat(folder.isFinished()).isFalse();
        assertThatThrownBy(folder::readResults)
                .hasMessage(folder.results() + ": is not there; 'visor gauntlet' writes it");
        folder.writeResults(results);
        assertThat(folder.isFinished()).isTrue();
        assertThat(folder.readResults()).isEqualTo(results);
        byte[] first = Files.readAllBytes(folder.results());
        folder.writeResults(folder.readResults());
        assertThat(folder.results()).hasBinaryContent(first);
        GauntletFile gauntlet =
                new GauntletFile("t", 3, FaceSource.EMBEDDED, BackboneSource.EMBEDDED, GauntletConfig.DEFAULT);
        folder.writeGauntlet(gauntlet);
        assertThat(folder.readGauntlet()).isEqualTo(gauntlet);
        RunRecord run = new RunRecord("00", new TreeMap<>(Map.of("visor", "1")), results.data());
        folder.writeRun(run);
        assertThat(folder.readRun()).isEqualTo(run);
    }

    @Test
    void attacksOfThoseWhoAdaptLieBelowTheirDefense() {
        GauntletFolder folder = new GauntletFolder(Path.of("g"));
        assertThat(folder.attacks("unaware", "hat band")).isEqualTo(Path.of("g", "attacks", "unaware", "hat band"));
        assertThat(folder.attacks("adaptive", "hat band", "a mask"))
                .isEqualTo(Path.of("g", "attacks", "adaptive", "hat band", "a mask"));
    }

    @Test
    void nothingElseIsWrittenOver() throws IOException {
        GauntletFolder missing = new GauntletFolder(temporary.resolve("a/b"));
        assertThatCode(missing::checkWritable).doesNotThrowAnyException();
        assertThat(temporary.resolve("a")).doesNotExist();
        Path photos = Files.createDirectory(temporary.resolve("photos"));
        assertThatCode(new GauntletFolder(photos)::checkWritable).doesNotThrowAnyException();
        Path photo = Files.writeString(photos.resolve("run.json"), "x");
        assertThatThrownBy(new GauntletFolder(photos)::checkWritable)
                .hasMessage(
                        photos + ": holds something else than a gauntlet of visor, must be new, empty or a gauntlet");
        assertThatThrownBy(new GauntletFolder(photo)::checkWritable)
                .hasMessage(photo + ": can't be a folder, because " + photo + " is a file");
        Files.writeString(photos.resolve("gauntlet.yaml"), "x");
        assertThatCode(new GauntletFolder(photos)::checkWritable).doesNotThrowAnyException();
    }
}
