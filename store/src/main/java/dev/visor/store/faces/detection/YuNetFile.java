package dev.visor.store.faces.detection;

import dev.visor.face.detection.FaceDetector;
import dev.visor.face.detection.FaceDetectorSource;
import dev.visor.face.detection.YuNetDetector;
import dev.visor.setting.Setting;
import dev.visor.setting.Settings;
import dev.visor.setting.Type;
import dev.visor.store.file.ReadableFile;
import java.io.IOException;
import java.nio.file.Path;

/**
 * YuNet of a user's own file.
 *
 * @param file an ONNX file as OpenCV's {@code FaceDetectorYN} takes it
 */
public record YuNetFile(String file) implements FaceDetectorSource {

    /** What files can set. */
    public static final Settings<YuNetFile> SETTINGS = Settings.of(
            YuNetFile.class, Setting.of("file", Type.path(), "an ONNX file as OpenCV's FaceDetectorYN takes it"));

    private static final long MAX_BYTES = 64L << 20;

    @Override
    public FaceDetector open() throws IOException {
        byte[] bytes = ReadableFile.read(Path.of(file), file, MAX_BYTES);
        try {
            return new YuNetDetector(bytes);
        } catch (IllegalArgumentException e) {
            throw new IOException(
                    file + ": is no YuNet network that OpenCV can read, must be an ONNX file as its"
                            + " FaceDetectorYN takes it",
                    e);
        }
    }
}
