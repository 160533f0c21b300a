package dev.visor.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Asks axe-core for violations of the guidelines for accessible web pages, WCAG 2 at the levels A and AA. */
class AccessibilityTest extends BrowserTest {

    @ParameterizedTest
    @MethodSource("dev.visor.browser.Pages#all")
    void violatesNoGuideline(Path file) {
        for (ColorScheme colors : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            for (int width : new int[] {Chromium.WIDE, Chromium.NARROW}) {
                String where = file + ", " + colors + ", " + width + " pixels wide";
                Page page = open(file, Chromium.options(width).setColorScheme(colors));
                page.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)");
                assertThat(Guidelines.violations(new AxeBuilder(page)))
                        .as(where)
                        .isEmpty();
                Locator pictures = page.locator("main .picture");
                if (pictures.count() > 0) {
                    pictures.first().click();
                    assertThat(Guidelines.violations(new AxeBuilder(page).include("dialog")))
                            .as(where + ", the dialog")
                            .isEmpty();
                }
            }
        }
    }
}
