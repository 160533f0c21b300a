package dev.visor.store.run;

import dev.visor.image.Image;
import dev.visor.store.file.Pictures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Picture files, and those that would lie in a folder of attacks if its pictures were not in packs. Journals are opened once.
 * Used by one thread.
 */
public final class PictureFiles implements AutoCloseable {

    private static final String PNG = ".png";

    private final Map<Path, AttackFolder> open = new HashMap<>();

    /**
     * Returns the adversarial pictures of a folder of attacks, without regions and plain accessories, in order.
     *
     * @return their files, which are there unless they are in packs
     */
    public static List<Path> adversarial(Path folder) throws IOException {
        return AttackFolder.readSummary(folder).attacks().stream()
                .map(attack -> folder.resolve(PictureNames.attacked(attack.id())))
                .toList();
    }

    /**
     * Reads a picture.
     *
     * @param file of the picture; in a folder of attacks it may also be {@code ID.png} or another picture of an attack in a pack
     * @throws dev.visor.image.PictureException if the file is no picture, is damaged or has too many pixels
     * @throws IOException with one line naming the file if it cannot be read
     */
    public Image read(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || Files.exists(file) || !AttackFolder.isFinished(folder)) {
            return Pictures.read(file);
        }
        AttackFolder attacks = open.get(folder);
        if (attacks == null) {
            attacks = AttackFolder.openToRead(folder);
            open.put(folder, attacks);
        }
        String name = String.valueOf(file.getFileName());
        for (int end = name.length() - PNG.length();
                end > 0 && name.endsWith(PNG);
                end = name.lastIndexOf('-', end - 1)) {
            String id = name.substring(0, end);
            if (attacks.has(id) && PictureNames.allowed(id).contains(name)) {
                return attacks.picture(id, name);
            }
        }
        return Pictures.read(file);
    }

    @Override
    public void close() throws IOException {
        for (AttackFolder attacks : open.values()) {
            attacks.close();
        }
        open.clear();
    }
}
