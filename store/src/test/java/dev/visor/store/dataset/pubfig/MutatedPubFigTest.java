package dev.visor.store.dataset.pubfig;

import dev.visor.store.MutatedFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MutatedPubFigTest {

    private static final String SUM = "0123456789abcdef0123456789abcdef";

    @TempDir
    Path folder;

    @Test
    void readsOrRefusesLists() throws Exception {
        Path file = Files.writeString(
                folder.resolve("dev_urls.txt"),
                "# PubFig Dataset v1.2 - dev_urls.txt - http://www.example.org/\n"
                        + "#\tperson\timagenum\turl\trect\tmd5sum\n"
                        + "Al B\t12\thttp://example.org/a b.jpg\t49,176,197,324\t" + SUM + "\n"
                        + "Al B\t13\thttp://example.org/c.jpg\t9,17,19,24\t" + SUM + "\n");
        MutatedFiles.check(file, path -> {
            PubFigList list = PubFigList.read(List.of(path));
            return list.entries() + " " + list.broken();
        });
    }

    @Test
    void readsOrRefusesJournals() throws Exception {
        PubFigEntry entry = new PubFigEntry(
                "Al", 1, "http://a/b", new FaceRectangle(1, 2, 3, 4), Optional.of(SUM), "dev_urls.txt: line 1");
        try (DownloadJournal journal = DownloadJournal.open(folder.resolve("pubfig"), "arcface")) {
            journal.add(entry, new Settled(PubFigOutcome.values()[0], "a reason"));
        }
        Path file = folder.resolve("pubfig").resolve(DownloadJournal.FILE);
        MutatedFiles.check(file, path -> {
            try (DownloadJournal journal = DownloadJournal.open(folder.resolve("pubfig"), "arcface")) {
                return String.valueOf(journal.of(entry));
            }
        });
    }
}
