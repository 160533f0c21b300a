package dev.visor.examples.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.face.Alignment;
import dev.visor.face.FaceSet;
import dev.visor.face.FaceSource;
import dev.visor.image.Color;
import dev.visor.image.Image;
import dev.visor.run.RunContext;
import dev.visor.setting.Registry;
import dev.visor.store.experiment.ExperimentFile;
import dev.visor.store.experiment.ExperimentFileException;
import dev.visor.store.file.Pictures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The plugin's detector is used by name, in an experiment and in a command. */
class PluginDetectorTest {

    @TempDir
    static Path dir;

    private static Path photographs;

    /** No other detector finds a face in these. */
    @BeforeAll
    static void makePhotographs() throws IOException {
        photographs = dir.resolve("photographs");
        for (String person : List.of("Ann", "Bob")) {
            Path own = Files.createDirectories(photographs.resolve(person));
            for (int i = 0; i < 2; i++) {
                Color color = Color.rgb8(100 + 50 * i, person.length(), person.charAt(0));
                Pictures.writePng(own.resolve(i + ".png"), Image.filled(200, 240, color));
            }
        }
    }

    private static FaceSource faces(String detector) throws IOException {
        Path file = Files.writeString(
                dir.resolve("photographs.yaml"),
                "faces: {folder: photographs, alignment: detect, detector: " + detector + "}\n");
        return ExperimentFile.read(file, List.of(), Registry.standard()).faces();
    }

    @Test
    void anExperimentFindsFacesWithIt() throws IOException {
        FaceSet faces = faces("centered").load(RunContext.of(1)).faces();
        assertThat(faces.faces()).hasSize(4);
        assertThat(faces.alignment()).isEqualTo(Alignment.DLIB);
        assertThat(faces("{kind: centered, eyes: 0.15}")
                        .load(RunContext.of(1))
                        .faces()
                        .faces())
                .hasSize(4);
    }

    @Test
    void anUnknownDetectorIsRefusedWithAListOfAll() {
        assertThatThrownBy(() -> faces("centred"))
                .isInstanceOf(ExperimentFileException.class)
                .hasMessageContaining("faces.detector: \"centred\", must be one of [")
                .hasMessageContaining("centered")
                .hasMessageContaining("embedded");
    }

    /** As a user has it: a process with the command line and the plugin's jar in a folder. */
    @Test
    void aCommandFindsFacesWithIt() throws IOException, InterruptedException {
        Path out = dir.resolve("faces");
        Path log = dir.resolve("log");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-cp",
                        PluginRun.classPathWithoutPlugin(),
                        "dev.visor.cli.Visor",
                        "data",
                        "align",
                        photographs.toString(),
                        "--out",
                        out.toString(),
                        "--detector",
                        "centered",
                        "--plugins",
                        Path.of("target", "plugins").toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(log)).isZero();
        assertThat(Pictures.read(out.resolve("Ann/0.png")).width()).isEqualTo(112);
    }
}
