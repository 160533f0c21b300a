package dev.visor.cli;

import dev.visor.gauntlet.Cell;
import dev.visor.gauntlet.DefenseResult;
import dev.visor.gauntlet.GauntletResults;

/** Prints what a gauntlet came to: a row for each defense with the attacker that it fares worst against. */
final class GauntletTable {

    private static final String NAME = "defense";

    private GauntletTable() {}

    static void print(GauntletResults results, Console console) {
        int width = results.defenses().stream()
                .mapToInt(defense -> defense.name().length())
                .reduce(NAME.length(), Math::max);
        String row = "%-" + width + "s  %-31s  %-31s  %-31s  %s%n";
        console.print(
                "%n" + row,
                NAME,
                "clean accuracy",
                "certified accuracy",
                "highest adversarial success",
                "attacker, accessory");
        for (DefenseResult defense : results.defenses()) {
            Cell worst = defense.worst();
            console.print(
                    row,
                    defense.name(),
                    Console.text(defense.clean().recognized()),
                    defense.clean().certified().hits() == 0
                            ? "-"
                            : Console.text(defense.clean().certified()),
                    Console.text(worst.success()),
                    worst.attacker() + ", " + worst.accessory());
        }
        if (!results.findings().isEmpty()) {
            console.print("%nWhat to know before these figures are believed:%n");
            results.findings().forEach(finding -> console.print("%s: %s%n", finding.defense(), finding.text()));
        }
    }
}
