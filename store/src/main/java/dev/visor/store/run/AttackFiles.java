package dev.visor.store.run;

import dev.visor.store.file.DamagedFileException;
import dev.visor.store.file.Json;
import dev.visor.store.file.Pictures;
import java.io.IOException;
import java.io.Serializable;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * An attack as a folder keeps it, to be handed to another folder. Immutable as long as nobody changes the bytes.
 *
 * @param id of the attack
 * @param line what the journal says of it, a line of JSON without its end; where the pictures lie is no part of it
 * @param files its pictures by their names, the bytes of PNG files
 */
public record AttackFiles(String id, String line, SortedMap<String, byte[]> files) implements Serializable {

    /** Copies the map. */
    public AttackFiles {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    /** Returns how many bytes the pictures have. */
    public long bytes() {
        return files.values().stream().mapToLong(file -> file.length).sum();
    }

    /**
     * Returns what the line says.
     *
     * @throws DamagedFileException with one line if it is no line of this attack, or the pictures are not those that it names
     */
    KeptAttack kept() throws IOException {
        String name = "the attack " + id;
        KeptAttack kept = Json.parse(line, KeptAttack.class, name);
        if (!kept.attack().id().equals(id)
                || kept.pack() != null
                || !Json.toLine(kept).equals(line)) {
            throw new DamagedFileException(name, "has a line that no attack of this name wrote");
        }
        if (!kept.files().keySet().equals(files.keySet())) {
            throw new DamagedFileException(
                    name,
                    "has the pictures " + files.keySet() + ", must have those of its line, "
                            + kept.files().keySet());
        }
        if (!files.keySet().containsAll(PictureNames.needed(id))
                || !PictureNames.allowed(id).containsAll(files.keySet())) {
            throw new DamagedFileException(
                    name,
                    "has the pictures " + files.keySet() + ", must have " + new TreeSet<>(PictureNames.needed(id))
                            + " and may have only " + new TreeSet<>(PictureNames.allowed(id)));
        }
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            if (file.getValue().length > Pictures.MAX_FILE_BYTES || !kept.wrote(file.getKey(), file.getValue())) {
                throw new DamagedFileException(
                        name, file.getKey() + " is not the picture that it wrote: its SHA-256 is not that of its line");
            }
        }
        return kept;
    }
}
