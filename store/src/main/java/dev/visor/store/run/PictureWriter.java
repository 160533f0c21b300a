package dev.visor.store.run;

import dev.visor.store.file.TarPack;
import java.io.IOException;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Writes the pictures of attacks to a folder. */
interface PictureWriter extends AutoCloseable {

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
