package dev.visor.report;

import java.util.List;
import java.util.stream.Stream;

/** How the figures are defined, and what they do not show. */
final class DefinitionsSection {

    private record Term(String name, String meaning) {}

    private static final List<Term> TERMS = List.of(
            new Term("probe, gallery", "a picture presented to the system; the people enrolled in it"),
            new Term(
                    "impersonation, dodging",
                    "being recognized as a certain other person, the target; being recognized as anybody but oneself"),
            new Term(
                    "confidence",
                    "the probability that the recognizer gives to a person; over all people it adds up to 1"),
            new Term(
                    "confidence threshold",
                    "the least confidence at which an answer is accepted; below it the answer is “unknown”"),
            new Term("clean accuracy", "pictures without glasses recognized as who they are, of all of them"),
            new Term("adversarial accuracy", "adversarial pictures recognized as who they really are, of all of them"),
            new Term("adversarial success rate", "adversarial pictures that reach the attacker's goal, of all of them"),
            new Term(
                    "defense success rate",
                    "adversarial pictures that reached the goal before and are recognized as who they really are after, "
                            + "of all of them"),
            new Term(
                    "goodness score",
                    "1/3 (AC(clean, r) + AC(adv, r) + 1 − AC(adv, t)), between 0 and 1; AC is the mean confidence with "
                            + "which clean or adversarial pictures are recognized as the real person r or the target t"),
            new Term(
                    "95 % interval",
                    "the interval of E. B. Wilson (1927) for a share of so many trials; few trials make it wide"),
            new Term(
                    "saliency map",
                    "the influence of each pixel on the answer, by guided backpropagation (Springenberg et al., 2014); "
                            + "relative: divided by what clean faces show at the same place"),
            new Term(
                    "saliency mask; μ, n, φ",
                    "the region that is replaced (Hayes, 2018): map values above the threshold μ, dilated and then eroded "
                            + "n times, without contours smaller than φ pixels"));

    private static final List<String> LIMITS = List.of(
            "Everything was measured in the digital domain: the glasses were drawn into pictures, not printed, worn and "
                    + "photographed. Physical attacks behave differently.",
            "The attacker knows the recognizer but not the defense. An attacker who knows the defense may get around it, "
                    + "so a good figure here is not a proof of security.",
            "The figures hold for this data set, this network and these settings; the intervals cover chance, not a "
                    + "change of any of them.",
            "Use this only on systems that you own or are permitted to test, and on faces that you may use.");

    private DefinitionsSection() {}

    static Section of() {
        List<Element> entries = TERMS.stream()
                .flatMap(term -> Stream.of(Html.element("dt", term.name()), Html.element("dd", term.meaning())))
                .toList();
        return Section.of(
                "limits",
                "Definitions and limits",
                Html.explanation("What the words and figures of this report mean, and what they do not show."),
                Html.element("dl", entries).styled("facts terms"),
                Html.heading("Limits"),
                Html.list(LIMITS),
                Html.paragraph(
                                "The attack is that of M. Sharif et al., “Accessorize to a Crime” (2016); the defense that "
                                        + "of J. Hayes, “On Visible Adversarial Perturbations & Digital Watermarking” (2018); "
                                        + "the article is “Robustifying Machine Perception for Face Recognition Systems: "
                                        + "Defense Against the Dark Arts” (2019).")
                        .styled("note"));
    }
}
