package dev.visor.store.run;

import dev.visor.accessory.AccessoryFamily;
import dev.visor.defense.Occlusions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.stream.Collectors;

/**
 * The recognizers whose heads were trained with occlusions, a file for each, which is named by what the faces lacked. They
 * differ in nothing else. Immutable and thread-safe.
 *
 * @param path where it is; need not be there yet
 */
public record HardenedFolder(Path path) {

    /** Returns the file of the recognizer that was trained with some occlusions. */
    public Path file(Occlusions occlusions) {
        String families = occlusions.families().stream()
                .map(AccessoryFamily::name)
                .map(name -> name.replace(' ', '-'))
                .collect(Collectors.joining("+"));
        return path.resolve((families.isEmpty() ? "rectangles" : families) + ".safetensors");
    }

    /** Returns whether the recognizers that were trained with any of these are all there. */
    public boolean has(Collection<Occlusions> all) {
        return all.stream().map(this::file).allMatch(Files::exists);
    }
}
