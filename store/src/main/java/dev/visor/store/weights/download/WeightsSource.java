package dev.visor.store.weights.download;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * Published weights.
 *
 * @param name what they are asked for by
 * @param uri where they are
 * @param fileName what the file is called there
 * @param checksum as its publisher gives it; empty if there is none
 * @param author whose work they are
 * @param license under which they may be used, in words, and where it can be read
 */
public record WeightsSource(
        String name, URI uri, String fileName, Optional<Checksum> checksum, String author, String license) {

    /**
     * The convolutions of VGG-Face as keras-vggface publishes them. Neither the release nor the program gives a checksum
     * of the file.
     */
    public static final WeightsSource VGG_FACE = new WeightsSource(
            "vggface",
            URI.create("https://github.com/rcmalli/keras-vggface/releases/download/v2.0/"
                    + "rcmalli_vggface_tf_notop_vgg16.h5"),
            "rcmalli_vggface_tf_notop_vgg16.h5",
            Optional.empty(),
            "VGG-Face by O. M. Parkhi, A. Vedaldi and A. Zisserman (Deep Face Recognition, BMVC 2015;"
                    + " https://www.robots.ox.ac.uk/~vgg/software/vgg_face), converted by keras-vggface",
            "Creative Commons Attribution-NonCommercial 4.0 (https://creativecommons.org/licenses/by-nc/4.0/):"
                    + " for non-commercial research, naming the authors");

    private static final List<WeightsSource> ALL = List.of(VGG_FACE);

    /**
     * {@return the weights of a name}
     *
     * @throws IllegalArgumentException if there are none
     */
    public static WeightsSource named(String name) {
        return ALL.stream()
                .filter(source -> source.name.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown weights: \"" + name + "\", must be one of "
                        + ALL.stream().map(WeightsSource::name).toList()));
    }
}
