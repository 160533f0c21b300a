package dev.visor.image.internal;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_dnn;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;
import org.bytedeco.opencv.opencv_objdetect.FaceDetectorYN;

/** OpenCV's detector for YuNet files. Thread-safe; one call at a time computes, with one thread. */
public final class YuNetModel implements AutoCloseable {

    /** How many numbers there are for each face: box, five points, score. */
    public static final int ROW = 15;

    private static final float NMS = 0.3f;
    private static final int MOST = 5000;

    private final FaceDetectorYN detector;

    private YuNetModel(FaceDetectorYN detector) {
        this.detector = detector;
    }

    /**
     * {@return the detector of an ONNX file}
     *
     * @param score the least score of a face, in (0, 1)
     * @throws IllegalArgumentException if OpenCV can't read the file
     */
    public static YuNetModel of(byte[] file, double score) {
        try (PointerScope scope = new PointerScope()) {
            Mat bytes = Matrices.ofFile(file);
            FaceDetectorYN made = FaceDetectorYN.create(
                    new BytePointer("onnx"),
                    new BytePointer(bytes.data()).capacity(file.length),
                    new BytePointer(0),
                    new Size(320, 320),
                    (float) score,
                    NMS,
                    MOST,
                    opencv_dnn.DNN_BACKEND_OPENCV,
                    opencv_dnn.DNN_TARGET_CPU);
            return new YuNetModel(made.retainReference());
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("OpenCV can't read the network", e);
        }
    }

    /**
     * {@return {@value #ROW} numbers for each face}
     *
     * @param rgb red, green and blue of each pixel together (HWC)
     * @throws IllegalArgumentException if the network is none of YuNet
     */
    public synchronized float[] detect(byte[] rgb, int width, int height) {
        try (PointerScope scope = new PointerScope()) {
            Mat picture = new Mat();
            opencv_imgproc.cvtColor(Matrices.ofBytes(width, height, 3, rgb), picture, opencv_imgproc.COLOR_RGB2BGR);
            detector.setInputSize(new Size(width, height));
            Mat faces = new Mat();
            detector.detect(picture, faces);
            float[] rows = new float[faces.rows() * ROW];
            if (rows.length > 0) {
                new FloatPointer(faces.data()).get(rows);
            }
            return rows;
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("OpenCV can't run the network as YuNet", e);
        }
    }

    @Override
    public synchronized void close() {
        detector.close();
    }
}
