package dev.visor.store.dataset.pubfig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.face.Alignment;
import dev.visor.face.FaceFormat;
import dev.visor.run.CancelledException;
import dev.visor.run.RunContext;
import dev.visor.store.dataset.DatasetException;
import dev.visor.store.file.FolderLock;
import dev.visor.store.file.Pictures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a download makes of a folder in which something already is. */
class PubFigFolderTest extends PubFigDownloading {

    @Test
    void goesOnWhereItStopped() throws Exception {
        for (int i = 1; i <= 20; i++) {
            line(
                    "Al",
                    i,
                    host.put("/" + i, i % 4 == 0 ? PictureHost.status(404) : PictureHost.good(png)),
                    "0,0,40,40",
                    "");
        }
        // With a pause between requests, the first face is looked for before all pictures are there.
        PubFigDownload download =
                newDownload(new PubFigConfig(8, LONG, 0, Duration.ofMillis(50), Duration.ofMillis(20), false));
        RunContext run = RunContext.of(1).cancelledWhen(() -> host.count() >= 5);
        assertThatThrownBy(() -> download.run(list(), folder, run)).isInstanceOf(CancelledException.class);
        assertThat(journal().size()).isBetween(5, 19);
        // What a kill may leave: a line without its end, and a picture beside its place.
        Files.writeString(folder.resolve(DownloadJournal.FILE), "{\"piece\":\"Al/19", StandardOpenOption.APPEND);
        Path draft = folder.resolve("Al/.3.png.01234567-89ab-cdef-0123-456789abcdef.tmp");
        Files.writeString(draft, "half");
        PubFigSummary summary = download(LONG, 0);
        assertThat(summary.count(PubFigOutcome.FOUND)).isEqualTo(15);
        for (int i = 1; i <= 20; i++) {
            assertThat(host.count("/" + i)).as("/" + i).isEqualTo(1);
        }
        assertThat(draft).doesNotExist();
        download(LONG, 0);
        assertThat(host.count()).isEqualTo(20);
        assertThat(journal()).hasSize(20);
    }

    @Test
    void asksAgainForTheDeadOnRequestAndForNewEntriesOfTheList() throws Exception {
        line("Al", 1, host.put("/1", png), "0,0,40,40", "");
        line("Al", 2, host.put("/2", PictureHost.status(404)), "0,0,40,40", "");
        line("Al", 3, host.put("/3", "text".getBytes()), "0,0,40,40", "");
        download(LONG, 0);
        host.put("/2", png);
        lines.set(0, lines.get(0).replace("0,0,40,40", "0,0,50,50"));
        PubFigSummary summary = download(new PubFigConfig(2, LONG, 0, Duration.ZERO, Duration.ZERO, true));
        assertThat(host.count("/1")).isEqualTo(2);
        assertThat(host.count("/2")).isEqualTo(2);
        assertThat(host.count("/3")).isEqualTo(1);
        assertThat(summary.count(PubFigOutcome.FOUND)).isEqualTo(2);
        assertThat(Pictures.read(folder.resolve("Al/1.png")).width()).isEqualTo(112);
    }

    @Test
    void doesNotBringBackAPictureThatSomebodyRemoved() throws Exception {
        line("Al", 1, host.put("/1", png), "0,0,40,40", "");
        download(LONG, 0);
        Files.delete(folder.resolve("Al/1.png"));
        PubFigSummary summary = download(LONG, 0);
        assertThat(host.count()).isEqualTo(1);
        assertThat(summary.removed()).isEqualTo(1);
        assertThat(summary.count(PubFigOutcome.FOUND)).isZero();
        assertThat(folder.resolve("Al/1.png")).doesNotExist();
    }

    @Test
    void oneAtATimeMayWorkInAFolder() throws Exception {
        line("Al", 1, host.put("/1", png), "0,0,40,40", "");
        try (DownloadJournal first = DownloadJournal.open(folder, FACES)) {
            assertThat(first.of(list().entries().get(0))).isEmpty();
            assertThatThrownBy(() -> download(LONG, 0))
                    .isInstanceOf(IOException.class)
                    .hasMessage(
                            folder + ": is being written by another process; wait for it, or choose another folder");
        }
        assertThat(download(LONG, 0).count(PubFigOutcome.FOUND)).isEqualTo(1);
    }

    @Test
    void goesOnWhereItWasKilledBeforeAnythingWasSettled() throws Exception {
        line("Al", 1, host.put("/1", png), "0,0,40,40", "");
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(FolderLock.NAME), "");
        assertThat(download(LONG, 0).count(PubFigOutcome.FOUND)).isEqualTo(1);
        assertThat(folder.resolve(FolderLock.NAME)).doesNotExist();
    }

    @Test
    void refusesAFolderOfSomethingElse() throws Exception {
        line("Al", 1, host.put("/1", png), "0,0,40,40", "");
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("thesis.txt"), "mine");
        assertBad(": holds something else than pictures of 'visor data pubfig', must be new, empty or begun by it");
        assertThat(names()).containsExactly("thesis.txt");
        folder = folder.resolve("thesis.txt");
        assertBad(": is a file, must be a folder to write to");
        assertThat(host.count()).isZero();
    }

    @Test
    void refusesADamagedJournal() throws Exception {
        line("Al", 1, host.put("/1", png), "0,0,40,40", "");
        Files.createDirectories(folder);
        Path journal = folder.resolve(DownloadJournal.FILE);
        Map<String, String> damaged = Map.of(
                "something else\n", ", line 1: ",
                "{\"piece\":\"Al/1\",\"result\":\"FOUND\"}\n", ", Al/1: ",
                "{\"piece\":\"Al/1\",\"result\":\"{\\\"outcome\\\":null,\\\"reason\\\":\\\"\\\",\\\"sum\\\":\\\"\\\"}\"}\n",
                        ", Al/1: ");
        for (Map.Entry<String, String> one : damaged.entrySet()) {
            Files.writeString(journal, one.getKey());
            assertThatThrownBy(() -> download(LONG, 0))
                    .isInstanceOf(DatasetException.class)
                    .hasMessageStartingWith(journal + one.getValue())
                    .hasMessageEndingWith("; without this file everything is fetched anew");
            assertThat(journal).hasContent(one.getKey());
            assertThat(names()).containsExactly(DownloadJournal.FILE);
        }
        Files.writeString(journal, "{\"piece\":");
        assertThat(download(LONG, 0).count(PubFigOutcome.FOUND)).isEqualTo(1);
    }

    @Test
    void refusesAFolderWhoseFacesWereAlignedInAnotherWayOrNotAtAll() throws Exception {
        line("Al", 1, host.put("/1", png), "0,0,40,40", "");
        download(LONG, 0);
        PubFigDownload other = new PubFigDownload(
                config(LONG, 0), new MiddleDetector(), "yunet.onnx", new FaceFormat(Alignment.DLIB, 150, 150));
        assertThatThrownBy(() -> other.run(list(), folder, RunContext.of(1)))
                .isInstanceOf(DatasetException.class)
                .hasMessage(folder + ": holds faces aligned to " + FACES + ", but these are to be aligned to dlib of"
                        + " 150x150, detector yunet.onnx; choose another folder, or the same options");
        Path journal = folder.resolve(DownloadJournal.FILE);
        List<String> old = Files.readAllLines(journal).stream()
                .filter(line -> !line.contains(".faces"))
                .toList();
        Files.write(journal, old);
        assertBad(": holds faces that are not aligned, of an earlier version, but these are to be aligned to " + FACES
                + "; choose another folder");
        assertThat(host.count()).isEqualTo(1);
        assertThat(journal).hasContent(String.join("\n", old));
    }

    @Test
    void stopsIfAFileCannotBeWritten() throws Exception {
        for (int i = 1; i <= 9; i++) {
            line("Al", i, host.put("/" + i, png), "0,0,40,40", "");
        }
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(DownloadJournal.FILE), "");
        Files.writeString(folder.resolve("Al"), "a file where the folder should be");
        assertThatThrownBy(() -> download(LONG, 0))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(".png: cannot be written: ")
                .hasMessageContaining("is a file, must be a folder");
        assertThat(journal()).isEmpty();
    }

    private void assertBad(String message) {
        assertThatThrownBy(() -> download(LONG, 0))
                .isInstanceOf(DatasetException.class)
                .hasMessage(folder + message);
    }
}
