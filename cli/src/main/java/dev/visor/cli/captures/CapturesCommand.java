package dev.visor.cli.captures;

import dev.visor.api.CaptureEvaluation;
import dev.visor.api.ExperimentRun;
import dev.visor.cli.console.Console;
import dev.visor.cli.console.DetectorOption;
import dev.visor.cli.picture.CalibrationNotes;
import dev.visor.cli.picture.DefenseName;
import dev.visor.cli.run.EngineOptions;
import dev.visor.cli.run.RunOption;
import dev.visor.defense.chain.ChainConfig;
import dev.visor.evaluation.captured.CapturedResults;
import dev.visor.experiment.Deployment;
import dev.visor.experiment.ExperimentConfig;
import dev.visor.face.detection.FaceDetector;
import dev.visor.store.captures.CaptureFolder;
import dev.visor.store.captures.CaptureOutput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Evaluating photographs of attackers and honest people. */
@Command(
        name = "captures",
        description = {
            "Evaluates photographs of attackers with printed accessories and of honest people: IAPAR, APCER and BPCER"
                    + " (ISO/IEC 30107-3) of each session, distance and light, with and without a defense.",
            "A table captures.csv in the folder says who is in which photograph; --template writes one to fill in. Without a"
                    + " table the folders say so: attackers/PERSON/as TARGET/wearing ACCESSORY/picture, and honest/PERSON/picture"
                    + " or honest/PERSON/wearing ACCESSORY/picture. Folders such as \"session 2\", \"distance 1 m\", \"light dim\""
                    + " and \"attack ID\" may lie in between."
        })
public final class CapturesCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FOLDER", description = "The folder of photographs.")
    private Path folder = Path.of(".");

    @Mixin
    private RunOption run = new RunOption();

    @Option(
            names = "--defense",
            paramLabel = "NAME",
            order = 2,
            description =
                    "RECOMMENDED, GUARDED, TUNED, a defense of the run's experiment, or a kind of defense or a preset of one;"
                            + " can be repeated (default: all defenses of the experiment, or RECOMMENDED if it has none).")
    private List<String> defenses = List.of();

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            order = 3,
            defaultValue = "visor-captures",
            description = "The folder to write the page, a table of all decisions, and captures.json to (default:"
                    + " ${DEFAULT-VALUE}).")
    private Path out = Path.of("visor-captures");

    @Option(
            names = "--template",
            order = 4,
            description = "Write a table captures.csv with a line for each picture to the folder, and do nothing else.")
    private boolean template;

    @Mixin
    private DetectorOption detector = new DetectorOption();

    @Mixin
    private EngineOptions engine = new EngineOptions();

    @Override
    public Integer call() throws IOException {
        Console console = engine.console();
        if (template) {
            console.print("wrote %s; fill it in%n", CaptureFolder.writeTemplate(folder));
            return 0;
        }
        CaptureOutput output = new CaptureOutput(out);
        output.check(folder, run.folder());
        try (ExperimentRun open = engine.open(run.folder())) {
            CaptureEvaluation captures = CaptureEvaluation.of(open, engine.registry(), folder);
            Map<String, ChainConfig> chains = chains(open.experiment().config(), captures);
            try (FaceDetector finder = detector.open(engine.registry())) {
                captures.detect(finder, console.progress());
            }
            Map<String, Deployment> deployed = new LinkedHashMap<>();
            for (Map.Entry<String, ChainConfig> chain : chains.entrySet()) {
                Deployment deployment = open.deploy(chain.getValue());
                CalibrationNotes.print(
                        chain.getValue(), deployment, open.system().recognizer().gallery(), console);
                deployed.put(chain.getKey(), deployment);
            }
            CapturedResults results = captures.evaluate(deployed, console.progress());
            captures.write(results, command(), output);
            CapturesTable.print(results, console);
            console.print(
                    "%nwrote %s, and %s and %s beside it%n",
                    output.page(),
                    output.table().getFileName(),
                    output.results().getFileName());
        }
        return 0;
    }

    private Map<String, ChainConfig> chains(ExperimentConfig config, CaptureEvaluation captures) throws IOException {
        if (defenses.isEmpty()) {
            return captures.chains();
        }
        Map<String, ChainConfig> chains = new LinkedHashMap<>();
        for (String name : defenses) {
            ChainConfig chain = new DefenseName(name).find(config, engine.registry());
            if (!chain.elements().isEmpty()) { // the undefended system is always asked
                chains.put(name, chain);
            }
        }
        return chains;
    }

    /** Returns what to type to repeat the evaluation. */
    private String command() {
        StringBuilder command = new StringBuilder("visor captures " + quoted(folder.toString()) + " --run "
                + quoted(run.folder().toString()));
        defenses.forEach(name -> command.append(" --defense ").append(quoted(name)));
        return command.toString();
    }

    private static String quoted(String word) {
        return word.contains(" ") ? "\"" + word + "\"" : word;
    }
}
