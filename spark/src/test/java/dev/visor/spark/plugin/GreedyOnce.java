package dev.visor.spark.plugin;

import dev.visor.defense.Cleansed;
import dev.visor.defense.Cleansing;
import dev.visor.defense.Defense;
import dev.visor.defense.DefenseConfig;
import dev.visor.defense.DefenseContext;
import dev.visor.defense.GradientFreeCleansing;
import dev.visor.image.Image;
import dev.visor.saliency.SaliencyMap;
import dev.visor.setting.Kind;
import dev.visor.setting.Plugin;
import dev.visor.setting.Registry;
import dev.visor.setting.Setting;
import dev.visor.setting.Settings;
import dev.visor.setting.Type;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A defense that changes nothing, but the first time takes all of Java's memory.
 *
 * @param marker a file that is there from the first time on
 */
public record GreedyOnce(String marker) implements DefenseConfig, GradientFreeCleansing {

    static final Settings<GreedyOnce> SETTINGS = Settings.of(
            GreedyOnce.class, Setting.required("marker", Type.line(), "a file that is there from the first time on"));

    /** Registers it. */
    public static final class GreedyPlugin implements Plugin {
        @Override
        public void register(Registry.Builder kinds) {
            kinds.add(DefenseConfig.class, Kind.of("greedy-once", "takes all memory once", SETTINGS));
        }
    }

    @Override
    public String name() {
        return "greedy once";
    }

    @Override
    public Defense build(DefenseContext context) {
        return this;
    }

    @Override
    public boolean needsGradients() {
        return false;
    }

    @Override
    public Optional<Cleansing> masking() {
        return Optional.empty();
    }

    @Override
    public List<Cleansed> cleanse(List<Image> probes) {
        if (isFirst()) {
            List<byte[]> all = new ArrayList<>();
            while (true) {
                all.add(new byte[64 << 20]);
            }
        }
        return probes.stream().map(GreedyOnce::unchanged).toList();
    }

    private boolean isFirst() {
        try {
            Files.createFile(Path.of(marker));
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Cleansed unchanged(Image probe) {
        SaliencyMap map = new SaliencyMap(probe.width(), probe.height(), new float[probe.width() * probe.height()]);
        return new Cleansed(probe, map, map.above(0), probe);
    }

    @Override
    public float[] pullBack(Cleansed cleansed, float[] gradient) {
        return gradient.clone();
    }
}
