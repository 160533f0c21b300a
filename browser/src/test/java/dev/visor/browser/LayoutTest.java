package dev.visor.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LayoutTest extends BrowserTest {

    private static final String PAGES = "dev.visor.browser.Pages#all";
    private static final String LIGHT = "rgb(255, 255, 255)";
    private static final String DARK = "rgb(19, 26, 34)";

    private static String background(Page page) {
        return (String) page.evaluate("getComputedStyle(document.body).backgroundColor");
    }

    /** Returns the texts of a page in their order, of closed parts too. */
    private static String text(Page page) {
        return (String) page.evaluate(
                "document.querySelector('header').textContent + document.querySelector('main').textContent");
    }

    @ParameterizedTest
    @MethodSource(PAGES)
    void aTelephoneNeedNotScrollSideways(Path file) {
        Page page = open(file, Chromium.NARROW);
        page.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)");
        assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(Chromium.NARROW);
        List<?> wider = (List<?>)
                page.evaluate(
                        "[...document.querySelectorAll('main *')].filter(element =>"
                                + " !element.closest('.scroll') && element.checkVisibility()"
                                + " && element.getBoundingClientRect().right > innerWidth + 0.5).map(element => element.outerHTML.slice(0, 200))");
        assertThat(wider).isEmpty();
    }

    @Test
    void colorsFollowTheSystemUntilAReaderChoosesOthers() {
        Path file = Pages.report();
        assertThat(background(open(file, Chromium.WIDE))).isEqualTo(LIGHT);
        Page page = open(file, Chromium.options(Chromium.WIDE).setColorScheme(ColorScheme.DARK));
        assertThat(background(page)).isEqualTo(DARK);
        Locator button = page.locator("theme-switch button");
        assertThat(button.getAttribute("aria-pressed")).isEqualTo("true");
        button.click();
        assertThat(background(page)).isEqualTo(LIGHT);
        page.reload();
        assertThat(background(page)).isEqualTo(LIGHT);
        assertThat(button.getAttribute("aria-pressed")).isEqualTo("false");
        button.click();
        assertThat(background(page)).isEqualTo(DARK);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        assertThat(background(page)).isEqualTo(LIGHT);
        assertThat(button.getAttribute("aria-pressed")).isEqualTo("false");
    }

    @ParameterizedTest
    @MethodSource(PAGES)
    void paperIsLightAndHasNoControls(Path file) {
        Page page = open(file, Chromium.options(Chromium.WIDE).setColorScheme(ColorScheme.DARK));
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
        assertThat(background(page)).isEqualTo(LIGHT);
        for (String control : List.of("nav", "theme-switch", ".download", ".controls", "dialog")) {
            assertThat(page.locator(control + ":visible").count()).as(control).isZero();
        }
        assertThat(page.evaluate("[...document.querySelectorAll('button.sort')].every(button =>"
                        + " getComputedStyle(button, '::after').display === 'none')"))
                .isEqualTo(true);
        assertThat(page.evaluate("[...document.querySelectorAll('thead')].every(head =>"
                        + " getComputedStyle(head).display === 'table-header-group')"))
                .isEqualTo(true);
        assertThat(page.evaluate("[...document.querySelectorAll('h2, h3, .table-title, .explanation')].every(title =>"
                        + " getComputedStyle(title).breakAfter === 'avoid')"))
                .isEqualTo(true);
        assertThat(page.evaluate("[...document.querySelectorAll('details > *')].every(part => part.checkVisibility())"))
                .isEqualTo(true);
        assertThat(page.pdf()).startsWith("%PDF".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    }

    @ParameterizedTest
    @MethodSource(PAGES)
    void nothingIsMissingWithoutScripts(Path file) {
        Page with = open(file, Chromium.WIDE);
        String all = text(with);
        int pictures = with.locator(".picture").count();
        Page without = open(file, Chromium.options(Chromium.WIDE).setJavaScriptEnabled(false));
        assertThat(without.locator("button, input, output, dialog").count()).isZero();
        assertThat(without.locator("header").textContent()
                        + without.locator("main").textContent())
                .isEqualToNormalizingWhitespace(all.replaceAll("Filter rows ", ""));
        assertThat(without.locator(".picture").count()).isEqualTo(pictures);
        assertThat(without.locator(".picture:visible").count())
                .isEqualTo(with.locator(".picture:visible").count());
        assertThat(without.locator("tbody tr:visible").count())
                .isEqualTo(with.locator("tbody tr:visible").count())
                .isPositive();
    }
}
