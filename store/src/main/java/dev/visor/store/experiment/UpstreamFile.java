package dev.visor.store.experiment;

import dev.visor.defense.chain.ChainConfig;
import dev.visor.defense.detection.CertifiedDetectionConfig;
import dev.visor.experiment.SystemSource;
import dev.visor.face.Alignment;
import dev.visor.face.FaceFormat;
import dev.visor.run.IllegalSettingException;
import dev.visor.setting.Registry;
import dev.visor.setting.Setting;
import dev.visor.setting.Settings;
import dev.visor.setting.Type;
import dev.visor.store.service.config.ServiceConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A file that says which service a guard precedes, and how.
 *
 * @param system the service, as experiment files have it
 * @param defense the chain of defenses, none of which needs gradients
 * @param alignment how faces are aligned before they are masked and sent
 * @param size side of an aligned face in pixels, without the margin
 * @param margin what is shown around an aligned face on each side, as a share of its side
 */
public record UpstreamFile(SystemSource system, ChainConfig defense, Alignment alignment, int size, double margin) {

    /** What a file can set. */
    public static final Settings<UpstreamFile> SETTINGS = Settings.of(
                    UpstreamFile.class,
                    Setting.required("system", Type.kind(SystemSource.class), "the service, as in experiment files"),
                    Setting.of("defense", ChainConfig.TYPE, "the chain of defenses, none of which needs gradients"),
                    Setting.of("alignment", Alignment.TYPE, "how faces are aligned before they are masked and sent"),
                    Setting.of("size", Type.whole("in [32, 1024]"), "side of an aligned face, in pixels"),
                    Setting.of(
                            "margin",
                            Type.number("in [0, 1]"),
                            "what is shown around an aligned face on each side, as a share of its side"))
            .withDefault(() -> UpstreamFile.DEFAULT);

    /** Certified detection of all families, which asks once for each mask. */
    private static final UpstreamFile DEFAULT =
            new UpstreamFile(ServiceSource.plain(), new ChainConfig(List.of(asking())), Alignment.DLIB, 150, 0.5);

    private static final int MAX_FILE_BYTES = 1 << 20;

    /** Checks the ranges, that the system is a service, and that no defense needs its gradients. */
    public UpstreamFile {
        SETTINGS.check(system, defense, alignment, size, margin);
        if (!(system instanceof ServiceSource)) {
            throw new IllegalSettingException("system", system.name(), "of the kind service");
        }
        List<String> needing = defense.needingGradients();
        if (!needing.isEmpty()) {
            throw new IllegalSettingException(
                    "defense",
                    defense.names(),
                    "made of defenses that only ask for answers, such as certified-detection with own-heads: false");
        }
    }

    /** Returns certified detection that asks the service alone: without heads of its own, and without calibration. */
    private static CertifiedDetectionConfig asking() {
        CertifiedDetectionConfig all = CertifiedDetectionConfig.ALL;
        return new CertifiedDetectionConfig(
                all.families(),
                all.together(),
                all.cover(),
                all.fill(),
                false,
                0,
                null,
                all.atMost(),
                all.disagreement(),
                all.landmarkSpread());
    }

    /**
     * Reads a file.
     *
     * @throws ExperimentFileException with all that is wrong with it, each in one line
     * @throws IOException with one line naming the file if it can't be read
     */
    public static UpstreamFile read(Path file, Registry registry) throws IOException {
        return YamlFile.read(file, MAX_FILE_BYTES, List.of(), SETTINGS, registry);
    }

    /** Returns how the service is asked. */
    public ServiceConfig service() {
        ServiceConfig config = ((ServiceSource) system).config();
        return config.withPicture(config.picture().resolved(margin > 0));
    }

    /** Returns the form of the faces. */
    public FaceFormat faces() {
        return new FaceFormat(alignment, size, size).withMargin((int) Math.round(margin * size));
    }
}
