package dev.visor.store.run;

import dev.visor.accessory.AccessoryFamily;
import dev.visor.defense.Occlusions;
import dev.visor.store.file.Sha256;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.stream.Collectors;

/**
 * The recognizers whose heads were trained with occlusions, a file for each, which is named by what the faces lacked. Those
 * that also see clean faces differ in nothing else. Names of heads for pictures under one mask end in a digest of all
 * settings, as several of them may lack a family of the same name. Immutable and thread-safe.
 *
 * @param path where it is; need not be there yet
 */
public record HardenedFolder(Path path) {

    private static final int DIGEST_LENGTH = 8;

    /** Returns the file of the recognizer that was trained with some occlusions. */
    public Path file(Occlusions occlusions) {
        String families = occlusions.families().stream()
                .map(AccessoryFamily::name)
                .map(name -> name.replace(' ', '-'))
                .collect(Collectors.joining("+"));
        String name = families.isEmpty() ? "rectangles" : families;
        return path.resolve((occlusions.clean() ? name : "under-" + name + "-" + digest(occlusions)) + ".safetensors");
    }

    private static String digest(Occlusions occlusions) {
        String all = occlusions.toString();
        return Sha256.of(all.getBytes(StandardCharsets.UTF_8)).substring(0, DIGEST_LENGTH);
    }

    /** Returns whether the recognizers that were trained with any of these are all there. */
    public boolean has(Collection<Occlusions> all) {
        return all.stream().map(this::file).allMatch(Files::exists);
    }
}
