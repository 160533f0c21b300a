package dev.visor.service.studio;

import dev.visor.image.Image;
import dev.visor.image.PictureCodec;
import java.util.Base64;

/** Pictures as addresses that hold them. */
final class PngUrl {

    private PngUrl() {}

    static String of(Image picture) {
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(PictureCodec.encodePng(picture));
    }
}
