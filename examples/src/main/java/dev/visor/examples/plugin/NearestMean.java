package dev.visor.examples.plugin;

import dev.visor.device.Compute;
import dev.visor.experiment.SystemFactory;
import dev.visor.experiment.SystemSource;
import dev.visor.face.FaceFormat;
import dev.visor.setting.Registry;
import dev.visor.setting.Setting;
import dev.visor.setting.Settings;
import dev.visor.setting.Type;

/**
 * A system under test of your own, of which Visor knows nothing but its answers: a black box. A picture belongs to the person
 * whose mean picture is nearest.
 *
 * @param sharpness how fast a probability falls with the squared distance, above 0
 */
public record NearestMean(double sharpness) implements SystemSource {

    /** What files can set. */
    public static final Settings<NearestMean> SETTINGS = Settings.of(
                    NearestMean.class,
                    Setting.of("sharpness", Type.number("above 0"), "how fast a probability falls with the distance"))
            .withDefault(() -> new NearestMean(20));

    /** Checks the range. */
    public NearestMean {
        SETTINGS.check(sharpness);
    }

    @Override
    public String name() {
        return "nearest mean";
    }

    /** Attacks and defenses that need gradients are refused when an experiment file is read. */
    @Override
    public boolean isBlackBox() {
        return true;
    }

    @Override
    public SystemFactory open(FaceFormat faces, Compute compute, Registry registry) {
        return new NearestMeanFactory(sharpness);
    }
}
