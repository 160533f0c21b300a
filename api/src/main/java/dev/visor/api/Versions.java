package dev.visor.api;

import dev.visor.image.PictureCodec;
import dev.visor.store.network.onnx.OnnxRuntimeGraph;
import dev.visor.torch.Engine;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;

/** The versions of this program and its libraries. Thread-safe. */
public final class Versions {

    private static final String UNKNOWN = "unknown";

    private Versions() {}

    /**
     * Returns the commit of this program's sources in hexadecimal, with {@code -dirty} behind it if they had been changed
     * when it was built; {@code unknown} if it was not built in a clone with its history.
     */
    public static String commit() {
        Properties build = new Properties();
        try (InputStream in = Versions.class.getResourceAsStream("build.properties")) {
            if (in != null) {
                build.load(in);
            }
        } catch (IOException e) {
            return UNKNOWN; // not knowing is no reason to stop
        }
        String commit = build.getProperty("commit", "");
        return commit.matches("[0-9a-f]{40,64}(-dirty)?") ? commit : UNKNOWN;
    }

    /** Returns the versions by name. */
    public static SortedMap<String, String> all() {
        SortedMap<String, String> versions = new TreeMap<>();
        versions.put(
                "visor",
                Objects.requireNonNullElse(Versions.class.getPackage().getImplementationVersion(), "unpackaged"));
        versions.put("libtorch (JavaCPP presets)", Engine.libtorchVersion());
        versions.put("ONNX Runtime", OnnxRuntimeGraph.runtimeVersion());
        versions.put("OpenCV (JavaCPP presets)", PictureCodec.opencvVersion());
        versions.put("Java", Runtime.version().toString());
        return versions;
    }
}
