package dev.visor.cli;

import dev.visor.image.PictureCodec;
import dev.visor.torch.Engine;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import picocli.CommandLine;

/** The versions of this program and of what it stands on. */
final class Versions implements CommandLine.IVersionProvider {

    @Override
    public String[] getVersion() {
        return all().entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .toArray(String[]::new);
    }

    /** Returns the versions by name. */
    static SortedMap<String, String> all() {
        SortedMap<String, String> versions = new TreeMap<>();
        versions.put(
                "visor", Objects.requireNonNullElse(Visor.class.getPackage().getImplementationVersion(), "unpackaged"));
        versions.put("libtorch (JavaCPP presets)", Engine.libtorchVersion());
        versions.put("OpenCV (JavaCPP presets)", PictureCodec.opencvVersion());
        versions.put("Java", Runtime.version().toString());
        return versions;
    }
}
