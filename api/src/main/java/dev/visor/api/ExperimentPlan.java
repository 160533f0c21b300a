package dev.visor.api;

import dev.visor.device.Compute;
import dev.visor.experiment.Experiment;
import dev.visor.experiment.SystemFactory;
import dev.visor.experiment.cost.ExperimentCost;
import dev.visor.experiment.cost.ExperimentSize;
import dev.visor.experiment.cost.SystemSpeed;
import dev.visor.face.Face;
import dev.visor.face.FaceSet;
import dev.visor.face.FaceSource;
import dev.visor.image.Image;
import dev.visor.run.RunContext;
import dev.visor.store.experiment.ExperimentFile;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of an experiment before it runs: what it costs on this machine, and how exact its rates get.
 *
 * <pre>{@code
 * ExperimentPlan plan = ExperimentPlan.of(file, compute).narrowed(0.05, 0.5);
 * ExperimentCost cost = plan.cost();
 * Files.writeString(planned, plan.file().toYaml(registry));
 * }</pre>
 *
 * <p>Immutable; as thread-safe as its faces.
 */
public final class ExperimentPlan {

    private static final int PICTURES_PER_THREAD = 8;

    private final ExperimentFile file;
    private final FaceSet faces;
    private final Compute compute;

    private ExperimentPlan(ExperimentFile file, FaceSet faces, Compute compute) {
        this.file = file;
        this.faces = faces;
        this.compute = compute;
    }

    /**
     * Loads the faces, and checks that the experiment can be run on them.
     *
     * @param file with one system or several
     * @param compute the threads and the device that compute
     * @throws IllegalArgumentException if it can't be run
     * @throws IOException with one line that names what can't be read
     */
    public static ExperimentPlan of(ExperimentFile file, Compute compute) throws IOException {
        FaceSource.Loaded loaded = file.faces().load();
        file.faces().check(loaded, compute.threads(), RunContext.of(file.seed()));
        ExperimentPlan plan = new ExperimentPlan(file, loaded.faces(), compute);
        for (ExperimentPlan one :
                file.systems() == null ? List.of(plan) : plan.bySystem().values()) {
            experiment(one.file).check(one.faces, one.file.system().answersUnknown());
        }
        return plan;
    }

    private static Experiment experiment(ExperimentFile file) {
        return new Experiment(file.config(), RunContext.of(file.seed()));
    }

    /** Returns the experiment. */
    public ExperimentFile file() {
        return file;
    }

    /**
     * Returns the same experiment with as few pairs of each attacker as make the 95 % intervals of all success rates narrow
     * enough, or with all pairs that there are.
     *
     * @param halfWidth the most that half the width of an interval may be, in [{@value
     *     dev.visor.evaluation.Rate#NARROWEST}, 0.5)
     * @param share of the attacks that succeed, in [0, 1]; intervals are widest at 0.5
     */
    public ExperimentPlan narrowed(double halfWidth, double share) {
        return new ExperimentPlan(
                file.withConfig(ExperimentSize.narrowed(experiment(file), file.config(), faces, halfWidth, share)),
                faces,
                compute);
    }

    /** Returns how many faces and attacks the experiment has. */
    public ExperimentSize size() {
        return ExperimentSize.of(experiment(file), file.config(), faces);
    }

    /** Returns the plan of each of several systems by name. */
    public Map<String, ExperimentPlan> bySystem() {
        Map<String, ExperimentPlan> plans = new LinkedHashMap<>();
        file.bySystem().forEach((name, one) -> {
            FaceSet seen = one.faces().margin() == 0 ? faces.withoutMargin() : faces;
            plans.put(name, new ExperimentPlan(one, seen, compute));
        });
        return plans;
    }

    /** Returns how many pictures a service is asked about; empty if the system has no budget of queries. */
    public Optional<QueryPlan> queries() {
        return file.system().queries().isEmpty() ? Optional.empty() : Optional.of(QueryPlan.of(file, faces));
    }

    /**
     * Returns the cost of an experiment with a single system. To measure that, the system is opened and some pictures pass it,
     * which takes some seconds; but a service with a budget of queries is asked nothing.
     *
     * @throws IOException with one line that names what can't be read
     */
    public ExperimentCost cost() throws IOException {
        ExperimentSize size = size();
        int asked = file.system().enrollsByQueries() ? size.training() : 0;
        if (file.system().queries().isPresent()) {
            return ExperimentCost.ofQueries(file.config(), size, asked, null, compute.threads());
        }
        try (SystemFactory factory = file.system().open(faces.format(), compute)) {
            List<Image> pictures = faces.faces().stream()
                    .limit((long) PICTURES_PER_THREAD * compute.threads())
                    .map(Face::image)
                    .toList();
            SystemSpeed speed = SystemSpeed.measure(factory, pictures, System::nanoTime);
            return file.system().isBlackBox()
                    ? ExperimentCost.ofQueries(file.config(), size, size.training(), speed, compute.threads())
                    : ExperimentCost.of(
                            file.config(),
                            size,
                            speed,
                            factory.trainingOperations(size.people(), size.training()),
                            compute.threads());
        }
    }
}
