package dev.visor.store.run;

import dev.visor.store.file.TarPack;
import java.io.IOException;
import java.nio.file.Path;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Writes the pictures of attacks to a folder. */
interface PictureWriter extends AutoCloseable {

    /**
     * Returns what writes to a folder. A folder with a pack stays one with packs, so that the last attack always says where the last
     * pack ends.
     *
     * @param attacks how many pictures are attacked in all
     * @param last the attack that was kept last; null if there is none
     * @throws IOException with one line naming the pack that cannot be read or written
     */
    static PictureWriter of(Path folder, int attacks, @Nullable KeptAttack last) throws IOException {
        boolean isPacked = last != null && last.pack() != null;
        return isPacked || attacks > PackedPictures.FEW ? PackedPictures.open(folder, last) : new LoosePictures(folder);
    }

    /**
     * Writes the pictures of an attack, which are on the disk when this returns.
     *
     * @param files PNG files by their names
     * @param attacks how many attacks the folder has
     * @return where they lie; null if each is a file of its name
     */
    TarPack.@Nullable Place write(SortedMap<String, byte[]> files, int attacks) throws IOException;

    @Override
    void close() throws IOException;
}
