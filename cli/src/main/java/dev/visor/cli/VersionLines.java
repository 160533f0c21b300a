package dev.visor.cli;

import dev.visor.api.Versions;
import picocli.CommandLine;

/** The versions of this program and its libraries. */
final class VersionLines implements CommandLine.IVersionProvider {

    @Override
    public String[] getVersion() {
        return Versions.all().entrySet().stream()
                .map(version -> version.getKey() + " " + version.getValue())
                .toArray(String[]::new);
    }
}
