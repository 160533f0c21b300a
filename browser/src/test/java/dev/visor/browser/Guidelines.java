package dev.visor.browser;

import com.deque.html.axecore.playwright.AxeBuilder;
import java.util.List;

/** The guidelines for accessible web pages, WCAG 2 at the levels A and AA. */
final class Guidelines {

    private static final List<String> TAGS = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");

    private Guidelines() {}

    /** Returns what axe-core finds against the guidelines. */
    static List<String> violations(AxeBuilder axe) {
        return axe.withTags(TAGS).analyze().getViolations().stream()
                .flatMap(rule -> rule.getNodes().stream()
                        .map(node -> rule.getId() + ": " + node.getHtml() + " " + node.getFailureSummary()))
                .toList();
    }
}
