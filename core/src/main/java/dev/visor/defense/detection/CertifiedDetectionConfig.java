package dev.visor.defense.detection;

import static dev.visor.run.IllegalSettingException.check;

import dev.visor.accessory.AccessoryFamily;
import dev.visor.accessory.CoverConfig;
import dev.visor.accessory.ShapeFamily;
import dev.visor.accessory.WornTogether;
import dev.visor.defense.Calibration;
import dev.visor.defense.CleanFaces;
import dev.visor.defense.Defense;
import dev.visor.defense.DefenseConfig;
import dev.visor.defense.DefenseContext;
import dev.visor.defense.Fill;
import dev.visor.defense.Fills;
import dev.visor.defense.Occlusions;
import dev.visor.defense.RegionMask;
import dev.visor.defense.Role;
import dev.visor.defense.SignificanceLevel;
import dev.visor.defense.detection.CertifiedDetection.Disagreement;
import dev.visor.face.Face;
import dev.visor.face.FaceFormat;
import dev.visor.face.Landmarks;
import dev.visor.image.Mask;
import dev.visor.recognition.WhiteBoxRecognizer;
import dev.visor.setting.Setting;
import dev.visor.setting.Settings;
import dev.visor.setting.Type;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The settings of {@link CertifiedDetection}.
 *
 * @param families the accessories that are declared, at least one
 * @param together families of which members may be worn at once; one mask covers all of them
 * @param cover how finely each family is covered
 * @param fill what replaces the pixels under a mask
 * @param ownHeads whether each family has a head that was trained on faces under its mask
 * @param mirrored under how many masks the mirror image is looked at, too, at least 0: those that hide the most. It costs a pass
 *     for each of them. In an open set none, as thresholds are those of single pictures
 * @param falseMatches the share of pairs of a clean face and another person of a closed set whom a mask may take for
 *     plausible, in (0, 1); null if only the most probable person is, as with fewer pairs than {@link #shortage} asks for. In an
 *     open set the threshold decides
 * @param atMost how many accessories of the families are worn at once at most, 1 or 2; with 2 there is a mask for each pair
 * @param disagreement what follows where the masks share nobody
 * @param landmarkSpread how far each eye may be found from where it is, in [0, 0.25] eye distances; the masks are wider by that
 */
public record CertifiedDetectionConfig(
        List<AccessoryFamily> families,
        List<WornTogether> together,
        CoverConfig cover,
        Fill fill,
        boolean ownHeads,
        int mirrored,
        @Nullable Double falseMatches,
        int atMost,
        Disagreement disagreement,
        double landmarkSpread)
        implements DefenseConfig {

    /** With more of the picture under a mask, hardly anything of the face is left to be recognized. */
    private static final double LARGEST_SHARE = 0.75;

    /** What files and options can set. Declared before the default, which is checked against it. */
    public static final Settings<CertifiedDetectionConfig> SETTINGS = Settings.of(
                    CertifiedDetectionConfig.class,
                    Setting.of(
                            "families",
                            Type.someOf(Type.kind(AccessoryFamily.class)),
                            "accessories that decisions are certified against"),
                    Setting.of(
                            "together",
                            Type.list(WornTogether.TYPE),
                            "lists of families whose members may be worn at once, beside those worn alone"),
                    Setting.of("cover", CoverConfig.SETTINGS, "how finely each family is covered"),
                    Setting.of("fill", Type.kind(Fill.class), "what replaces the pixels under a mask"),
                    Setting.of(
                            "own-heads",
                            Type.flag(),
                            "whether each family has a head that was trained on faces under its mask"),
                    Setting.of(
                            "mirrored",
                            Type.whole("at least 0"),
                            "masks under which the mirror image is looked at, too, those that hide the most"),
                    Setting.of(
                            "false-matches",
                            Type.optional(Type.number("in (0, 1)")),
                            "share of pairs of a face and another person that each mask may find plausible"),
                    Setting.of("at-most", Type.whole("in [1, 2]"), "accessories that are worn at once at most"),
                    Setting.of(
                            "disagreement",
                            Type.word(Disagreement.class),
                            "alarm, or recover by the certified defense that stands behind"),
                    Setting.of(
                            "landmark-spread",
                            Type.number("in [0, 0.25]"),
                            "how far each eye may be found from where it is, in eye distances"))
            .withDefault(() -> CertifiedDetectionConfig.ALL);

    /** All families that come with Visor, each with one mask and a head. */
    public static final CertifiedDetectionConfig ALL = new CertifiedDetectionConfig(
            List.copyOf(ShapeFamily.presets().values()),
            List.of(),
            CoverConfig.UNION,
            Fills.TELEA,
            true,
            1,
            0.005,
            1,
            Disagreement.ALARM,
            0);

    /** Copies the list and checks that there is a family. */
    public CertifiedDetectionConfig {
        families = List.copyOf(families);
        together = List.copyOf(together);
        SETTINGS.check(
                families,
                together,
                cover,
                fill,
                ownHeads,
                mirrored,
                falseMatches,
                atMost,
                disagreement,
                landmarkSpread);
        check(
                ownHeads || disagreement == Disagreement.ALARM,
                "disagreement",
                "recover",
                "alarm without own heads, as the masks then ask what stands behind");
    }

    @Override
    public double passes() {
        int masks = covered().stream().mapToInt(family -> family.masks(cover)).sum();
        return masks + Math.min(mirrored, masks);
    }

    @Override
    public String name() {
        return "certified detection";
    }

    @Override
    public Role role() {
        return CertifiedDetection.role(disagreement);
    }

    @Override
    public boolean needsGradients() {
        return ownHeads;
    }

    @Override
    public List<Occlusions> hardenedBy(Occlusions occlusions) {
        return ownHeads ? covered().stream().map(this::occlusions).toList() : List.of();
    }

    private Occlusions occlusions(AccessoryFamily family) {
        return Occlusions.under(family, fill, listed());
    }

    @Override
    public boolean isCalibrated() {
        return falseMatches != null;
    }

    /** {@inheritDoc} Where two may be worn at once, so are the pairs of families that there are masks for. */
    @Override
    public List<AccessoryFamily> declared() {
        return atMost == 1
                ? listed()
                : Stream.concat(listed().stream(), covered().stream())
                        .distinct()
                        .toList();
    }

    /** Returns the families that are listed, with what may be worn together. */
    private List<AccessoryFamily> listed() {
        return Stream.concat(families.stream(), together.stream())
                .map(family -> family.widened(landmarkSpread))
                .toList();
    }

    /** Returns what there are masks for. */
    private List<AccessoryFamily> covered() {
        return atMost == 1 ? listed() : WornTogether.pairs(listed(), cover);
    }

    @Override
    public List<Mask> masks(Landmarks landmarks, int width, int height) {
        return covered().stream()
                .flatMap(family -> family.cover(landmarks, width, height, cover).stream())
                .toList();
    }

    @Override
    public boolean needsCertificateBehind() {
        return disagreement == Disagreement.RECOVER;
    }

    @Override
    public void checkFits(FaceFormat format) {
        for (AccessoryFamily family : covered()) {
            for (Mask mask : family.cover(format.landmarks(), format.width(), format.height(), cover)) {
                if (mask.share() > LARGEST_SHARE) {
                    throw new IllegalArgumentException(String.format(
                            Locale.ROOT,
                            "a mask of %s takes %.0f %% of the picture, must be at most %.0f %%, so that something of the"
                                    + " face is left",
                            family.name(),
                            100 * mask.share(),
                            100 * LARGEST_SHARE));
                }
            }
        }
    }

    @Override
    public Defense build(DefenseContext context) {
        return calibrate(context)
                .map(calibration -> build(context, calibration))
                .orElseGet(() -> detection(context));
    }

    @Override
    public Optional<Calibration> calibrate(DefenseContext context) {
        if (falseMatches == null || context.recognizer().gallery().isOpenSet()) {
            return Optional.empty();
        }
        List<Face> clean = context.calibrationFaces();
        if (shortage(CleanFaces.of(clean.size(), context.recognizer().gallery()))
                .isPresent()) {
            return Optional.empty();
        }
        return Optional.of(detection(context)
                .calibrate(new SignificanceLevel(falseMatches), clean, context.recognizer(), context.run()));
    }

    /** {@inheritDoc} Here it is a matter of the share of false matches in a closed set. */
    @Override
    public Optional<String> shortage(CleanFaces clean) {
        if (falseMatches == null || clean.others() == 0) {
            return Optional.empty();
        }
        int needed = new SignificanceLevel(falseMatches).needed();
        int pairs = clean.pairs();
        if (pairs >= needed) {
            return Optional.empty();
        }
        return Optional.of("there are " + pairs
                + " pairs of a clean face and another person for a share of false matches of "
                + falseMatches + ", must be at least " + needed
                + (pairs == 0
                        ? ""
                        : "; false-matches: " + SignificanceLevel.least(pairs).roundedUp() + " is the lowest share for "
                                + pairs)
                + "; with false-matches: none only the most probable person is plausible under a mask");
    }

    @Override
    public Defense build(DefenseContext context, Calibration calibration) {
        return detection(context).agreeing(calibration);
    }

    private CertifiedDetection detection(DefenseContext context) {
        List<MaskedLook> looks = new ArrayList<>();
        for (AccessoryFamily family : covered()) {
            WhiteBoxRecognizer head = ownHeads ? context.hardened(occlusions(family)) : null;
            for (Mask mask : family.cover(context.landmarks(), context.width(), context.height(), cover)) {
                looks.add(new MaskedLook(family.name(), new RegionMask(mask, fill), head, false));
            }
        }
        int also = context.recognizer().gallery().isOpenSet() ? 0 : mirrored;
        return new CertifiedDetection(mirroring(looks, also), Agreement.strict(looks.size()), disagreement);
    }

    /** Least is left of a face by the masks that hide the most. Of masks that hide as much, the first ones count. */
    private static List<MaskedLook> mirroring(List<MaskedLook> looks, int count) {
        List<MaskedLook> chosen = looks.stream()
                .sorted(Comparator.comparingInt(look -> -look.mask().mask().area()))
                .limit(count)
                .toList();
        return looks.stream()
                .map(look -> chosen.contains(look) ? look.andMirrored() : look)
                .toList();
    }
}
