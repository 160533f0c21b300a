package dev.visor.report;

import dev.visor.gauntlet.Cell;
import dev.visor.gauntlet.DefenseResult;
import dev.visor.gauntlet.GauntletResults;
import java.util.ArrayList;
import java.util.List;

/** All figures of every cell. */
final class CellsSection {

    private CellsSection() {}

    static Section of(GauntletResults results) {
        List<Node> body = new ArrayList<>();
        body.add(
                Html.explanation("What became of the attacks: they passed for their target (adversarial success rate), "
                        + "were recognized as who they are (adversarial accuracy), were taken for tampered with, or for nobody; "
                        + "the others were taken for a third person. A certificate is broken if the answer to a face that had a "
                        + "right and certified one is changed."));
        for (DefenseResult defense : results.defenses()) {
            Table table = Table.of(
                    defense.name(),
                    "Attacker, accessory",
                    "Adversarial success rate",
                    "Adversarial accuracy",
                    "Tampered",
                    "Unknown",
                    "Certificates broken");
            for (Cell cell : defense.cells()) {
                table = table.row(
                        Html.text(cell.attacker() + ", " + cell.accessory()),
                        Numbers.rateNode(cell.success()),
                        Numbers.rateNode(cell.recognized()),
                        Html.text(cell.tampered().hits() + "/" + cell.tampered().trials()),
                        Html.text(cell.unknown().hits() + "/" + cell.unknown().trials()),
                        Html.text(
                                cell.brokenCertificates() == null
                                        ? Numbers.NOTHING
                                        : cell.brokenCertificates().hits() + "/"
                                                + cell.brokenCertificates().trials()));
            }
            String chain = defense.chain().isEmpty() ? "the undefended system" : String.join(", ", defense.chain());
            body.add(Html.details(defense.name() + ": " + chain, table.element()));
        }
        return new Section("cells", "All figures", body);
    }
}
