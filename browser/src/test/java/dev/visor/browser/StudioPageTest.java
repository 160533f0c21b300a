package dev.visor.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.LoadState;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The page of the studio at the address that the system property "visor.studio" names, with a run that has results. */
@EnabledIfSystemProperty(named = "visor.studio", matches = "http.*")
class StudioPageTest extends BrowserTest {

    private static final Pattern ADVANCING = Pattern.compile("Running: step \\d+ of .*");
    private static final Pattern VERDICT = Pattern.compile("The attack (succeeded|did not succeed): .*");

    /** All tiles of the gallery are made alike. */
    private static final String FEW_TILES =
            "document.querySelectorAll('.gallery li:nth-child(n+25)').forEach(tile => tile.remove())";

    private Page open(String view, Browser.NewContextOptions options) {
        Page page = open(URI.create(System.getProperty("visor.studio")).resolve("/#" + view), options);
        assertThat(page.locator("nav a[aria-current=page]")).hasText(Pattern.compile(view, Pattern.CASE_INSENSITIVE));
        return page;
    }

    private Page open(String view) {
        return open(view, Chromium.options(Chromium.WIDE));
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    /** Returns a photograph of several people of the run. */
    private static FilePayload photograph(Page page) {
        return new FilePayload("people.png", "image/png", Collage.of(page, ".faces img", 3));
    }

    private static String focused(Page page) {
        return (String)
                page.evaluate("(document.activeElement.ariaLabel ?? document.activeElement.textContent).trim()");
    }

    /** Presses Tab until the focus is on what begins with some words. */
    private static void tabTo(Page page, String words) {
        for (int presses = 0; presses < 60; presses++) {
            page.keyboard().press("Tab");
            if (focused(page).startsWith(words)) {
                return;
            }
        }
        throw new AssertionError("the Tab key does not lead to " + words);
    }

    private static List<String> violations(Page page) {
        return Guidelines.violations(new AxeBuilder(page));
    }

    @Test
    void aMouseLeadsFromAPhotographToAStoppedAttack() {
        Page page = open("attack");
        page.setInputFiles("input[type=file]", photograph(page));
        Locator faces = page.locator(".found .box");
        assertThat(faces).hasCount(3);
        faces.nth(1).click();
        assertThat(faces.nth(1)).hasAttribute("aria-pressed", "true");
        BoundingBox stage = page.locator(".wear .stage").boundingBox();
        page.mouse().move(stage.x + stage.width / 2, stage.y + stage.height / 2);
        page.mouse().down();
        page.mouse().move(stage.x + stage.width / 2 + 20, stage.y + stage.height / 2 + 10);
        page.mouse().up();
        assertThat(page).hasURL(Pattern.compile(".*along=0\\.\\d+&across=0\\.\\d+.*"));
        button(page, "Start").click();
        Locator line = page.locator(".progress .line");
        assertThat(line).hasText(ADVANCING);
        button(page, "Pause").click();
        button(page, "Go on").click();
        assertThat(line).hasText(ADVANCING);
        button(page, "Stop").click();
        assertThat(page.locator(".progress .outcome")).hasText(VERDICT);
        assertThat(violations(page)).isEmpty();
    }

    @Test
    void aKeyboardLeadsFromAPhotographToAStoppedAttack() {
        Page page = open("attack");
        FilePayload photograph = photograph(page);
        // Asked for before the key: else the key may arrive first, and the browser opens its own dialog.
        page.onFileChooser(chooser -> chooser.setFiles(photograph));
        page.locator("input[type=file]").focus();
        page.keyboard().press("Enter");
        assertThat(page.locator(".found .box")).hasCount(3);
        tabTo(page, "Face 2 of 3");
        page.keyboard().press("Enter");
        tabTo(page, "Face with the accessory");
        List.of("ArrowDown", "ArrowRight", "+", ".")
                .forEach(key -> page.keyboard().press(key));
        assertThat(page).hasURL(Pattern.compile(".*along=0.02&across=0.02&scale=1.02&degrees=1.*"));
        tabTo(page, "Start");
        page.keyboard().press("Enter");
        assertThat(page.locator(".progress .line")).hasText(ADVANCING);
        page.keyboard().press("Enter");
        assertThat(button(page, "Go on")).isFocused();
        page.keyboard().press("Enter");
        assertThat(button(page, "Pause")).isFocused();
        page.keyboard().press("Tab");
        page.keyboard().press("Enter");
        assertThat(page.locator(".progress .outcome")).hasText(VERDICT);
    }

    @Test
    void aReloadShowsTheSameAttack() {
        Page page = open("attack");
        page.locator(".faces button").nth(1).click();
        button(page, "Start").click();
        assertThat(page.locator(".progress .line")).hasText(ADVANCING);
        page.waitForURL(Pattern.compile(".*attack=.*"));
        page.reload();
        assertThat(page.locator(".faces button").nth(1)).hasAttribute("aria-pressed", "true");
        button(page, "Stop").click();
        assertThat(page.locator(".progress .outcome")).hasText(VERDICT);
        button(page, "See what defenses make of it").click();
        assertThat(page.getByLabel("Result of the attack")).isChecked();
        assertThat(page.locator(".layers .verdict")).isVisible();
    }

    /** Leaves both files in {@code target}, so that {@code visor run} can be tried on one and the result compared with the other. */
    @Test
    void theExperimentOfAnAttackIsSavedWithItsPicture() throws IOException {
        Page page = open("attack");
        page.locator(".wear .stage").focus();
        List.of("ArrowDown", "ArrowRight", "+", ".")
                .forEach(key -> page.keyboard().press(key));
        page.getByLabel("Effort, in steps").fill("3");
        button(page, "Start").click();
        assertThat(page.locator(".progress .outcome")).hasText(VERDICT);
        Path experiment = Path.of("target", "experiment.yaml");
        page.waitForDownload(() -> page.getByText("Experiment (YAML)").click()).saveAs(experiment);
        page.waitForDownload(() -> button(page, "Picture (PNG)").click()).saveAs(Path.of("target", "attacked.png"));
        assertThat(experiment)
                .content()
                .startsWith("# Repeats the attack of the studio")
                .contains("kind: posed");
    }

    @Test
    void aCellOfTheMatrixLeadsToItsExamples() {
        Page page = open("matrix");
        page.locator(".cell").first().click();
        assertThat(page).hasURL(Pattern.compile(".*#examples.*of-attacker=.*"));
        page.locator(".gallery button").first().click();
        assertThat(page.getByRole(AriaRole.DIALOG)).isVisible();
        assertThat(violations(page)).isEmpty();
        page.reload();
        assertThat(page.getByRole(AriaRole.DIALOG)).isVisible();
        button(page, "Take into Defenses").click();
        assertThat(page.locator(".layers .verdict")).isVisible();
        page.goBack();
        assertThat(page.locator(".gallery button").first()).isVisible();
    }

    @Test
    void violatesNoGuideline() {
        for (ColorScheme colors : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            for (int width : new int[] {Chromium.WIDE, Chromium.NARROW}) {
                for (String view : List.of("attack", "defenses", "matrix", "examples")) {
                    String where = view + ", " + colors + ", " + width + " pixels wide";
                    Page page = open(view, Chromium.options(width).setColorScheme(colors));
                    page.waitForLoadState(LoadState.NETWORKIDLE);
                    page.evaluate(FEW_TILES);
                    assertThat(violations(page)).as(where).isEmpty();
                    assertThat(page.evaluate("document.documentElement.scrollWidth - innerWidth"))
                            .as(where)
                            .isEqualTo(0);
                    page.close();
                }
            }
        }
    }
}
