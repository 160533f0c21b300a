package dev.visor.api;

import dev.visor.experiment.ExperimentResults;
import dev.visor.report.HtmlReport;
import dev.visor.store.evidence.EvidenceFolder;
import dev.visor.store.run.RunFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes the manifest of a run and whatever is listed in it later. The folder must be locked.
 *
 * @param folder of the run
 * @param named how the report names the folder
 * @param listener receives what the user should know
 */
record RunEvidence(RunFolder folder, Path named, RunListener listener) {

    /** Checks, before an evaluation, what the run wrote so far, and removes the manifest of an earlier one. */
    void begin() throws IOException {
        new EvidenceFolder(folder).checkWritten();
        folder.clearManifest();
    }

    /** Writes the manifest. */
    void seal() throws IOException {
        new EvidenceFolder(folder).seal(Versions.all(), Versions.commit());
    }

    /** Lists those of some files that were written after the run had ended, unless somebody signed the manifest. */
    void keep(List<Path> files) throws IOException {
        EvidenceFolder evidence = new EvidenceFolder(folder);
        List<Path> written = new ArrayList<>(files);
        if (evidence.isSealed()) {
            written.removeAll(evidence.listed());
        }
        list(written);
    }

    /** Lists files that were written just now, in place of what they were, unless somebody signed the manifest. */
    void list(List<Path> written) throws IOException {
        EvidenceFolder evidence = new EvidenceFolder(folder);
        if (evidence.isSealed() && !evidence.isSigned()) {
            List<Path> all = new ArrayList<>(written);
            all.add(folder.checksums().file());
            evidence.add(all);
        }
    }

    /** Writes the report of checked results and of the captures that are kept, and lists them. */
    void report(ExperimentResults results) throws IOException {
        EvidenceFolder evidence = new EvidenceFolder(folder);
        // Without another folder, the command would show this finished run again.
        String command = "visor run " + named.resolve("experiment.yaml") + " --out again";
        folder.writeReport(HtmlReport.render(
                results, folder.readCaptures().orElse(null), folder.readTimes(), command, this::picture));
        if (!evidence.isSealed()) {
            seal();
        } else if (evidence.add(
                List.of(folder.report(), folder.captures(), folder.checksums().file()))) {
            listener.noticed(
                    "the report has changed, so the signature of manifest.json no longer holds and is removed");
        }
    }

    private byte[] picture(String name) {
        try {
            return folder.readPicture(name);
        } catch (IOException e) {
            throw new UncheckedIOException(String.valueOf(e.getMessage()), e);
        }
    }
}
