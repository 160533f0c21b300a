package dev.visor.store.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.device.Device;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AcceleratorsTest {

    @TempDir
    private Path driver;

    @Test
    void namesTheFirstOne() throws IOException {
        add("0000:00:07.0", "Model: \t\t Other\n");
        add("0000:00:06.0", "Model: \t\t NVIDIA H100 80GB HBM3\nIRQ:   \t\t 41\n");
        assertThat(Accelerators.first(driver)).contains("NVIDIA H100 80GB HBM3");
    }

    @Test
    void knowsNothingWhereTheDriverReportsNothing() throws IOException {
        assertThat(Accelerators.first(driver)).isEmpty();
        assertThat(Accelerators.first(driver.resolve("none"))).isEmpty();
        add("0000:00:06.0", "IRQ: 41\n");
        assertThat(Accelerators.first(driver)).isEmpty();
    }

    @Test
    void resultsOfAnAcceleratorRestOnItToo() {
        assertThat(Processor.features(Device.CPU)).isEqualTo(Processor.features());
        assertThat(Processor.features(Device.CUDA)).isEqualTo(Processor.features() + " cuda " + Accelerators.first());
    }

    private void add(String address, String information) throws IOException {
        Path folder = Files.createDirectory(driver.resolve(address));
        Files.writeString(folder.resolve("information"), information);
    }
}
