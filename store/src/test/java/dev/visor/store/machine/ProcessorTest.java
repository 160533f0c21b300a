package dev.visor.store.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessorTest {

    @TempDir
    Path dir;

    @Test
    void readsNameAndFlags() throws IOException {
        Path file = Files.writeString(
                dir.resolve("cpuinfo"),
                "processor\t: 0\nmodel\t\t: 17\nmodel name\t: Fast: Mark 2 \nflags\t\t: fpu avx512_bf16 sse\n\n"
                        + "processor\t: 1\nmodel name\t: Other\n");
        assertThat(Processor.name(file)).contains("Fast: Mark 2");
        assertThat(Processor.computesBfloat16(file)).isTrue();
    }

    @Test
    void namesTheInstructionSetsThatLibrariesChooseBy() throws IOException {
        Path file = Files.writeString(
                dir.resolve("features"), "processor\t: 0\nmodel name\t: M\nflags\t\t: fpu fma avx512_bf16 avx2 sse\n");
        assertThat(Processor.features(file, "amd64", Map.of("ATEN_CPU_CAPABILITY", "avx2", "HOME", "/x")))
                .isEqualTo("amd64 avx2 avx512_bf16 fma ATEN_CPU_CAPABILITY=avx2");
        assertThat(Processor.features(dir.resolve("none"), "aarch64", Map.of())).isEqualTo("aarch64 unknown");
        assertThat(Processor.features())
                .startsWith(System.getProperty("os.arch"))
                .doesNotContain("\n");
    }

    @Test
    void knowsNothingWhereNothingIsGiven() throws IOException {
        Path empty = Files.writeString(dir.resolve("cpuinfo"), "model name :\nflags : fpu\n");
        assertThat(Processor.name(empty)).isEmpty();
        assertThat(Processor.computesBfloat16(empty)).isFalse();
        assertThat(Processor.name(dir.resolve("none"))).isEmpty();
        assertThat(Processor.computesBfloat16(dir.resolve("none"))).isFalse();
        assertThat(Processor.name()).isNotBlank();
    }
}
