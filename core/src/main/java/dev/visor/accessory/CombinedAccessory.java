package dev.visor.accessory;

import static dev.visor.run.IllegalSettingException.check;

import dev.visor.setting.Setting;
import dev.visor.setting.Settings;
import dev.visor.setting.Type;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Several accessories worn at once, which one attacker prints together. Where they overlap, it is one surface. Its distance is that of
 * the nearest of them, so it is 1-Lipschitz if theirs are.
 *
 * @param accessories at least two, themselves neither combined nor posed; a pose is that of the whole
 */
public record CombinedAccessory(List<Accessory> accessories) implements Accessory {

    /** What files call it. */
    static final String KIND = "combined";

    /** What files and options can set. */
    public static final Settings<CombinedAccessory> SETTINGS = Settings.of(
                    CombinedAccessory.class,
                    Setting.of(
                            "accessories",
                            Type.someOf(Type.kindOtherThan(Accessory.class, KIND, PosedAccessory.KIND)),
                            "what is worn at once, at least two"))
            .withDefault(() -> new CombinedAccessory(List.of(EyeglassFrame.DEFAULT, HatBand.DEFAULT)));

    /** Copies the list and checks it. */
    public CombinedAccessory {
        accessories = List.copyOf(accessories);
        check(
                accessories.size() >= 2
                        && accessories.stream()
                                .noneMatch(one -> one instanceof CombinedAccessory || one instanceof PosedAccessory),
                "accessories",
                accessories.stream().map(Accessory::name).toList(),
                "at least two, none of them combined or posed");
    }

    @Override
    public String name() {
        return accessories.stream().map(Accessory::name).collect(Collectors.joining(" and "));
    }

    /** Returns the point halfway between the accessories. */
    @Override
    public FacePoint center() {
        List<FacePoint> centers = accessories.stream().map(Accessory::center).toList();
        return new FacePoint(
                centers.stream().mapToDouble(FacePoint::u).average().orElseThrow(),
                centers.stream().mapToDouble(FacePoint::v).average().orElseThrow());
    }

    @Override
    public List<FoldLine> foldLines() {
        return accessories.stream().flatMap(one -> one.foldLines().stream()).toList();
    }

    @Override
    public double distance(double u, double v) {
        double nearest = Double.POSITIVE_INFINITY;
        for (Accessory accessory : accessories) {
            nearest = Math.min(nearest, accessory.distance(u, v));
        }
        return nearest;
    }
}
