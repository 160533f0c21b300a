package dev.visor.store.dataset.pubfig;

import dev.visor.run.RunContext;
import dev.visor.store.dataset.DatasetException;
import dev.visor.store.file.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Fetches the pictures of PubFig and makes a folder of faces of them: {@code <person>/<imagenum>.png}, each the
 * rectangle that the list gives, as it is, without any alignment. The rectangle is that of the picture as it is shown,
 * turned as its EXIF orientation says.
 *
 * <p>Most addresses are dead since long; that is a result, not an error. Servers are treated politely: a host gets at
 * most two requests at a time with a pause between two, is left alone for as long as it asks (up to half a minute, else
 * it is given up), and is given up if there is no such host or it does not answer six times in a row.
 *
 * <p>What became of a picture is noted in the folder at once, so that a run that was broken off goes on where it
 * stopped. One process at a time may work in a folder. Immutable and thread-safe.
 */
public final class PubFigDownload {

    private final PubFigConfig config;

    /** Makes a download of these settings. */
    public PubFigDownload(PubFigConfig config) {
        this.config = config;
    }

    /**
     * Fetches what was not settled in an earlier run, and writes the summary to {@link PubFigSummary#FILE} as well.
     *
     * @param folder new, empty, or begun by an earlier run
     * @throws DatasetException with one line if the folder holds something else, or the locale allows no folder for a person
     * @throws IOException with one line if another process is at work in the folder or a file cannot be written; all
     *     that was settled before is kept
     * @throws dev.visor.run.CancelledException if the run is not wanted any more; all that was settled is kept
     */
    public PubFigSummary run(PubFigList list, Path folder, RunContext run) throws IOException {
        PersonFolders.checkWritable(list.entries());
        try (DownloadJournal journal = DownloadJournal.open(folder)) {
            FaceCutter cutter = new FaceCutter(folder);
            cutter.sweep();
            List<PubFigEntry> open = list.entries().stream()
                    .filter(entry -> isOpen(journal.of(entry)))
                    .toList();
            new DownloadCrew(config, journal, cutter).fetch(open, run);
            PubFigSummary.Tally tally = new PubFigSummary.Tally();
            for (PubFigEntry entry : list.entries()) {
                Settled result = journal.of(entry)
                        .orElseThrow(() -> new IllegalStateException("unsettled picture: " + entry.key()));
                tally.add(entry, result, Files.isRegularFile(cutter.file(entry)));
            }
            PubFigSummary summary = tally.summary();
            Json.write(folder.resolve(PubFigSummary.FILE), summary);
            return summary;
        }
    }

    private boolean isOpen(Optional<Settled> result) {
        return result.isEmpty() || config.again() && result.get().outcome() == PubFigOutcome.DEAD;
    }
}
