package dev.visor.store.network.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.visor.network.graph.GraphRuntime;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The forward pass of an ONNX file in ONNX Runtime, on the CPU in 32-bit floats.
 *
 * <p>Pictures that are computed side by side take one thread each. A picture that is computed alone may take several: when
 * that first happens, it is computed both ways. If the results differ in a bit, one thread computes all that follows.
 *
 * <p>Thread-safe.
 */
public final class OnnxRuntimeGraph implements GraphRuntime {

    private final Path file;
    private final String inputName;
    private final String output;
    private final OrtSession single;
    private @Nullable OrtSession wide;
    private boolean differs;

    private OnnxRuntimeGraph(Path file, String input, String output, OrtSession single) {
        this.file = file;
        this.inputName = input;
        this.output = output;
        this.single = single;
    }

    /**
     * Opens a file.
     *
     * @param input the name of the input, which takes floats of 32 bits
     * @param output the name of the output with the features
     * @throws IOException with one line naming the file if ONNX Runtime refuses it
     * @throws LinkageError if there is no ONNX Runtime for this machine
     */
    public static OnnxRuntimeGraph open(Path file, String input, String output) throws IOException {
        try {
            OrtSession session = session(file, 1);
            if (!isFloats(session.getInputInfo().get(input))
                    || !isFloats(session.getOutputInfo().get(output))) {
                session.close();
                throw new IOException(file + ": ONNX Runtime takes or gives no floats of 32 bits");
            }
            return new OnnxRuntimeGraph(file, input, output, session);
        } catch (OrtException e) {
            throw new IOException(file + ": " + reason(e), e);
        }
    }

    /** {@return the version of ONNX Runtime} */
    public static String runtimeVersion() {
        return Objects.requireNonNullElse(OrtEnvironment.class.getPackage().getImplementationVersion(), "unknown");
    }

    private static boolean isFloats(@Nullable NodeInfo node) {
        return node != null && node.getInfo() instanceof TensorInfo tensor && tensor.type == OnnxJavaType.FLOAT;
    }

    private static OrtSession session(Path file, int threads) throws OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, "visor");
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
            options.setInterOpNumThreads(1);
            options.setIntraOpNumThreads(threads);
            // As on the engine's own threads.
            options.addConfigEntry("session.set_denormal_as_zero", "1");
            return environment.createSession(file.toString(), options);
        }
    }

    /** Returns the first line of a message, without the codes before it. */
    static String reason(OrtException e) {
        String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        return "ONNX Runtime refuses it: "
                + message.replaceFirst("^Error code - \\w+ - message: ", "").strip();
    }

    @Override
    public float[] run(float[] input, long[] shape, int threads) {
        OrtSession session = threads > 1 ? wide(input, shape, threads) : single;
        return run(session, input, shape);
    }

    /** Returns the session of several threads, if its results are those of one thread. */
    private synchronized OrtSession wide(float[] values, long[] shape, int threads) {
        if (wide == null && !differs) {
            OrtSession several;
            try {
                several = session(file, threads);
            } catch (OrtException e) {
                throw new IllegalStateException(file + ": " + reason(e), e);
            }
            wide = several;
            differs = !Arrays.equals(run(single, values, shape), run(several, values, shape));
        }
        return wide == null || differs ? single : wide;
    }

    private float[] run(OrtSession session, float[] values, long... shape) {
        try (OnnxTensor tensor =
                        OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), FloatBuffer.wrap(values), shape);
                OrtSession.Result result = session.run(Map.of(inputName, tensor), Set.of(output))) {
            if (!(result.get(0) instanceof OnnxTensor features)) {
                throw new IllegalStateException(file + ": the output \"" + output + "\" is no tensor");
            }
            FloatBuffer found = features.getFloatBuffer();
            if (found == null) {
                throw new IllegalStateException(file + ": the output \"" + output + "\" holds no floats");
            }
            float[] copy = new float[found.remaining()];
            found.get(copy);
            return copy;
        } catch (OrtException e) {
            throw new IllegalStateException(file + ": " + reason(e), e);
        }
    }

    @Override
    public synchronized void close() {
        try {
            single.close();
            if (wide != null) {
                wide.close();
            }
        } catch (OrtException e) {
            throw new IllegalStateException(file + ": ONNX Runtime can't be closed: " + reason(e), e);
        }
    }
}
