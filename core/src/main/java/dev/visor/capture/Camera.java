package dev.visor.capture;

import dev.visor.setting.Setting;
import dev.visor.setting.Settings;
import dev.visor.setting.Type;

/**
 * The camera. What it sees is blurred, perhaps made coarser, made noisy, and kept as a JPEG file. The amounts are uniformly
 * distributed from none to the largest.
 *
 * @param blur largest standard deviation of a Gaussian blur, in eye distances, in [0, 0.5]
 * @param coarseness largest side of a pixel of the camera, in eye distances, in [0, 0.5]: 0.05 are eyes 20 pixels apart. A
 *     camera finer than the picture changes nothing
 * @param noise largest standard deviation of the noise of a value in [0, 1], in [0, 0.5]
 * @param jpeg how much lower than 100 the quality of the JPEG file can be, in [0, 99]; 0 for no JPEG file
 */
public record Camera(double blur, double coarseness, double noise, int jpeg) {

    /** What files and options can set. Declared before the default, which is checked against it. */
    public static final Settings<Camera> SETTINGS = Settings.of(
                    Camera.class,
                    Setting.of(
                            "blur",
                            Type.number("in [0, 0.5]"),
                            "largest standard deviation of the blur, in eye distances"),
                    Setting.of(
                            "coarseness",
                            Type.number("in [0, 0.5]"),
                            "largest side of a pixel of the camera, in eye distances"),
                    Setting.of("noise", Type.number("in [0, 0.5]"), "largest standard deviation of the noise"),
                    Setting.of(
                            "jpeg",
                            Type.whole("in [0, 99]"),
                            "how much lower than 100 the JPEG quality can be; 0 for no JPEG file"))
            .withDefault(() -> Camera.DEFAULT);

    /** Faces whose eyes are at least 30 pixels apart, some of them out of focus: our assumption. */
    public static final Camera DEFAULT = new Camera(0.03, 1 / 30.0, 0.02, 25);

    /** The camera of the picture that there is. */
    public static final Camera NONE = new Camera(0, 0, 0, 0);

    /** Checks the ranges. */
    public Camera {
        SETTINGS.check(blur, coarseness, noise, jpeg);
    }

    /** Returns the same distribution with all amounts times a strength, at most the largest that are allowed. */
    Camera times(double strength) {
        return new Camera(
                Math.min(0.5, strength * blur),
                Math.min(0.5, strength * coarseness),
                Math.min(0.5, strength * noise),
                (int) Math.min(99, Math.round(strength * jpeg)));
    }
}
