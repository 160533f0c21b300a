package dev.visor.image.internal;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_dnn;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;
import org.bytedeco.opencv.opencv_core.StringVector;
import org.bytedeco.opencv.opencv_dnn.Net;

/** A small network in OpenCV's runtime, on Java arrays. Thread-safe; one call at a time computes, with one thread. */
public final class DnnModel implements AutoCloseable {

    private final Net net;

    private DnnModel(Net net) {
        this.net = net;
    }

    /** {@return the network of a TensorFlow Lite file} */
    public static DnnModel ofTflite(byte[] file) {
        try (PointerScope scope = new PointerScope()) {
            Mat bytes = Matrices.ofFile(file);
            return owned(opencv_dnn.readNetFromTFLite(new BytePointer(bytes.data()), file.length));
        }
    }

    /** {@return the network of an ONNX file} */
    public static DnnModel ofOnnx(byte[] file) {
        try (PointerScope scope = new PointerScope()) {
            Mat bytes = Matrices.ofFile(file);
            return owned(opencv_dnn.readNetFromONNX(new BytePointer(bytes.data()), file.length));
        }
    }

    private static DnnModel owned(Net net) {
        return new DnnModel(net.retainReference());
    }

    /**
     * Passes pictures forward.
     *
     * @param input pictures of three channels, CHW, one after the other
     * @param count the number of pictures
     * @param side the width and the height of each
     * @param outputs the names of the outputs
     * @return the values of each output
     */
    public synchronized List<float[]> forward(float[] input, int count, int side, String... outputs) {
        try (PointerScope scope = new PointerScope()) {
            Mat blob = new Mat(4, new int[] {count, 3, side, side}, opencv_core.CV_32F);
            new FloatPointer(blob.data()).put(input);
            net.setInput(blob);
            MatVector results = new MatVector();
            net.forward(results, new StringVector(outputs));
            List<float[]> values = new ArrayList<>();
            for (long i = 0; i < results.size(); i++) {
                Mat result = results.get(i);
                float[] copy = new float[Math.toIntExact(result.total() * result.channels())];
                new FloatPointer(result.data()).get(copy);
                values.add(copy);
            }
            return values;
        }
    }

    @Override
    public synchronized void close() {
        net.close();
    }
}
