package dev.visor.store.faces;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.run.Progress;
import dev.visor.run.RunContext;
import dev.visor.store.faces.FaceFolderListing.Candidate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileEffortTest {

    @TempDir
    Path folder;

    @Test
    void aLargeFileIsMoreOfTheWorkThanASmallOne() throws IOException {
        List<Candidate> files = new ArrayList<>();
        for (int size : new int[] {0, 180_000, 980_000}) {
            Path file = Files.write(folder.resolve(size + ".jpg"), new byte[size]);
            files.add(new Candidate("Al", "Al/" + size + ".jpg", file));
        }
        files.add(new Candidate("Al", "Al/none.jpg", folder.resolve("none.jpg")));
        List<String> reports = new ArrayList<>();
        Progress progress = (label, total) -> new Progress.Task() {
            @Override
            public void done(long done) {
                reports.add(done + " of " + total);
            }

            @Override
            public void effort(double spent, double left) {
                reports.add(Math.round(spent) + " spent, " + Math.round(left) + " left");
            }
        };
        try (FileEffort effort =
                FileEffort.begin("photographs", files, RunContext.of(1).withProgress(progress))) {
            files.forEach(effort::done);
        }
        assertThat(reports)
                .containsExactly(
                        "20000 spent, 1220000 left",
                        "1 of 4",
                        "220000 spent, 1020000 left",
                        "2 of 4",
                        "1220000 spent, 20000 left",
                        "3 of 4",
                        "1240000 spent, 0 left",
                        "4 of 4");
    }
}
