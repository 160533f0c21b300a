package dev.visor.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.visor.image.PictureException;
import dev.visor.store.dataset.DatasetException;
import dev.visor.store.experiment.ExperimentFileException;
import dev.visor.store.file.DamagedFileException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * Changes a file at random, many times, and reads it. Every changed file must be read or refused in one line that names
 * it, soon, and without leaving anything behind. The system property {@code visor.mutations} is how many changed files
 * each format has.
 */
public final class MutatedFiles {

    private static final int COUNT = Integer.getInteger("visor.mutations", 12);
    private static final long SEED = Long.getLong("visor.mutations.seed", 1);
    private static final long HANGS_AFTER_SECONDS = 60;
    private static final List<String> WORDS = List.of(
            "-1",
            "0",
            "1e999",
            "NaN",
            "null",
            "2147483648",
            "9223372036854775808",
            "\"\"",
            "{}",
            "[[[[",
            "\u0000",
            "\n",
            "0.1",
            "true",
            "../../x",
            "\u00e4\u2028");

    private MutatedFiles() {}

    /** Reads a file and returns something that is equal whenever the same was read. */
    @FunctionalInterface
    public interface Reader {
        Object read(Path file) throws Exception;
    }

    /** Changes and reads a file of a format without checksums. */
    public static void check(Path file, Reader reader) throws Exception {
        check(file, reader, false);
    }

    /** Changes and reads a file whose checksums leave two outcomes only: refused, or read as if nothing had changed. */
    public static void checkWithChecksums(Path file, Reader reader) throws Exception {
        check(file, reader, true);
    }

    private static void check(Path file, Reader reader, boolean checksums) throws Exception {
        byte[] whole = Files.readAllBytes(file);
        Object expected = reader.read(file);
        String name = String.valueOf(file.getFileName());
        SplittableRandom random = new SplittableRandom(SEED * 31 + name.hashCode());
        ExecutorService thread = Executors.newSingleThreadExecutor();
        int refused = 0;
        try {
            Set<Path> before = around(file);
            for (int i = 0; i < COUNT; i++) {
                byte[] changed = mutate(whole, random);
                Files.write(file, changed);
                String trial = name + ", change " + i + " of seed " + SEED;
                try {
                    Object read = inTime(thread, () -> reader.read(file), trial);
                    if (checksums && !expected.equals(read)) {
                        keep(changed, name, i);
                        fail(trial + " was read as something else");
                    }
                } catch (ExecutionException e) {
                    refused++;
                    assertRefusal(e.getCause(), file, trial, changed);
                    assertThat(around(file)).as(trial).isEqualTo(before);
                }
            }
        } finally {
            thread.shutdownNow();
            Files.write(file, whole);
        }
        assertThat(reader.read(file)).isEqualTo(expected);
        if (System.getProperty("visor.mutations") != null) {
            System.out.printf("%-28s %5d changed, %5d refused%n", name, COUNT, refused);
        }
    }

    /** A reading hangs if it computes for too long; a machine that stands still meanwhile is no fault of it. */
    private static Object inTime(ExecutorService executor, Callable<Object> reading, String trial)
            throws InterruptedException, ExecutionException {
        ThreadMXBean clock = ManagementFactory.getThreadMXBean();
        AtomicLong thread = new AtomicLong(Thread.currentThread().getId());
        AtomicLong start = new AtomicLong(Long.MAX_VALUE);
        Future<Object> result = executor.submit(() -> {
            thread.set(Thread.currentThread().getId());
            start.set(clock.getCurrentThreadCpuTime());
            return reading.call();
        });
        while (true) {
            try {
                return result.get(1, TimeUnit.SECONDS);
            } catch (TimeoutException e) {
                long spent = clock.getThreadCpuTime(thread.get()) - start.get();
                if (spent > TimeUnit.SECONDS.toNanos(HANGS_AFTER_SECONDS)) {
                    throw new AssertionError(trial + " hangs", e);
                }
            }
        }
    }

    private static void assertRefusal(Throwable e, Path file, String trial, byte[] changed) throws IOException {
        Throwable refusal = e instanceof UncheckedIOException ? e.getCause() : e;
        boolean known = refusal instanceof DamagedFileException
                || refusal instanceof PictureException
                || refusal instanceof ExperimentFileException
                || refusal instanceof DatasetException
                || refusal != null && refusal.getClass() == IOException.class;
        String message = refusal == null ? "" : String.valueOf(refusal.getMessage());
        boolean oneLine =
                refusal instanceof ExperimentFileException || message.lines().count() == 1;
        if (!known || !oneLine || !message.contains(String.valueOf(file.getParent()))) {
            keep(changed, String.valueOf(file.getFileName()), trial.hashCode());
            throw new AssertionError(trial + " is refused by " + e, e);
        }
        assertThat(message.replace("\n", "")).as(trial).doesNotContainPattern("\\p{Cntrl}");
    }

    /** Keeps a file that shows a fault, to look at it. */
    private static void keep(byte[] changed, String name, int trial) throws IOException {
        Path folder = Files.createDirectories(Path.of("target", "mutations"));
        Files.write(folder.resolve(trial + "-" + name), changed);
    }

    private static Set<Path> around(Path file) throws IOException {
        try (Stream<Path> files = Files.walk(file.getParent())) {
            return new HashSet<>(files.toList());
        }
    }

    static byte[] mutate(byte[] whole, SplittableRandom random) {
        byte[] changed = whole.clone();
        do {
            for (int n = random.nextInt(4) == 0 ? random.nextInt(2, 6) : 1; n > 0; n--) {
                changed = mutateOnce(changed, random);
            }
        } while (Arrays.equals(changed, whole));
        return changed;
    }

    private static byte[] mutateOnce(byte[] bytes, SplittableRandom random) {
        if (bytes.length < 8) {
            return Arrays.copyOf(bytes, 8);
        }
        int at = random.nextInt(bytes.length);
        int length = Math.min(bytes.length - at, random.nextInt(1, 40));
        byte[] changed = bytes.clone();
        switch (random.nextInt(10)) {
            case 0, 1, 2 -> changed[at] ^= (byte) (1 << random.nextInt(8));
            case 3 -> changed[at] = (byte) random.nextInt(256);
            case 4 -> changed[at] = (byte) (random.nextBoolean() ? 0xff : 0);
            case 5 -> putNumber(changed, random);
            case 6 -> changed = Arrays.copyOf(bytes, at);
            case 7 -> changed = spliced(bytes, at, at + length, new byte[0]);
            case 8 -> changed = spliced(bytes, at, at, Arrays.copyOfRange(bytes, at, at + length));
            default -> {
                String word = WORDS.get(random.nextInt(WORDS.size()));
                changed = spliced(bytes, at, endOfWord(bytes, at), word.getBytes(StandardCharsets.UTF_8));
            }
        }
        return changed;
    }

    private static void putNumber(byte[] bytes, SplittableRandom random) {
        long[] extremes = {0, 1, -1, Integer.MAX_VALUE, Integer.MIN_VALUE, 0x7fffffffffffffffL, 65_536, 1L << 40};
        ByteBuffer buffer =
                ByteBuffer.wrap(bytes).order(random.nextBoolean() ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        long value = extremes[random.nextInt(extremes.length)];
        int at = random.nextInt(bytes.length - 7);
        switch (random.nextInt(3)) {
            case 0 -> buffer.putShort(at, (short) value);
            case 1 -> buffer.putInt(at, (int) value);
            default -> buffer.putLong(at, value);
        }
    }

    private static int endOfWord(byte[] bytes, int from) {
        int end = from;
        while (end < bytes.length && Character.isLetterOrDigit(bytes[end] & 0xff)) {
            end++;
        }
        return end;
    }

    private static byte[] spliced(byte[] bytes, int from, int to, byte[] instead) {
        return ByteBuffer.allocate(bytes.length - (to - from) + instead.length)
                .put(bytes, 0, from)
                .put(instead)
                .put(bytes, to, bytes.length - to)
                .array();
    }
}
