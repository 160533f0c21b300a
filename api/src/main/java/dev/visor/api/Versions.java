package dev.visor.api;

import dev.visor.image.PictureCodec;
import dev.visor.torch.Engine;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/** The versions of this program and its libraries. Thread-safe. */
public final class Versions {

    private Versions() {}

    /** Returns the versions by name. */
    public static SortedMap<String, String> all() {
        SortedMap<String, String> versions = new TreeMap<>();
        versions.put(
                "visor",
                Objects.requireNonNullElse(Versions.class.getPackage().getImplementationVersion(), "unpackaged"));
        versions.put("libtorch (JavaCPP presets)", Engine.libtorchVersion());
        versions.put("OpenCV (JavaCPP presets)", PictureCodec.opencvVersion());
        versions.put("Java", Runtime.version().toString());
        return versions;
    }
}
