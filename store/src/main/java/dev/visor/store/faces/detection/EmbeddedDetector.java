package dev.visor.store.faces.detection;

import dev.visor.face.detection.CascadeDetector;
import dev.visor.face.detection.FaceDetector;
import dev.visor.face.detection.FaceDetectorSource;
import dev.visor.store.file.EmbeddedResource;

/** The detector that comes with the program. NOTICE names the sources of its networks. */
public record EmbeddedDetector() implements FaceDetectorSource {

    /** The only value. */
    public static final EmbeddedDetector EMBEDDED = new EmbeddedDetector();

    @Override
    public FaceDetector open() {
        return new CascadeDetector(read("blazeface-short-range.tflite"), read("mtcnn-onet.onnx"));
    }

    private static byte[] read(String name) {
        return EmbeddedResource.read(EmbeddedDetector.class, name);
    }
}
