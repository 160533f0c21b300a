package dev.visor.store.run;

import dev.visor.face.Face;
import dev.visor.image.Image;
import dev.visor.image.PictureCodec;
import dev.visor.store.file.AtomicFile;
import dev.visor.store.file.DamagedFileException;
import dev.visor.store.file.Pictures;
import dev.visor.store.file.ReadableFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;

/**
 * The pictures of a folder of attacks. One that is not the one that the attack wrote is refused.
 *
 * @param folder of the attacks
 */
record KeptPictures(Path folder) {

    /** Writes the pictures of an attack, each whole or not at all. */
    void write(SortedMap<String, byte[]> files) throws IOException {
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            AtomicFile.write(folder.resolve(file.getKey()), file.getValue());
        }
    }

    /**
     * Reads the bytes of a picture.
     *
     * @throws IOException with one line naming the file if it cannot be read or is not what was written
     */
    byte[] read(KeptAttack attack, String name) throws IOException {
        byte[] png = bytes(name);
        check(attack, name, png);
        return png;
    }

    /**
     * Reads a picture.
     *
     * @throws IOException with one line naming the file if it cannot be read or is not what was written
     */
    Image image(KeptAttack attack, String name) throws IOException {
        return PictureCodec.decode(read(attack, name), place(name));
    }

    /**
     * Reads a picture.
     *
     * @param face of the attacker, whose size the picture must have
     * @throws IOException with one line naming the file if it cannot be read or is not what was written
     */
    Image image(KeptAttack attack, String name, Face face) throws IOException {
        byte[] png = bytes(name);
        Image image = PictureCodec.decode(png, place(name));
        if (!image.sameSize(face.image())) {
            throw new DamagedFileException(
                    place(name),
                    "is " + image.width() + "x" + image.height() + ", must be "
                            + face.image().width() + "x" + face.image().height() + " as " + face.id() + " is");
        }
        check(attack, name, png);
        return image;
    }

    private byte[] bytes(String name) throws IOException {
        return ReadableFile.read(folder.resolve(name), place(name), Pictures.MAX_FILE_BYTES);
    }

    private String place(String name) {
        return folder.resolve(name).toString();
    }

    private void check(KeptAttack attack, String name, byte[] png) throws DamagedFileException {
        if (!attack.wrote(name, png)) {
            throw new DamagedFileException(
                    place(name),
                    "is not the picture that the attack wrote: its SHA-256 is not that in "
                            + folder.resolve("journal.jsonl"));
        }
    }
}
