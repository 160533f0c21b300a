package dev.visor.image.internal;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.ErrorCallback;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Java arrays to OpenCV matrices and back. Every method must be called inside a {@link PointerScope}, which frees what
 * was made here; results are copies. Thread-safe.
 */
final class Matrices {

    private static final Silence SILENCE = new Silence();

    static {
        // One thread: the sums of a filter must not depend on how the rows were shared out.
        opencv_core.setNumThreads(1);
        opencv_core.redirectError(SILENCE.retainReference());
    }

    private Matrices() {}

    /** {@return a matrix of bytes, row by row, the channels of a pixel together} */
    static Mat ofBytes(int width, int height, int channels, byte[] values) {
        Mat matrix = new Mat(height, width, opencv_core.CV_8UC(channels));
        matrix.data().put(values);
        return matrix;
    }

    /** {@return a matrix of one row of bytes} */
    static Mat ofFile(byte[] file) {
        return ofBytes(file.length, 1, 1, file);
    }

    /** {@return a matrix of one channel of floats, row by row} */
    static Mat ofFloats(int width, int height, float[] values, int offset) {
        Mat matrix = new Mat(height, width, opencv_core.CV_32FC1);
        new FloatPointer(matrix.data()).put(values, offset, width * height);
        return matrix;
    }

    /** {@return the bytes of a matrix, row by row} */
    static byte[] bytes(Mat matrix) {
        byte[] values = new byte[Math.toIntExact(matrix.total() * matrix.channels())];
        new BytePointer(continuous(matrix).data()).get(values);
        return values;
    }

    /** Copies a matrix of one channel of floats to an array from an offset on. */
    static void copyFloats(Mat matrix, float[] target, int offset) {
        new FloatPointer(continuous(matrix).data()).get(target, offset, Math.toIntExact(matrix.total()));
    }

    /** {@return the integers of a matrix, row by row} */
    static int[] ints(Mat matrix) {
        int[] values = new int[Math.toIntExact(matrix.total())];
        new IntPointer(continuous(matrix).data()).get(values);
        return values;
    }

    private static Mat continuous(Mat matrix) {
        return matrix.isContinuous() ? matrix : matrix.clone();
    }

    /** Keeps OpenCV from writing its errors to the console; they are thrown all the same. */
    private static final class Silence extends ErrorCallback {

        @Override
        public int call(
                int status, BytePointer function, BytePointer message, BytePointer file, int line, Pointer userData) {
            return 0;
        }
    }
}
