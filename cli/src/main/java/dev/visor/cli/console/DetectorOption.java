package dev.visor.cli.console;

import dev.visor.face.detection.FaceDetector;
import dev.visor.face.detection.FaceDetectorSource;
import dev.visor.setting.Kind;
import dev.visor.setting.Registry;
import dev.visor.store.faces.detection.EmbeddedDetector;
import dev.visor.store.faces.detection.YuNetFile;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which detector finds faces in photographs. */
public final class DetectorOption {

    @Option(
            names = "--detector",
            paramLabel = "FILE",
            description = "YuNet as an ONNX file, or the name of a plugin's detector (default: the embedded detector).")
    private @Nullable String detector;

    /** Returns what to call the detector: {@code embedded}, the name of a plugin's, or that of its file. */
    String name() {
        Path file = detector == null ? null : Path.of(detector).getFileName();
        return file == null ? "embedded" : file.toString();
    }

    /**
     * Opens the detector.
     *
     * @throws IOException with one line naming the file that can't be used
     */
    public FaceDetector open(Registry registry) throws IOException {
        return source(registry).open();
    }

    private FaceDetectorSource source(Registry registry) {
        if (detector == null) {
            return EmbeddedDetector.EMBEDDED;
        }
        for (Kind<? extends FaceDetectorSource> kind : registry.kinds(FaceDetectorSource.class)) {
            if (kind.name().equals(detector) && kind.value().isPresent()) {
                return kind.value().get();
            }
        }
        return new YuNetFile(Path.of(detector).toString());
    }
}
