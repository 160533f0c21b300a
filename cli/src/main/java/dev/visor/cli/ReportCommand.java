package dev.visor.cli;

import dev.visor.report.HtmlReport;
import dev.visor.store.run.RunFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Reporting. */
@Command(
        name = "report",
        description = "Writes the results of 'visor evaluate' as one HTML page that needs no network.")
final class ReportCommand implements Callable<Integer> {

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Override
    public Integer call() throws IOException {
        RunFolder folder = new RunFolder(common.out());
        folder.checkWritable();
        write(folder);
        common.console().print("wrote %s%n", folder.report());
        return 0;
    }

    /** Writes the report of a run. */
    static void write(RunFolder folder) throws IOException {
        folder.writeReport(HtmlReport.render(folder.readResults(), folder.readTimes(), name -> picture(folder, name)));
    }

    private static byte[] picture(RunFolder folder, String name) {
        try {
            return folder.readPicture(name);
        } catch (IOException e) {
            throw new UncheckedIOException(String.valueOf(e.getMessage()), e);
        }
    }
}
