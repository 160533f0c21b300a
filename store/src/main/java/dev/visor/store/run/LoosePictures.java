package dev.visor.store.run;

import dev.visor.store.file.AtomicFile;
import dev.visor.store.file.TarPack;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes each picture as a file, whole or not at all.
 *
 * @param folder of the attacks
 */
record LoosePictures(Path folder) implements PictureWriter {

    @Override
    public TarPack.@Nullable Place write(SortedMap<String, byte[]> files, int attacks) throws IOException {
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            AtomicFile.write(folder.resolve(file.getKey()), file.getValue());
        }
        return null;
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
