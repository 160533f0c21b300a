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
import java.io.UncheckedIOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * The forward pass of an ONNX file in ONNX Runtime, on the CPU in 32-bit floats.
 *
 * <p>A result does not depend on the number of threads. How ONNX Runtime shares the work of an operator depends on sizes
 * and threads, not on values. So before several threads compute a picture for the first time, noise of its size is
 * computed on one thread and on several. If the results differ in a bit, one thread computes all pictures.
 *
 * <p>Thread-safe. A graph takes pictures of one size.
 */
public final class OnnxRuntimeGraph implements GraphRuntime {

    private final Path file;
    private final String inputName;
    private final String output;
    private final OrtSession single;
    /** Of several threads, or {@link #single} if their results differ; null before it is needed. */
    private @Nullable OrtSession wide;

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
     * @throws IOException with one line if ONNX Runtime refuses the file, which it names, or does not exist for this
     *     operating system
     * @throws UncheckedIOException with one line if ONNX Runtime can't be loaded on this machine
     */
    public static OnnxRuntimeGraph open(Path file, String input, String output) throws IOException {
        try {
            OrtSession session = session(environment(), file, 1);
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

    private static OrtSession session(OrtEnvironment environment, Path file, int threads) throws OrtException {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
            options.setInterOpNumThreads(1);
            options.setIntraOpNumThreads(threads);
            // As on the engine's own threads.
            options.addConfigEntry("session.set_denormal_as_zero", "1");
            return environment.createSession(file.toString(), options);
        }
    }

    private static OrtEnvironment environment() throws IOException {
        try {
            return OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, "visor");
        } catch (LinkageError e) {
            String system = System.getProperty("os.name");
            if (system.startsWith("Mac")) {
                throw new IOException("there is no ONNX Runtime for " + system, e);
            }
            throw new UncheckedIOException(new IOException(
                    "ONNX Runtime can't be loaded: it is unpacked into java.io.tmpdir, which must be writable and have"
                            + " 30 MB left: " + System.getProperty("java.io.tmpdir"),
                    e));
        }
    }

    /** Returns the first line of a message, without the codes before it. */
    static String reason(OrtException e) {
        String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        return "ONNX Runtime refuses it: "
                + message.replaceFirst("^Error code - \\w+ - message: ", "")
                        .replaceFirst("^Load model from .* failed:", "")
                        .strip();
    }

    @Override
    public float[] run(float[] input, long[] shape, int threads) {
        return run(threads > 1 ? wide(shape, threads) : single, input, shape);
    }

    private synchronized OrtSession wide(long[] shape, int threads) {
        if (wide == null) {
            try {
                OrtSession several = session(OrtEnvironment.getEnvironment(), file, threads);
                float[] noise = noise(shape);
                if (Arrays.equals(run(single, noise, shape), run(several, noise, shape))) {
                    wide = several;
                } else {
                    several.close();
                    wide = single;
                }
            } catch (OrtException e) {
                throw new IllegalStateException(file + ": " + reason(e), e);
            }
        }
        return wide;
    }

    private static float[] noise(long[] shape) {
        int count = Math.toIntExact(Arrays.stream(shape).reduce(1, Math::multiplyExact));
        SplittableRandom random = new SplittableRandom(0);
        float[] noise = new float[count];
        for (int i = 0; i < count; i++) {
            noise[i] = (float) (2 * random.nextDouble() - 1);
        }
        return noise;
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
            if (wide != null && wide != single) {
                wide.close();
            }
        } catch (OrtException e) {
            throw new IllegalStateException(file + ": ONNX Runtime can't be closed: " + reason(e), e);
        }
    }
}
