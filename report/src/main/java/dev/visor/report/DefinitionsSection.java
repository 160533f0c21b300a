package dev.visor.report;

import dev.visor.experiment.ExperimentResults;
import dev.visor.report.html.Html;
import dev.visor.report.html.Section;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the words and figures mean, with the names of the standards. */
final class DefinitionsSection {

    private DefinitionsSection() {}

    static Section of(ExperimentResults results) {
        Map<String, String> terms = terms();
        String sources = "The attack with accessories: M. Sharif et al., “Accessorize to a Crime” (2016).";
        if (results.openSet() != null) {
            terms.putAll(openSetTerms());
        }
        if (usesMaps(results)) {
            terms.put("saliency map", "the influence of each pixel on the answer, by guided backpropagation (2014)");
            terms.put(
                    "saliency mask; μ, n, φ",
                    "masks map values above μ, dilated and eroded n times, without contours below φ pixels");
            sources +=
                    " Saliency mask: J. Hayes, “On Visible Adversarial Perturbations & Digital Watermarking” (2018). "
                            + "The article: “Robustifying Machine Perception for Face Recognition Systems: Defense Against the "
                            + "Dark Arts” (2019).";
        }
        return Section.of(
                "definitions",
                "Definitions",
                Html.terms("facts terms", terms),
                Html.paragraph(sources).styled("note"));
    }

    private static boolean usesMaps(ExperimentResults results) {
        return results.tuning() != null
                || results.examples().stream()
                        .anyMatch(example -> example.underMasks() == null
                                && !example.saliencyPicture().isEmpty());
    }

    private static Map<String, String> openSetTerms() {
        Map<String, String> terms = new LinkedHashMap<>();
        terms.put("template", "the embeddings of an enrolled person's pictures, which others are compared with");
        terms.put("FMR, FNMR", "false match rate, false non-match rate; ISO/IEC 19795-1");
        terms.put("FPIR, FNIR", "false positive and false negative identification rate; ISO/IEC 19795-1");
        terms.put("DET curve", "detection error tradeoff: FNMR over FMR at all thresholds; ISO/IEC 19795-1");
        terms.put("TAR at FAR", "1 − FNMR at the threshold that keeps to this false match rate");
        terms.put("IAPAR", "impostor attack presentation accept rate, of one accessory; ISO/IEC 30107-3");
        return terms;
    }

    private static Map<String, String> terms() {
        Map<String, String> terms = new LinkedHashMap<>();
        terms.put("adaptive attacker", "knows the defense and attacks the defended system");
        terms.put("white-box, score-based", "sees the network and its weights; sees only the scores of answers");
        terms.put("impersonation, dodging", "to be recognized as a chosen other person; as anybody but oneself");
        terms.put(
                "adversarial success rate",
                "attacks that reach their goal. For impersonation it is IAPAR in ISO/IEC 30107-3");
        terms.put("adversarial accuracy", "attacks that are recognized as who the attacker really is");
        terms.put("clean accuracy", "faces without accessory recognized as who they are; 1 − FNIR in ISO/IEC 19795-1");
        terms.put("tampered, unknown", "the system reports an attack; the system recognizes nobody");
        terms.put("false alarm", "an honest person taken for tampered; BPCER in ISO/IEC 30107-3");
        terms.put(
                "rejected",
                "an honest person taken for tampered, or unknown, which is no false alarm but a false negative "
                        + "identification in ISO/IEC 19795-1");
        terms.put(
                "confidence",
                "the probability that the network gives a person; below the threshold it counts as unknown");
        terms.put(
                "defense success rate",
                "attacks that reach their goal without the defense and are recognized as who they are with it");
        terms.put(
                "goodness score",
                "1/3 (AC(clean, r) + AC(adv, r) + 1 − AC(adv, t)), from 0 to 1; AC is the mean confidence in the real "
                        + "person r or the target t");
        terms.put(
                "proven",
                "no content of an accessory of the declared families can make the system accept another person; it says "
                        + "nothing about who it is");
        terms.put("95 % interval", "of E. B. Wilson (1927): the rates that fit the count; few trials make it wide");
        return terms;
    }
}
