package dev.visor.store.run;

import dev.visor.face.Face;
import dev.visor.image.Image;
import dev.visor.image.PictureCodec;
import dev.visor.store.file.DamagedFileException;
import dev.visor.store.file.Pictures;
import dev.visor.store.file.ReadableFile;
import dev.visor.store.file.Sha256;
import dev.visor.store.file.Sha256Sums;
import dev.visor.store.file.TarPack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The pictures of a folder of attacks, as files or in packs. One that is not the one that the attack wrote is refused.
 *
 * @param folder of the attacks
 */
record KeptPictures(Path folder) {

    /**
     * Reads the bytes of a picture.
     *
     * @throws IOException with one line naming the file if it cannot be read or is not what was written
     */
    byte[] read(KeptAttack attack, String name) throws IOException {
        byte[] png = bytes(attack, name);
        check(attack, name, png);
        return png;
    }

    /**
     * Reads a picture.
     *
     * @throws IOException with one line naming the file if it cannot be read or is not what was written
     */
    Image image(KeptAttack attack, String name) throws IOException {
        return PictureCodec.decode(read(attack, name), place(attack, name));
    }

    /**
     * Reads a picture.
     *
     * @param face of the attacker, whose size the picture must have
     * @throws IOException with one line naming the file if it cannot be read or is not what was written
     */
    Image image(KeptAttack attack, String name, Face face) throws IOException {
        byte[] png = bytes(attack, name);
        Image image = PictureCodec.decode(png, place(attack, name));
        if (!image.sameSize(face.image())) {
            throw new DamagedFileException(
                    place(attack, name),
                    "is " + image.width() + "x" + image.height() + ", must be "
                            + face.image().width() + "x" + face.image().height() + " as " + face.id() + " is");
        }
        check(attack, name, png);
        return image;
    }

    private byte[] bytes(KeptAttack attack, String name) throws IOException {
        TarPack.Place pack = attack.pack();
        return pack == null
                ? ReadableFile.read(folder.resolve(name), place(attack, name), Pictures.MAX_FILE_BYTES)
                : TarPack.read(
                        PackedPictures.file(folder, pack.number()),
                        pack.offset(),
                        attack.files().size(),
                        name,
                        Pictures.MAX_FILE_BYTES);
    }

    /** Returns what to call a picture in a message. */
    private String place(KeptAttack attack, String name) {
        TarPack.Place pack = attack.pack();
        return pack == null
                ? folder.resolve(name).toString()
                : PackedPictures.file(folder, pack.number()) + ", " + name;
    }

    /** Returns how the pictures of an attack differ from those that it wrote. */
    List<String> differences(KeptAttack attack) throws IOException {
        SortedMap<String, String> now = new TreeMap<>();
        for (String name : attack.files().keySet()) {
            if (attack.pack() != null || Files.exists(folder.resolve(name))) {
                now.put(name, Sha256.of(bytes(attack, name)));
            }
        }
        return new Sha256Sums(attack.files()).differences(new Sha256Sums(now));
    }

    private void check(KeptAttack attack, String name, byte[] png) throws DamagedFileException {
        if (!attack.wrote(name, png)) {
            throw new DamagedFileException(
                    place(attack, name),
                    "is not the picture that the attack wrote: its SHA-256 is not that in "
                            + folder.resolve("journal.jsonl"));
        }
    }
}
