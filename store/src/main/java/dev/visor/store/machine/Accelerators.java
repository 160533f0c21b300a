package dev.visor.store.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The NVIDIA accelerators of this machine, as far as the driver reports them on Linux. Thread-safe. */
public final class Accelerators {

    private static final Path DRIVER = Path.of("/proc/driver/nvidia/gpus");
    private static final String MODEL = "Model:";

    private Accelerators() {}

    /** {@return the name of the first one; {@code unknown} where the driver does not report it} */
    public static String first() {
        return first(DRIVER).orElse("unknown");
    }

    static Optional<String> first(Path driver) {
        try (Stream<Path> places = Files.list(driver)) {
            List<Path> all = places.sorted().toList();
            return all.isEmpty() ? Optional.empty() : model(all.get(0).resolve("information"));
        } catch (IOException e) {
            return Optional.empty(); // not knowing is no reason to stop
        }
    }

    private static Optional<String> model(Path information) throws IOException {
        try (Stream<String> lines = Files.lines(information)) {
            return lines.filter(line -> line.startsWith(MODEL))
                    .map(line -> line.substring(MODEL.length()).strip())
                    .filter(name -> !name.isEmpty())
                    .findFirst();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
