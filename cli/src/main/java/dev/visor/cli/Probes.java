package dev.visor.cli;

import dev.visor.image.Image;
import dev.visor.image.PictureException;
import dev.visor.image.Resizing;
import dev.visor.network.Backbone;
import dev.visor.store.file.Pictures;
import java.io.IOException;
import java.nio.file.Path;

/** Pictures given on the command line. */
final class Probes {

    private Probes() {}

    /**
     * Reads an aligned picture for a recognizer. One of another size but the same proportions is resized.
     *
     * @throws IOException with one line if it can't be read
     */
    static Image read(Path file, Backbone backbone) throws IOException {
        Image image = Pictures.read(file);
        if ((long) image.width() * backbone.height() != (long) image.height() * backbone.width()) {
            throw new PictureException(
                    file.toString(),
                    "is " + image.width() + "x" + image.height() + ", must be an aligned face with the proportions of "
                            + backbone.width() + "x" + backbone.height());
        }
        return Resizing.resize(image, backbone.width(), backbone.height());
    }
}
