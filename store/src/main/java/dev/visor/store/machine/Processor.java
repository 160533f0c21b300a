package dev.visor.store.machine;

import dev.visor.device.Device;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the processor of this machine can do, as far as Linux reports it. Thread-safe. */
public final class Processor {

    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

    /** ATen, oneDNN and OpenBLAS have code of their own for these; on ARM for those in the last line. */
    private static final Set<String> CHOSEN_BY = Set.of(
            "sse4_1",
            "avx",
            "avx2",
            "fma",
            "f16c",
            "avx_vnni",
            "avx512f",
            "avx512bw",
            "avx512dq",
            "avx512vl",
            "avx512cd",
            "avx512_vnni",
            "avx512_bf16",
            "avx512_fp16",
            "amx_tile",
            "amx_int8",
            "amx_bf16",
            "amx_fp16",
            "avx10_1",
            "avx10_2",
            "asimd",
            "asimddp",
            "asimdhp",
            "bf16",
            "i8mm",
            "sve",
            "sve2",
            "svebf16");

    /** Variables of these libraries that choose other code than the processor would. */
    private static final List<String> LIMITS =
            List.of("ATEN_CPU_CAPABILITY", "DNNL_MAX_CPU_ISA", "ONEDNN_MAX_CPU_ISA", "OPENBLAS_CORETYPE");

    private Processor() {}

    /** {@return whether it computes in bfloat16; false where the system does not report it} */
    public static boolean computesBfloat16() {
        return Files.isReadable(CPU_INFO) && computesBfloat16(CPU_INFO);
    }

    /** {@return what the system calls it, or the architecture where it has no name} */
    public static String name() {
        return name(CPU_INFO).orElse(System.getProperty("os.arch", "unknown"));
    }

    /**
     * Returns what the native libraries choose their code by, on one line: the architecture, the instruction sets that
     * libtorch, oneDNN and OpenBLAS look for, in the order of their names, and variables that keep them from using some.
     * Only processors with the same line surely compute the same last bits. Where the system does not report instruction
     * sets, the line has the name of the processor instead.
     */
    public static String features() {
        return features(CPU_INFO, System.getProperty("os.arch", "unknown"), System.getenv());
    }

    /** {@return what results rest on where a device computes networks: {@link #features()}, and the accelerator's name} */
    public static String features(Device device) {
        return device == Device.CPU ? features() : features() + " cuda " + Accelerators.first();
    }

    static String features(Path cpuInfo, String architecture, Map<String, String> environment) {
        List<String> words = new ArrayList<>(List.of(architecture));
        SortedSet<String> flags = flags(cpuInfo);
        if (flags.isEmpty()) {
            words.add(name(cpuInfo).orElse("unknown"));
        }
        flags.retainAll(CHOSEN_BY);
        words.addAll(flags);
        for (String variable : LIMITS) {
            String value = environment.get(variable);
            if (value != null) {
                words.add(variable + "=" + value.replaceAll("[^\\w.-]", "?"));
            }
        }
        return String.join(" ", words);
    }

    private static SortedSet<String> flags(Path cpuInfo) {
        try (Stream<String> lines = Files.lines(cpuInfo)) {
            return lines.filter(line -> line.startsWith("flags") || line.startsWith("Features"))
                    .limit(1)
                    .flatMap(line -> Stream.of(
                            line.substring(line.indexOf(':') + 1).strip().split("\\s+")))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException | UncheckedIOException e) {
            return new TreeSet<>(); // not knowing is no reason to stop
        }
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
