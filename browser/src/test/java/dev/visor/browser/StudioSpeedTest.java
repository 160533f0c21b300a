package dev.visor.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.net.URI;
import java.nio.file.Path;
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

    /** Waits until all examples in sight have their pictures, in milliseconds after the page was asked for. */
    private static final String EXAMPLES_IN_SIGHT = """
            async () => {
              const seen = ({ top, bottom }) => bottom > 0 && top < innerHeight;
              const waits = () => {
                const pictures = [...document.querySelectorAll(".gallery li")]
                  .filter((tile) => seen(tile.getBoundingClientRect()))
                  .map((tile) => tile.querySelector("img"));
                return pictures.length === 0 || pictures.some((picture) => !picture.complete || !picture.naturalWidth);
              };
              while (waits()) {
                await new Promise(requestAnimationFrame);
              }
              return performance.now();
            }
            """;

    /** Scrolls from top to bottom, so many pixels a frame. */
    private static final String SCROLL = """
            async (pixels) => {
              const tasks = [];
              new PerformanceObserver((list) => tasks.push(...list.getEntries())).observe({ type: "longtask" });
              const frame = () => new Promise(requestAnimationFrame);
              scrollTo(0, 0);
              await frame();
              const frames = [];
              let before = await frame();
              const height = document.documentElement.scrollHeight;
              for (let at = 0; at < height - innerHeight; at += pixels) {
                scrollTo(0, at);
                const now = await frame();
                frames.push(now - before);
                before = now;
              }
              frames.sort((a, b) => a - b);
              const share = (s) => Math.round(10 * frames[Math.min(frames.length - 1, Math.floor(s * frames.length))]) / 10;
              return `${height} pixels, ${frames.length} frames, ms: median ${share(0.5)}, p95 ${share(0.95)}, `
                + `p99 ${share(0.99)}, longest ${share(1)}; ${tasks.length} long tasks`;
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

    /** Needs a run with as many attacks as are to be scrolled. */
    @Test
    void examplesScroll() {
        Page page = open("examples");
        double first = number(page.evaluate(EXAMPLES_IN_SIGHT));
        Object examples = page.evaluate("document.querySelectorAll('.gallery li').length");
        System.out.println("the first of " + examples + " examples of the studio, ms: " + first);
        for (int pixels : new int[] {100, 600}) {
            System.out.println("scrolling by " + pixels + " pixels a frame: " + page.evaluate(SCROLL, pixels));
            double jump = number(page.evaluate("() => { scrollTo(0, document.documentElement.scrollHeight / 2);"
                    + " return performance.now(); }"));
            double there = number(page.evaluate(EXAMPLES_IN_SIGHT));
            System.out.println("pictures in the middle of the page after a jump, ms: " + (there - jump));
        }
        page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", "examples.png")));
        assertThat((int) examples).isPositive();
    }

    private static double number(Object value) {
        return ((Number) value).doubleValue();
    }
}
