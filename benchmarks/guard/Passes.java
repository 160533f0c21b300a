import dev.visor.api.ExperimentRun;
import dev.visor.api.RunListener;
import dev.visor.defense.chain.ChainConfig;
import dev.visor.face.Face;
import dev.visor.image.Image;
import dev.visor.run.Progress;
import dev.visor.service.decision.DeployedSystem;
import dev.visor.setting.Registry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Prints how long the recommended defense of a run takes for faces in memory: the time of the passes, without a service. */
public final class Passes {

    private Passes() {}

    public static void main(String[] args) throws Exception {
        try (ExperimentRun run = new ExperimentRun(
                Path.of(args[0]), Registry.standard(), 2, Progress.silent(), RunListener.NONE)) {
            DeployedSystem system = DeployedSystem.of(run, ChainConfig.RECOMMENDED);
            List<Image> faces = run.faces().faces().stream().limit(160).map(Face::image).toList();
            for (int batch : new int[] {1, 8, 1, 8}) { // the first two warm up
                List<Double> times = new ArrayList<>();
                for (int from = 0; from + batch <= faces.size(); from += batch) {
                    long start = System.nanoTime();
                    system.decide(faces.subList(from, from + batch));
                    times.add((System.nanoTime() - start) / 1e6 / batch);
                }
                Collections.sort(times);
                System.out.printf("batches of %d: median %.1f ms per face%n", batch, times.get(times.size() / 2));
            }
        }
    }
}
