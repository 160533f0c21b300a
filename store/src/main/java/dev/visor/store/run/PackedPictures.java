package dev.visor.store.run;

import dev.visor.store.file.TarPack;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes the pictures of many attacks to tar files, {@code pictures-0001.tar} and so on. A folder with hundreds of thousands of
 * files is slow to list, to copy and to remove.
 */
final class PackedPictures implements PictureWriter {

    /** Pictures of so many attacks are files, which everybody can look at. */
    static final int FEW = 1000;

    /** How many attacks have their pictures in one pack: of crops of faces, some hundred megabytes. */
    static final int ATTACKS = 4000;

    private final Path folder;
    private int number;
    private @Nullable TarPack pack;

    private PackedPictures(Path folder, int number) {
        this.folder = folder;
        this.number = number;
    }

    /** Returns the file of a pack. */
    static Path file(Path folder, int number) {
        return folder.resolve(String.format(Locale.ROOT, "pictures-%04d.tar", number));
    }

    /**
     * Opens the packs of a folder, and cuts off what the journal does not know.
     *
     * @param last the attack that was kept last; null if there is none
     * @throws IOException with one line naming the pack that cannot be read or written
     */
    static PackedPictures open(Path folder, @Nullable KeptAttack last) throws IOException {
        TarPack.Place place = last == null ? null : last.pack();
        PackedPictures pictures = new PackedPictures(folder, place == null ? 0 : place.number());
        if (last != null && place != null) {
            Path file = file(folder, place.number());
            pictures.pack = TarPack.open(
                    file, TarPack.end(file, place.offset(), last.files().size()));
        }
        pictures.deleteBegun();
        return pictures;
    }

    /** Deletes packs of which the journal knows nothing. */
    private void deleteBegun() throws IOException {
        try (DirectoryStream<Path> packs = Files.newDirectoryStream(folder, "pictures-*.tar")) {
            for (Path begun : packs) {
                String digits = String.valueOf(begun.getFileName()).replaceAll("[^0-9]", "");
                if (digits.length() < 9 && Integer.parseInt("0" + digits) > number) {
                    Files.delete(begun);
                }
            }
        }
    }

    @Override
    public TarPack.Place write(SortedMap<String, byte[]> files, int attacks) throws IOException {
        int wanted = attacks / ATTACKS + 1;
        if (pack == null || wanted > number) {
            close();
            pack = TarPack.open(file(folder, wanted), 0);
            number = wanted;
        }
        return new TarPack.Place(number, pack.append(files));
    }

    @Override
    public void close() throws IOException {
        if (pack != null) {
            pack.close();
            pack = null;
        }
    }
}
