package dev.visor.store.dataset.pubfig;

import dev.visor.face.FaceFormat;
import dev.visor.face.detection.FaceDetector;
import dev.visor.run.RunContext;
import dev.visor.store.dataset.DatasetException;
import dev.visor.store.file.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Fetches the pictures of PubFig and makes a folder of faces of them: {@code <person>/<imagenum>.png}. The
 * detector finds the face in the rectangle that the list gives, and it is aligned to a template. The rectangle is that of the
 * picture as it is shown, turned as its EXIF orientation says.
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
    private final FaceDetector detector;
    private final FaceFormat format;
    private final String detectorName;

    /**
     * Makes a download of these settings.
     *
     * @param detector stays the caller's
     * @param detectorName what the folder remembers of it, one line
     * @param format what the faces are aligned to
     */
    public PubFigDownload(PubFigConfig config, FaceDetector detector, String detectorName, FaceFormat format) {
        this.config = config;
        this.detector = detector;
        this.detectorName = detectorName;
        this.format = format;
    }

    /**
     * Fetches what was not settled in an earlier run, and writes the summary to {@link PubFigSummary#FILE} as well.
     *
     * @param folder new, empty, or begun by an earlier run
     * @throws DatasetException with one line if the folder holds something else or faces that were aligned in another way, or
     *     the locale allows no folder for a person
     * @throws IOException with one line if another process is at work in the folder or a file cannot be written; all
     *     that was settled before is kept
     * @throws dev.visor.run.CancelledException if the run is not wanted any more; all that was settled is kept
     */
    public PubFigSummary run(PubFigList list, Path folder, RunContext run) throws IOException {
        PersonFolders.checkWritable(list.entries());
        try (DownloadJournal journal = DownloadJournal.open(folder, faces())) {
            FaceCutter cutter = new FaceCutter(folder, detector, format);
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

    private String faces() {
        return (format.alignment().name() + " of " + format.width() + "x" + format.height() + ", detector "
                        + detectorName)
                .replaceAll("[\"\\\\\\p{Cntrl}]", "?");
    }

    private boolean isOpen(Optional<Settled> result) {
        return result.isEmpty() || config.again() && result.get().outcome() == PubFigOutcome.DEAD;
    }
}
