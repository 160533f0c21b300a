package dev.visor.cli.bench;

import dev.visor.api.Versions;
import dev.visor.benchmark.BenchmarkPlan;
import dev.visor.benchmark.BenchmarkResults;
import dev.visor.benchmark.NetworkBenchmark;
import dev.visor.benchmark.NetworkSpeed;
import dev.visor.cli.console.ComputeOptions;
import dev.visor.cli.console.Console;
import dev.visor.cli.console.HelpOptions;
import dev.visor.device.Compute;
import dev.visor.face.FaceSet;
import dev.visor.network.Backbone;
import dev.visor.store.faces.EmbeddedFaces;
import dev.visor.store.file.AtomicFile;
import dev.visor.store.file.Json;
import dev.visor.store.machine.Processor;
import dev.visor.torch.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measuring this machine. */
@Command(
        name = "bench",
        description = {
            "Measures how fast this machine is: passes through the networks, saliency maps, attacks and the grid search,"
                    + " with the embedded faces; or with --gallery, identification among many people.",
            "Nothing else should run meanwhile. All of it takes long on few cores; --quick takes minutes."
        })
public final class BenchCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private BenchOptions networks = new BenchOptions();

    @Mixin
    private GalleryOptions gallery = new GalleryOptions();

    @Mixin
    private PrecisionOption precision = new PrecisionOption();

    @ArgGroup(validate = false, order = HelpOptions.LAST, heading = HelpOptions.HEADING)
    private ComputeOptions compute = new ComputeOptions();

    @Option(
            names = "--quick",
            order = 5,
            description = "Measure everything once, on a small grid: a look, no figures to quote.")
    private boolean quick;

    @Option(names = "--json", paramLabel = "FILE", order = 6, description = "Write everything to this file, too.")
    private @Nullable Path json;

    @Override
    public Integer call() throws IOException {
        gallery.check(networks);
        List<BenchNetwork> chosen = networks.networks();
        Compute used = compute.compute();
        if (json != null) {
            AtomicFile.check(json);
        }
        BenchTable table = new BenchTable(Console.of(spec));
        BenchmarkResults machine = new BenchmarkResults(
                Processor.name(),
                Runtime.getRuntime().availableProcessors(),
                used.threads(),
                Versions.all(),
                List.of(),
                List.of());
        if (gallery.isAsked()) {
            BenchmarkResults result = machine.with(gallery.measure(plan(), used.threads()));
            table.print(machine);
            result.galleries().forEach(table::print);
            if (json != null) {
                Json.write(json, result);
            }
            return 0;
        }
        List<NetworkSpeed> measured = new ArrayList<>();
        for (BenchNetwork network : chosen) {
            NetworkSpeed speed = measure(network, used);
            if (measured.isEmpty()) {
                table.print(machine);
            }
            table.print(speed);
            measured.add(speed);
            boolean last = measured.size() == chosen.size();
            // A pipe takes one document; a file has what is measured so far, in case of an interruption.
            if (json != null && (last || !Files.exists(json) || Files.isRegularFile(json))) {
                Json.write(json, machine.with(measured));
            }
        }
        return 0;
    }

    private BenchmarkPlan plan() {
        return quick ? BenchmarkPlan.QUICK : BenchmarkPlan.FULL;
    }

    private NetworkSpeed measure(BenchNetwork network, Compute used) throws IOException {
        FaceSet faces = EmbeddedFaces.johns();
        try (Engine engine = Engine.start(used, precision.precision(network.architecture()));
                Backbone backbone = network.load(faces.alignment(), engine)) {
            return new NetworkBenchmark(plan(), System::nanoTime)
                    .measure(
                            backbone,
                            network.weights(),
                            faces,
                            used.threads(),
                            Console.of(spec).run(1));
        }
    }
}
