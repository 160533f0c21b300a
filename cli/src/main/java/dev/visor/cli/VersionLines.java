package dev.visor.cli;

import dev.visor.api.Versions;
import java.io.PrintWriter;
import picocli.CommandLine;

/** The versions of this program and its libraries. */
final class VersionLines implements CommandLine.IVersionProvider {

    @Override
    public String[] getVersion() {
        return Versions.all().entrySet().stream()
                .map(version -> version.getKey() + " " + version.getValue())
                .toArray(String[]::new);
    }

    /** Prints the versions as the option does. */
    static void print(PrintWriter out) {
        Versions.all().forEach((name, version) -> out.println(name + " " + version));
    }
}
