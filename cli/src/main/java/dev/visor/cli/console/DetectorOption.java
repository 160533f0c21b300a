package dev.visor.cli.console;

import dev.visor.face.detection.FaceDetector;
import dev.visor.face.detection.FaceDetectorSource;
import dev.visor.setting.Kind;
import dev.visor.setting.Registry;
import dev.visor.store.faces.detection.EmbeddedDetector;
import dev.visor.store.faces.detection.YuNetFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
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
     * @throws IllegalArgumentException with one line that lists the detectors if this is neither one of them nor a file
     * @throws IOException with one line naming the file that can't be used
     */
    public FaceDetector open(Registry registry) throws IOException {
        return source(registry).open();
    }

    private FaceDetectorSource source(Registry registry) {
        if (detector == null) {
            return EmbeddedDetector.EMBEDDED;
        }
        Map<String, FaceDetectorSource> named = new TreeMap<>();
        for (Kind<? extends FaceDetectorSource> kind : registry.kinds(FaceDetectorSource.class)) {
            kind.defaultValue().ifPresent(source -> named.put(kind.name(), source));
        }
        FaceDetectorSource source = named.get(detector);
        if (source != null) {
            return source;
        }
        Path file = Path.of(detector);
        if (!Files.exists(file)) {
            throw new IllegalArgumentException("--detector: there is no file \"" + detector
                    + "\", must be YuNet as an ONNX file or one of " + named.keySet());
        }
        return new YuNetFile(file.toString());
    }
}
