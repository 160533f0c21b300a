package dev.visor.store.run;

import dev.visor.defense.DefenseConfig;
import dev.visor.defense.chain.ChainConfig;
import dev.visor.setting.Registry;
import dev.visor.store.file.Json;
import dev.visor.store.file.Sha256;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Collectors;

/**
 * The calibrations of chains of defenses, a file for each chain. Chains that differ in any setting have different files.
 * Immutable and thread-safe.
 *
 * @param path where it is; need not be there yet
 */
public record CalibratedFolder(Path path) {

    private static final int LONGEST_NAME = 80;
    private static final int DIGITS = 12;

    /**
     * Returns the file of a chain.
     *
     * @throws IllegalArgumentException if a defense is of no registered kind
     */
    public Path file(ChainConfig chain, Registry registry) {
        String settings = Json.toLine(ChainConfig.TYPE.write(chain, registry).data());
        String names = chain.elements().stream()
                .map(DefenseConfig::name)
                .map(name -> name.replaceAll("[^A-Za-z0-9.]+", "-"))
                .collect(Collectors.joining("+"));
        String begin = names.substring(0, Math.min(LONGEST_NAME, names.length()));
        String digits = Sha256.of(settings.getBytes(StandardCharsets.UTF_8)).substring(0, DIGITS);
        return path.resolve(begin + "-" + digits + ".json");
    }
}
