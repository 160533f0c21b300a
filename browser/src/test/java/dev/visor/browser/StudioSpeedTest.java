package dev.visor.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.net.URI;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Prints how fast the studio at the address of the system property "visor.studio" is. */
@EnabledIfSystemProperty(named = "visor.studio", matches = "http.*")
class StudioSpeedTest extends BrowserTest {

    /** Waits until the face is seen, in milliseconds after the page was asked for. */
    private static final String FIRST_PICTURE = """
            async () => {
              const face = () => document.querySelector(".wear .stage img");
              while (!face()?.naturalWidth) {
                await new Promise(requestAnimationFrame);
              }
              return performance.now();
            }
            """;

    /** Moves a slider, and waits until another mask is seen, in milliseconds. */
    private static final String SLIDE = """
            async (mu) => {
              const slider = document.querySelector(".layers input[type=range]");
              const mask = () => document.querySelector(".stack .mask").style.maskImage;
              const before = mask();
              const start = performance.now();
              slider.value = mu;
              slider.dispatchEvent(new Event("input", { bubbles: true }));
              while (mask() === before) {
                await new Promise(requestAnimationFrame);
              }
              return performance.now() - start;
            }
            """;

    /** Counts the pictures of an attack that are seen in four seconds. */
    private static final String STEPS = """
            async () => {
              const picture = document.querySelector(".progress img");
              let count = 0;
              const watcher = new MutationObserver(() => count++);
              watcher.observe(picture, { attributes: true, attributeFilter: ["src"] });
              await new Promise((resolve) => setTimeout(resolve, 4000));
              watcher.disconnect();
              return count / 4;
            }
            """;

    private Page open(String view) {
        return open(
                URI.create(System.getProperty("visor.studio")).resolve("/#" + view), Chromium.options(Chromium.WIDE));
    }

    @Test
    void showsTheFirstPicture() {
        List<Double> milliseconds = List.of(first(), first(), first(), first(), first());
        System.out.println("the studio's first picture, ms: " + milliseconds);
        assertThat(milliseconds).allMatch(one -> one > 0);
    }

    private double first() {
        return number(open("attack").evaluate(FIRST_PICTURE));
    }

    @Test
    void sliderAnswers() {
        Page page = open("defenses");
        page.waitForSelector(".layers .verdict");
        List<Double> milliseconds = IntStream.range(0, 15)
                .mapToObj(i -> number(page.evaluate(SLIDE, 0.6 + 0.02 * i)))
                .sorted()
                .toList();
        System.out.println("a slider of the studio, ms: median " + milliseconds.get(7) + ", " + milliseconds);
        assertThat(milliseconds.get(0)).isPositive();
    }

    @Test
    void stepsOfAnAttackAreSeen() {
        Page page = open("attack");
        page.evaluate(FIRST_PICTURE);
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("Start").setExact(true))
                .click();
        page.waitForURL(address -> address.contains("attack="));
        double each = number(page.evaluate(STEPS));
        System.out.println("steps of an attack seen in the studio, a second: " + each);
        assertThat(each).isPositive();
    }

    private static double number(Object value) {
        return ((Number) value).doubleValue();
    }
}
