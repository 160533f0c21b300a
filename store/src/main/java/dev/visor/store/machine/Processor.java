package dev.visor.store.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** What the processor of this machine can do, as far as Linux reports it. Thread-safe. */
public final class Processor {

    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

    private Processor() {}

    /** {@return whether it computes in bfloat16; false where the system does not report it} */
    public static boolean computesBfloat16() {
        return Files.isReadable(CPU_INFO) && computesBfloat16(CPU_INFO);
    }

    /** {@return what the system calls it, or the architecture where it has no name} */
    public static String name() {
        return name(CPU_INFO).orElse(System.getProperty("os.arch", "unknown"));
    }

    static Optional<String> name(Path cpuInfo) {
        try (Stream<String> lines = Files.lines(cpuInfo)) {
            return lines.filter(line -> line.matches("model name\\s*:.*"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .filter(name -> !name.isEmpty())
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty(); // not knowing is no reason to stop
        }
    }

    static boolean computesBfloat16(Path cpuInfo) {
        try (Stream<String> lines = Files.lines(cpuInfo)) {
            return lines.filter(line -> line.startsWith("flags"))
                    .flatMap(line -> Stream.of(line.split("\\s+")))
                    .anyMatch(flag -> flag.equals("avx512_bf16") || flag.equals("amx_bf16"));
        } catch (IOException e) {
            return false; // not knowing is no reason to stop
        }
    }
}
