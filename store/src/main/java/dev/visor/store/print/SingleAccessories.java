package dev.visor.store.print;

import dev.visor.accessory.Accessories;
import dev.visor.accessory.Accessory;
import dev.visor.face.Alignment;
import dev.visor.face.Landmarks;
import dev.visor.image.Color;
import dev.visor.image.Image;
import dev.visor.print.AccessoryTexture;
import dev.visor.print.PrintedAccessory;
import dev.visor.setting.Registry;
import dev.visor.store.run.PictureFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Accessories of single pictures and of one color, to be printed. Immutable and thread-safe. */
public final class SingleAccessories {

    private static final int SIDE = 112;

    private final String name;
    private final Accessory accessory;
    private final double eyeDistance;

    /**
     * Chooses an accessory.
     *
     * @param name of a preset or a kind
     * @param registry the kinds that can be named
     * @param eyeDistance of the wearer in millimeters
     * @throws IllegalArgumentException with one line if there is none of this name
     */
    public SingleAccessories(String name, Registry registry, double eyeDistance) {
        this.name = name.toLowerCase(Locale.ROOT).replace('-', ' ');
        this.accessory = Accessories.find(name, registry);
        this.eyeDistance = eyeDistance;
    }

    /**
     * Returns the accessory in the colors that it has in a picture.
     *
     * @param image aligned, 150x150 for dlib's template or 112x112 for that of ArcFace
     * @param face the same picture without the accessory; null if there is none
     * @throws IOException with one line naming the file that cannot be read or has another size
     */
    public SheetItem of(Path image, @Nullable Path face) throws IOException {
        Image picture;
        Image beneath;
        try (PictureFiles files = new PictureFiles()) {
            picture = files.read(image);
            beneath = face == null ? null : files.read(face);
        }
        Alignment alignment = Alignment.ofSize(picture.width(), picture.height())
                .orElseThrow(() -> new IOException(image + ": is " + picture.width() + "x" + picture.height()
                        + ", must be 112x112 as crops of ArcFace or 150x150 as chips of dlib"));
        if (beneath != null && !beneath.sameSize(picture)) {
            throw new IOException(face + ": is " + beneath.width() + "x" + beneath.height() + ", must be "
                    + picture.width() + "x" + picture.height() + " as " + image);
        }
        Landmarks landmarks = alignment.landmarks(picture.width(), picture.height());
        AccessoryTexture texture = AccessoryTexture.of(picture, landmarks, accessory, beneath);
        return new SheetItem(
                new PrintedAccessory(
                        name, accessory, texture, landmarks, picture.width(), picture.height(), eyeDistance),
                "the person in the picture",
                "-",
                String.valueOf(image.getFileName()));
    }

    /**
     * Returns the accessory in one color. One without an end, such as a band across the whole picture, ends where a crop of
     * ArcFace does.
     *
     * @param color {@code #rrggbb}
     * @throws IllegalArgumentException with one line if it is no color
     */
    public SheetItem plain(String color) {
        AccessoryTexture texture = AccessoryTexture.plain(Color.parse(color));
        Landmarks landmarks = Alignment.ARCFACE.landmarks(SIDE, SIDE);
        return new SheetItem(
                new PrintedAccessory(name, accessory, texture, landmarks, SIDE, SIDE, eyeDistance),
                "an honest person",
                "nobody",
                "plain " + color.toLowerCase(Locale.ROOT));
    }
}
