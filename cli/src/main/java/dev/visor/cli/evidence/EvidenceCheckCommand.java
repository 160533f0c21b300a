package dev.visor.cli.evidence;

import dev.visor.api.ExperimentRun;
import dev.visor.api.RerunAttack;
import dev.visor.cli.console.Console;
import dev.visor.cli.run.EngineOptions;
import dev.visor.store.audit.AuditLog;
import dev.visor.store.evidence.EvidenceCheck;
import dev.visor.store.evidence.EvidenceFolder;
import dev.visor.store.evidence.EvidenceSignature;
import dev.visor.store.evidence.Manifest;
import dev.visor.store.experiment.ExperimentFile;
import dev.visor.store.file.DamagedFileException;
import dev.visor.store.machine.Processor;
import dev.visor.store.run.RunFolder;
import dev.visor.store.run.SystemsFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Checking. */
@Command(
        name = "check",
        description = {
            "Checks a finished run: every file against manifest.json, and every rate of results.json against the journals.",
            "Of the audit log of 'visor serve', every line is checked to follow the one before. Compare the last SHA-256 with one"
                    + " that was kept elsewhere.",
            "Names what does not agree and ends with code 3. Changes nothing."
        })
public final class EvidenceCheckCommand implements Callable<Integer> {

    private static final int SHOWN = 20;

    @Parameters(paramLabel = "RUN", description = "The folder of the run, or an audit log.")
    private Path folder = Path.of("");

    @Option(
            names = "--public-key",
            paramLabel = "FILE",
            order = 1,
            description = "Check that the owner of this Ed25519 key (PEM) signed the manifest.")
    private @Nullable Path publicKey;

    @Option(
            names = "--rerun",
            paramLabel = "N",
            order = 2,
            description = "Make so many attacks again and compare pictures and scores; chance draws them.")
    private @Nullable Integer rerun;

    @Option(
            names = "--draw",
            paramLabel = "SEED",
            order = 3,
            description =
                    "Draw the attacks of --rerun by this seed (default: another one each time, which is printed).")
    private @Nullable Long draw;

    @Mixin
    private EngineOptions engine = new EngineOptions();

    @Override
    public Integer call() throws IOException {
        if (rerun != null && rerun < 1) {
            throw new IllegalArgumentException("illegal --rerun: " + rerun + ", must be at least 1");
        }
        if (Files.isRegularFile(folder)) {
            return checkLog();
        }
        return SystemsFolder.isAt(folder) ? checkSystems() : check(folder);
    }

    /** Checks the audit log of a service. */
    private int checkLog() throws IOException {
        try {
            AuditLog.Chain chain = AuditLog.check(folder);
            engine.console().print("entries    all %d follow one another%n", chain.entries());
            engine.console().print("last       SHA-256 %s%n", chain.last());
            if (chain.torn()) {
                engine.console()
                        .note("a piece of a line stands at the end, as a killed process leaves it; it was never"
                                + " answered");
            }
            return 0;
        } catch (DamagedFileException e) {
            engine.console().problem(String.valueOf(e.getMessage()));
            return EngineOptions.CHECK_FAILED;
        }
    }

    /** Checks the run of each system, and that the report is one of these runs. */
    private int checkSystems() throws IOException {
        SystemsFolder systems = new SystemsFolder(folder);
        ExperimentFile experiment = systems.readExperiment(engine.registry());
        List<String> problems = systems.differences();
        shown(problems).forEach(engine.console()::problem);
        boolean good = problems.isEmpty();
        for (Map.Entry<String, RunFolder> run : systems.runs(experiment).entrySet()) {
            engine.console().print("system     %s%n", run.getKey());
            good &= check(run.getValue().path()) == 0;
        }
        return good ? 0 : EngineOptions.CHECK_FAILED;
    }

    private int check(Path path) throws IOException {
        RunFolder run = new RunFolder(path);
        run.checkIsRun();
        EvidenceFolder evidence = new EvidenceFolder(run);
        Manifest manifest = evidence.read();
        boolean good = signature(evidence);
        EvidenceCheck check = EvidenceCheck.of(run, engine.registry());
        print(manifest, check);
        good &= check.problems().isEmpty();
        if (rerun != null && good) {
            good = repeat(path, manifest, rerun);
        }
        return good ? 0 : EngineOptions.CHECK_FAILED;
    }

    private boolean signature(EvidenceFolder evidence) throws IOException {
        if (publicKey == null) {
            engine.console().print("signature  %s%n", evidence.isSigned() ? "not checked; --public-key does" : "none");
            return true;
        }
        boolean holds = new EvidenceSignature(evidence).holds(publicKey);
        if (holds) {
            engine.console().print("signature  by the owner of %s%n", publicKey);
        } else {
            engine.console()
                    .problem("manifest.json.sig: is no signature of manifest.json by the owner of " + publicKey);
        }
        return holds;
    }

    private void print(Manifest manifest, EvidenceCheck check) {
        Console console = engine.console();
        console.print("made       %s by visor %s, commit %s%n", manifest.date(), version(manifest), manifest.commit());
        console.print("processor  %s%n", String.join("; ", manifest.processors()));
        if (check.problems().isEmpty()) {
            console.print("files      all %d are as they were%n", check.files());
            console.print("figures    every rate follows from the journals%n");
        }
        shown(check.problems()).forEach(console::problem);
        shown(check.unlisted()).forEach(name -> console.note("not listed in manifest.json: " + name));
    }

    private static String version(Manifest manifest) {
        return manifest.versions().getOrDefault("visor", "unknown");
    }

    private static List<String> shown(List<String> lines) {
        if (lines.size() <= SHOWN) {
            return lines;
        }
        List<String> first = new ArrayList<>(lines.subList(0, SHOWN));
        first.add("and " + (lines.size() - SHOWN) + " more");
        return first;
    }

    private boolean repeat(Path path, Manifest manifest, int count) throws IOException {
        Console console = engine.console();
        long seed = draw == null ? new SecureRandom().nextInt(Integer.MAX_VALUE) : draw;
        console.print("rerun      attacks drawn with --draw %d%n", seed);
        boolean like = manifest.processors().equals(List.of(Processor.features()));
        boolean equal = true;
        try (ExperimentRun run = engine.open(path)) {
            for (RerunAttack attack : run.rerun(count, seed)) {
                String name = attack.id() + " of " + attack.attacker() + " with " + attack.accessory() + " on "
                        + attack.defense();
                if (attack.isEqual()) {
                    console.print("           %s: the same picture and scores%n", name);
                } else {
                    console.problem(String.format(
                            Locale.ROOT,
                            "%s: %d pixels differ, and scores by up to %.2g%s",
                            name,
                            attack.changedPixels(),
                            attack.scoreDifference(),
                            like ? "" : "; this processor is not like that of the run"));
                    equal = false;
                }
            }
        }
        return equal;
    }
}
