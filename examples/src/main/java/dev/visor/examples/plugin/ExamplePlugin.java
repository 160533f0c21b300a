package dev.visor.examples.plugin;

import dev.visor.accessory.Accessory;
import dev.visor.attack.AttackConfig;
import dev.visor.attack.Loss;
import dev.visor.attack.StepRule;
import dev.visor.defense.DefenseConfig;
import dev.visor.defense.Fill;
import dev.visor.experiment.SystemSource;
import dev.visor.face.detection.FaceDetectorSource;
import dev.visor.setting.Kind;
import dev.visor.setting.Plugin;
import dev.visor.setting.Registry;

/**
 * Registers the kinds of this package, one line for each: what it is, its name in files, a line of documentation and its
 * settings. {@code META-INF/services/dev.visor.setting.Plugin} names this class; that is all that Visor needs to find it, on
 * the class path or in a jar of the folder that {@code --plugins} names.
 */
public final class ExamplePlugin implements Plugin {

    @Override
    public void register(Registry.Builder kinds) {
        kinds.add(Accessory.class, Kind.of("scarf", "a scarf over the mouth", Scarf.SETTINGS));
        kinds.add(AttackConfig.class, Kind.of("random-stripes", "score-based: tries stripes", RandomStripes.SETTINGS));
        kinds.add(StepRule.class, Kind.of("sign-step", "steps of one size", SignStep.SETTINGS));
        kinds.add(Loss.class, Kind.of("capped-margin", "the margin up to a cap", CappedMargin.SETTINGS));
        kinds.add(DefenseConfig.class, Kind.of("bit-depth", "fewer colors", BitDepth.SETTINGS));
        kinds.add(SystemSource.class, Kind.of("nearest-mean", "compares with mean faces", NearestMean.SETTINGS));
        kinds.add(Fill.class, Kind.of("color", "one color", ColorFill.SETTINGS));
        kinds.add(FaceDetectorSource.class, Kind.of("centered", "a face in the middle", CenteredFace.SETTINGS));
    }
}
