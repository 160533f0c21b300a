package dev.visor.cli.console;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The standard output of the process. A print writer keeps silent about what it could not write; this one remembers it.
 * Files and pipes get UTF-8, whatever the locale. Thread-safe.
 */
public final class StandardOutput {

    private final Watched stream;
    private final PrintWriter writer;

    /** Takes the standard output of the process. */
    public StandardOutput() {
        this(new FileOutputStream(FileDescriptor.out), charset());
    }

    StandardOutput(OutputStream out, Charset charset) {
        this.stream = new Watched(out);
        this.writer = new PrintWriter(new OutputStreamWriter(stream, charset), true);
    }

    /** Only a terminal has an encoding of its own. */
    private static Charset charset() {
        String terminal = System.getProperty("stdout.encoding", System.getProperty("sun.stdout.encoding", "UTF-8"));
        return Charset.isSupported(terminal) ? Charset.forName(terminal) : StandardCharsets.UTF_8;
    }

    /** Returns where to print. */
    public PrintWriter writer() {
        return writer;
    }

    /** Returns why something that was printed could not be written; empty if all could. */
    public Optional<String> failure() {
        writer.flush();
        return stream.failure();
    }

    /** A stream that remembers its first failure. */
    private static final class Watched extends OutputStream {

        private final OutputStream out;
        private @Nullable IOException failure;

        Watched(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
            try {
                out.write(bytes, offset, length);
            } catch (IOException e) {
                failure = failure == null ? e : failure;
                throw e;
            }
        }

        synchronized Optional<String> failure() {
            return Optional.ofNullable(failure).map(problem -> String.valueOf(problem.getMessage()));
        }
    }
}
