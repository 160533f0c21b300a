package dev.visor.cli.run;

import dev.visor.cli.console.Console;
import dev.visor.cli.console.Table;
import dev.visor.cli.console.Table.Cell;
import dev.visor.cli.console.Table.Tone;
import dev.visor.evaluation.CleanResult;
import dev.visor.evaluation.Declaration;
import dev.visor.evaluation.DefenseResult;
import dev.visor.evaluation.PrintedRates;
import dev.visor.evaluation.WearersResult;
import dev.visor.evaluation.openset.DefendedOpenSet;
import dev.visor.evaluation.openset.OpenSetResult;
import dev.visor.experiment.ExperimentResults;
import dev.visor.report.verdict.Assessment;
import dev.visor.report.verdict.Band;
import dev.visor.report.verdict.Standing;
import dev.visor.report.verdict.Verdict;
import dev.visor.run.Count;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Prints each defense at its worst, what it costs honest people, and what makes the figures doubtful. */
final class VerdictTable {

    private VerdictTable() {}

    static void print(ExperimentResults results, Console console) {
        Assessment assessment = new Assessment(results);
        new Verdict(assessment).caution().ifPresent(caution -> {
            console.print("%n");
            console.paragraph(caution);
        });
        List<Standing> standings = assessment.all();
        Table table = new Table("defense", "attacks passed, at worst", "by", "clean accuracy", "proven");
        standings.forEach(standing -> table.row(row(standing)));
        console.print("%n");
        table.print(console);
        if (standings.stream().anyMatch(VerdictTable::lacksAdaptive)) {
            console.print("%n* No adaptive attacker was tried; one who knows the defense may do better.%n");
        }
        printDeclared(results, console);
        printPrinted(assessment, console);
        printWearers(results, console);
        if (results.openSet() != null) {
            print(results.openSet(), console);
        }
        if (!results.findings().isEmpty()) {
            console.print("%nFindings:%n");
            results.findings().forEach(finding -> console.paragraph(finding.defense() + ": " + finding.text()));
        }
    }

    /** Prints what is proven: something about accessories, and not about who somebody is. */
    private static void printDeclared(ExperimentResults results, Console console) {
        String line = "%n";
        for (DefenseResult defense : results.defenses()) {
            Declaration declaration = defense.declaration();
            if (declaration != null) {
                console.print(line);
                console.paragraph(defense.name() + ": proven against " + String.join(", ", declaration.names()) + ".");
                line = "";
            }
        }
    }

    /** Prints what is left of printed attacks on each defense. */
    private static void printPrinted(Assessment assessment, Console console) {
        Table table =
                new Table("printed, in a simulation", "draws passed, at worst", "attacks in half their draws", "by");
        boolean any = false;
        for (Standing standing : assessment.all()) {
            Optional<dev.visor.evaluation.Cell> worst = standing.worstPrinted();
            if (worst.isPresent()) {
                any = true;
                PrintedRates printed = Objects.requireNonNull(worst.get().printed());
                table.row(
                        standing.defense().name(),
                        Console.text(printed.success()),
                        Console.counts(printed.attackers()),
                        printed.success().hits() == 0
                                ? "nobody"
                                : worst.get().attacker() + ", " + worst.get().accessory());
            }
        }
        if (any) {
            console.print("%n");
            table.print(console);
        }
    }

    /** Prints of each defense whom it stops most often. */
    private static void printWearers(ExperimentResults results, Console console) {
        Table table = new Table("honest people who wear something", "rejected, at worst", "with", "recognized");
        boolean any = false;
        for (DefenseResult defense : results.defenses()) {
            Optional<WearersResult> worst = defense.wearers().stream()
                    .min(Comparator.comparingDouble(worn -> -worn.rejected().value()));
            if (worst.isPresent()) {
                any = true;
                table.row(
                        defense.name(),
                        Console.text(worst.get().rejected()),
                        worst.get().rejected().hits() == 0
                                ? "anything"
                                : worst.get().accessory(),
                        Console.share(worst.get().recognized()));
            }
        }
        if (any) {
            console.print("%n");
            table.print(console);
        }
    }

    private static void print(OpenSetResult open, Console console) {
        console.print(
                "%nopen set: %s enrolled, %d never enrolled, threshold %.4f%n",
                Count.ofPeople(open.enrolled()),
                open.neverEnrolled(),
                open.threshold().similarity());
        Table table = new Table("rate", "result");
        table.row("FMR", Console.text(open.fmr())).row("FNMR", Console.text(open.fnmr()));
        table.row("rank-1", Console.text(open.rankOne()));
        for (DefendedOpenSet defense : open.defenses()) {
            table.row("FPIR, " + defense.defense(), Console.text(defense.fpir()));
            table.row("FNIR, " + defense.defense(), Console.text(defense.fnir()));
        }
        table.print(console);
    }

    private static Object[] row(Standing standing) {
        CleanResult clean = standing.defense().clean();
        return new Object[] {
            standing.defense().name() + (lacksAdaptive(standing) ? " *" : ""),
            standing.worst()
                    .map(worst -> new Cell(Console.text(worst.success()), tone(standing.band())))
                    .orElse(new Cell("-", Tone.PLAIN)),
            standing.worst().map(VerdictTable::by).orElse("-"),
            Console.share(clean.recognized()),
            clean.certified().hits() == 0 ? "-" : Console.share(clean.certified())
        };
    }

    private static boolean lacksAdaptive(Standing standing) {
        return !standing.defense().isUndefended() && !standing.triedByAdaptive();
    }

    private static String by(dev.visor.evaluation.Cell worst) {
        return worst.success().hits() == 0 ? "nobody" : worst.attacker() + ", " + worst.accessory();
    }

    /** Only a defense that an adaptive attacker was tried on can be good. */
    private static Tone tone(Band band) {
        return switch (band) {
            case BROKEN, LEAKS -> Tone.BAD;
            case HELD -> Tone.GOOD;
            case OPEN -> Tone.PLAIN;
        };
    }
}
