package dev.visor.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;

class ZoomTest extends BrowserTest {

    private static String focused(Page page) {
        return (String) page.evaluate("document.activeElement.getAttribute('aria-label')");
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }

    @Test
    void aClickEnlargesAPictureAndButtonsLeadToTheOthers() {
        Page page = open(Pages.report(), Chromium.WIDE);
        Locator picture =
                page.locator("article.attack").first().locator(".picture").nth(1);
        double small = picture.boundingBox().width;
        picture.click();
        Locator dialog = page.getByRole(AriaRole.DIALOG);
        assertThat(dialog.getByRole(AriaRole.HEADING).textContent())
                .isEqualTo("Ada Lovelace → Bo Diddley unaware with eyeglass frame");
        assertThat(dialog.locator("figcaption").textContent()).isEqualTo("Attacker");
        assertThat(dialog.locator(".answer").textContent()).contains("87.4 %");
        assertThat(dialog.locator(".picture").boundingBox().width).isGreaterThan(3 * small);
        int pictures = page.locator("main .picture:visible").count();
        assertThat(dialog.locator(".place").textContent()).isEqualTo("2 of " + pictures);

        button(page, "Next").click();
        assertThat(dialog.locator("figcaption").textContent()).isEqualTo("Plain");
        button(page, "Previous").click();
        button(page, "Previous").click();
        button(page, "Previous").click();
        assertThat(dialog.locator(".place").textContent()).isEqualTo(pictures + " of " + pictures);
        button(page, "Close").click();
        assertThat(dialog.count()).isZero();
        assertThat(focused(page)).isEqualTo("Enlarge: Attacker, Ada Lovelace");
        page.locator(".picture").first().click();
        page.mouse().click(5, 5);
        assertThat(dialog.count()).isZero();
    }

    @Test
    void theKeyboardAloneIsEnough() {
        Page page = open(Pages.report(), Chromium.WIDE);
        page.locator("nav a").last().focus();
        page.keyboard().press("Tab"); // the switch of colors
        page.keyboard().press("Tab");
        while (focused(page) == null || !focused(page).startsWith("Enlarge")) {
            page.keyboard().press("Tab");
        }
        assertThat(focused(page)).startsWith("Enlarge: Target, ");
        page.keyboard().press("ArrowLeft");
        assertThat(focused(page)).startsWith("Enlarge: Target, ");
        page.keyboard().press("ArrowRight");
        assertThat(focused(page)).startsWith("Enlarge: Attacker, ");
        page.keyboard().press("Enter");
        Locator dialog = page.getByRole(AriaRole.DIALOG);
        assertThat(dialog.getAttribute("aria-labelledby")).isNotNull();
        page.keyboard().press("ArrowRight");
        assertThat(dialog.locator("figcaption").textContent()).isEqualTo("Plain");
        page.keyboard().press("ArrowLeft");
        page.keyboard().press("ArrowLeft");
        assertThat(dialog.locator("figcaption").textContent()).isEqualTo("Target");
        page.keyboard().press("Escape");
        assertThat(dialog.count()).isZero();
        assertThat(focused(page)).startsWith("Enlarge: Attacker, ");
        page.keyboard().press("Tab");
        // A strip is one stop of the Tab key, whether it had the focus or not.
        assertThat(page.locator("picture-zoom")
                        .last()
                        .locator("button[tabindex='0']")
                        .count())
                .isEqualTo(1);
        assertThat(page.evaluate(
                        "document.activeElement.closest('article') === document.querySelectorAll('article')[1]"))
                .isEqualTo(true);
    }

    @Test
    void picturesOfClosedPartsAreLeftOut() {
        Page page = open(Pages.report(), Chromium.WIDE);
        int all = page.locator("main .picture").count();
        int seen = page.locator("main .picture:visible").count();
        assertThat(seen).isLessThan(all);
        page.locator("details:has(.picture) > summary").click();
        page.locator(".picture").first().click();
        assertThat(page.locator("dialog .place").textContent()).isEqualTo("1 of " + all);
    }

    @Test
    void picturesOfCapturesCanBeEnlarged() {
        Page page = open(Pages.captures(), Chromium.NARROW);
        page.locator(".picture").first().click();
        Locator dialog = page.getByRole(AriaRole.DIALOG);
        assertThat(dialog.locator(".answer").count()).isEqualTo(2);
        assertThat(dialog.boundingBox().width).isLessThanOrEqualTo(Chromium.NARROW);
    }
}
