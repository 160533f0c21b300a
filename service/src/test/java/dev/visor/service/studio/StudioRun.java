package dev.visor.service.studio;

import dev.visor.api.ExperimentRun;
import dev.visor.api.RunListener;
import dev.visor.device.Compute;
import dev.visor.run.Progress;
import dev.visor.setting.Registry;
import dev.visor.store.experiment.ExperimentFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A small run of the embedded faces: two attacks on the undefended system, and two on a defense. */
public final class StudioRun {

    private static final String EXPERIMENT = """
            title: Two attacks
            seed: 7
            faces: embedded
            split: {held-out: 0.5}
            system: {network: resnet29, head: {epochs: 10}}
            accessories: [eyeglass frame]
            wearers: none
            attackers:
              adaptive: {kind: gradient, knows: defense, pairs: 2, max-iterations: 2}
            defenses:
              none: []
              glasses: [{kind: certified-detection, families: [glasses], own-heads: false, false-matches: 0.1}]
            """;

    private StudioRun() {}

    /** Makes the run in a folder. */
    public static Path make(Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("two.yaml"), EXPERIMENT);
        Path place = folder.resolve("run");
        try (ExperimentRun run = open(place)) {
            run.run(ExperimentFile.read(file, List.of(), Registry.standard()).resolved());
        }
        return place;
    }

    /** Names a run. */
    public static ExperimentRun open(Path folder) {
        return new ExperimentRun(folder, Registry.standard(), Compute.threads(2), Progress.silent(), RunListener.NONE);
    }
}
