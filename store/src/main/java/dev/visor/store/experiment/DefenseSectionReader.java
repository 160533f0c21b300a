package dev.visor.store.experiment;

import dev.visor.defense.Fill;
import dev.visor.defense.Fills;
import dev.visor.defense.SaliencyMaskConfig;
import dev.visor.defense.Threshold;
import dev.visor.evaluation.Grid;
import dev.visor.evaluation.GridStrategy;
import dev.visor.experiment.ExperimentConfig;
import dev.visor.saliency.MapKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads the parameters of the saliency mask: those of one defense, or all that tuning tries. Not thread-safe. */
final class DefenseSectionReader {

    private static final String MU = "mu";
    private static final String MU_ABSOLUTE = "mu-absolute";

    private final YamlSection section;

    DefenseSectionReader(YamlSection section) {
        this.section = section;
    }

    SaliencyMaskConfig defense() {
        SaliencyMaskConfig preset =
                section.word("preset", SaliencyMaskConfig.presets(), SaliencyMaskConfig.DEFAULT);
        Optional<MapKind> map = section.parsed("map", MapKind::parse);
        Optional<Fill> fill = section.parsed("fill", DefenseSectionReader::fill);
        if (section.has(MU)) {
            section.refuse(MU_ABSOLUTE, "left out beside mu");
        }
        SaliencyMaskConfig defense = section.build(
                preset,
                () -> new SaliencyMaskConfig(
                        map.orElse(preset.map()),
                        threshold(preset.threshold()),
                        section.whole("n", preset.iterations()),
                        section.whole("phi", preset.minArea()),
                        section.whole("reference-width", preset.referenceWidth()),
                        fill.orElse(preset.fill())));
        section.close();
        return defense;
    }

    private Threshold threshold(Threshold base) {
        boolean absolute = section.has(MU_ABSOLUTE);
        if (section.has(MU)) {
            return Threshold.quantile(section.number(MU, base.mu()));
        }
        return absolute ? Threshold.absolute(section.number(MU_ABSOLUTE, MU, base.mu())) : base;
    }

    ExperimentConfig grid(ExperimentConfig config) {
        Grid base = config.grid();
        Grid grid = section.build(
                base,
                () -> new Grid(
                        section.parsedList("map", "map", MapKind::parse, base.maps()),
                        thresholds(base.thresholds()),
                        section.wholes("n", "n", base.iterations()),
                        section.wholes("phi", "phi", base.minAreas()),
                        section.parsedList("fill", "fill", DefenseSectionReader::fill, base.fills()),
                        section.whole("reference-width", base.referenceWidth()),
                        section.word("strategy", GridStrategy.values(), base.strategy()),
                        section.number("min-clean", base.minClean())));
        section.close();
        return config.withGrid(grid);
    }

    /** Returns the quantiles and then the shares of the largest value; one of the two keys is enough. */
    private List<Threshold> thresholds(List<Threshold> base) {
        List<Threshold> absolutes = section.build(
                base,
                () -> section.numbers(MU_ABSOLUTE, MU, List.of()).stream()
                        .map(Threshold::absolute)
                        .toList());
        List<Threshold> quantiles = section.build(
                base,
                () -> section.numbers(MU, MU, List.of()).stream()
                        .map(Threshold::quantile)
                        .toList());
        boolean none = !section.good(MU) && !section.good(MU_ABSOLUTE);
        List<Threshold> all = new ArrayList<>(quantiles);
        all.addAll(absolutes);
        return none ? base : all;
    }

    static Fill fill(String text) {
        return Arrays.stream(Fills.values())
                .filter(fill -> fill.name().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown fill: \"" + text + "\", must be one of "
                        + Arrays.toString(Fills.values()).toLowerCase(Locale.ROOT)));
    }
}
