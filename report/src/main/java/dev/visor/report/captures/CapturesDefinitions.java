package dev.visor.report.captures;

import dev.visor.report.html.Html;
import dev.visor.report.html.Section;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the words and rates mean, with the names of the standards. */
final class CapturesDefinitions {

    private CapturesDefinitions() {}

    static Section section() {
        Map<String, String> terms = new LinkedHashMap<>();
        terms.put(
                "attack presentation",
                "a photograph of an attacker who wears a printed accessory and aims for a target");
        terms.put("bona fide presentation", "a photograph of an honest person, whatever this person wears");
        terms.put(
                "no face",
                "the detector finds no face that can be used: a non-response (APNRR of attackers, BPNRR of honest people). Such a"
                        + " photograph is in no other rate");
        terms.put("IAPAR", "impostor attack presentation accept rate: attackers who are accepted as their target");
        terms.put("accepted as somebody else", "attackers who are accepted as neither their target nor themselves");
        terms.put(
                "APCER",
                "attack presentation classification error rate: attackers who are not taken for tampered. It judges a detector. A"
                        + " defense that masks and never answers tampered has 100 %, whatever it stops");
        terms.put(
                "BPCER", "bona fide presentation classification error rate: honest people who are taken for tampered");
        terms.put(
                "rejected",
                "honest people who are taken for tampered (BPCER), or are unknown (FNIR in ISO/IEC 19795-1)");
        terms.put("accessory", "the species of the attack instrument; the standard asks for the rates of each species");
        terms.put("95 % interval", "of E. B. Wilson (1927): the rates that fit the count; few trials make it wide");
        return Section.of(
                "definitions",
                "Definitions",
                Html.terms("facts terms", terms),
                Html.paragraph(
                                "Rates of presentation attacks: ISO/IEC 30107-3. The attack with accessories: M. Sharif et al.,"
                                        + " “Accessorize to a Crime” (2016).")
                        .styled("note"));
    }
}
