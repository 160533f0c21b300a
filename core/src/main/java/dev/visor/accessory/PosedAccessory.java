package dev.visor.accessory;

import dev.visor.setting.Setting;
import dev.visor.setting.Settings;
import dev.visor.setting.Type;
import java.util.List;

/**
 * An accessory that is worn in a pose of its own. Its distance is that of the accessory at the place from which the pose
 * brings a point here, times the scale; so it is 1-Lipschitz if that of the accessory is.
 *
 * <p>A posed accessory that is posed again is the accessory in both poses, one after the other.
 *
 * @param accessory what is worn, itself not posed
 * @param pose how
 */
public record PosedAccessory(Accessory accessory, Pose pose) implements Accessory {

    /** What files call it. */
    static final String KIND = "posed";

    /** What files and options can set. */
    public static final Settings<PosedAccessory> SETTINGS = Settings.of(
                    PosedAccessory.class,
                    Setting.of("accessory", Type.kindOtherThan(Accessory.class, KIND), "what is worn in the pose"),
                    Setting.inline(Pose.SETTINGS))
            .withDefault(() -> new PosedAccessory(EyeglassFrame.DEFAULT, Pose.NEUTRAL));

    /** Joins the poses if the accessory is in one already. */
    public PosedAccessory {
        if (accessory instanceof PosedAccessory posed) {
            accessory = posed.accessory;
            pose = posed.pose.then(pose);
        }
    }

    @Override
    public String name() {
        return accessory.name();
    }

    @Override
    public FacePoint center() {
        FacePoint center = accessory.center();
        return new FacePoint(center.u() + pose.along(), center.v() + pose.across());
    }

    @Override
    public List<FoldLine> foldLines() {
        return accessory.foldLines().stream()
                .map(line -> new FoldLine(posed(line.from()), posed(line.to())))
                .toList();
    }

    private FacePoint posed(FacePoint point) {
        FacePoint center = accessory.center();
        double cos = pose.scale() * Math.cos(Math.toRadians(pose.degrees()));
        double sin = pose.scale() * Math.sin(Math.toRadians(pose.degrees()));
        double x = point.u() - center.u();
        double y = point.v() - center.v();
        return new FacePoint(
                center.u() + pose.along() + cos * x - sin * y, center.v() + pose.across() + sin * x + cos * y);
    }

    @Override
    public double distance(double u, double v) {
        FacePoint center = accessory.center();
        double radians = Math.toRadians(pose.degrees());
        double cos = Math.cos(radians) / pose.scale();
        double sin = Math.sin(radians) / pose.scale();
        double x = u - center.u() - pose.along();
        double y = v - center.v() - pose.across();
        return pose.scale() * accessory.distance(center.u() + cos * x + sin * y, center.v() + cos * y - sin * x);
    }
}
