package dev.visor.store.faces;

import dev.visor.run.Progress;
import dev.visor.run.RunContext;
import dev.visor.store.faces.FaceFolderListing.Candidate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The progress of reading picture files one after the other. A large file takes longer than a small one, so the time that is
 * left is estimated by their bytes. Used by one thread.
 */
public final class FileEffort implements AutoCloseable {

    /** What a file takes beside its bytes, in bytes that take as long. */
    private static final double EACH = 20_000;

    private final Progress.Task task;
    private double spent;
    private double left;
    private long done;

    private FileEffort(Progress.Task task, double left) {
        this.task = task;
        this.left = left;
    }

    /** Says that the reading of files begins. */
    public static FileEffort begin(String label, List<Candidate> files, RunContext run) {
        double all = files.stream().mapToDouble(file -> effort(file.path())).sum();
        return new FileEffort(run.begin(label, files.size()), all);
    }

    private static double effort(Path file) {
        try {
            return EACH + Files.size(file);
        } catch (IOException e) {
            return EACH; // whoever reads the file reports it
        }
    }

    /** Says that a file was read. */
    public void done(Candidate file) {
        double own = effort(file.path());
        spent += own;
        left = Math.max(0, left - own);
        done++;
        task.effort(spent, left);
        task.done(done);
    }

    @Override
    public void close() {
        task.close();
    }
}
