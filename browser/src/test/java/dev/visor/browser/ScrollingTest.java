package dev.visor.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Scrolls through a page with a thousand strips of pictures, and prints how long frames take. */
class ScrollingTest extends BrowserTest {

    private static final int STRIPS = 1000;

    /** Scrolls 600 pixels a frame from top to bottom. */
    private static final String SCROLL = """
            async () => {
              const tasks = [];
              new PerformanceObserver((list) => tasks.push(...list.getEntries())).observe({ type: "longtask" });
              const frame = () => new Promise(requestAnimationFrame);
              const frames = [];
              let before = await frame();
              for (let at = 0; at < document.documentElement.scrollHeight; at += 600) {
                scrollTo(0, at);
                const now = await frame();
                frames.push(now - before);
                before = now;
              }
              frames.sort((a, b) => a - b);
              const share = (s) => frames[Math.min(frames.length - 1, Math.floor(s * frames.length))];
              return {
                height: document.documentElement.scrollHeight,
                frames: frames.length,
                median: share(0.5),
                p99: share(0.99),
                longest: share(1),
                longTasks: tasks.length,
                load: performance.getEntriesByType("navigation")[0].loadEventEnd,
              };
            }
            """;

    @Test
    void drawsOnlyTheStripsThatAreSeen() {
        Page page = open(Pages.strips(STRIPS), Chromium.WIDE);
        assertThat(page.locator("article.attack").count()).isEqualTo(STRIPS);
        Object drawn = page.evaluate("[...document.querySelectorAll('article.attack .tiles')]"
                + ".filter(strip => strip.checkVisibility({ contentVisibilityAuto: true })).length");
        assertThat((int) drawn).isLessThan(STRIPS / 10);
        Map<?, ?> figures = (Map<?, ?>) page.evaluate(SCROLL);
        System.out.println("a page with " + STRIPS + " strips: " + figures);
        assertThat((int) figures.get("frames")).isGreaterThan(STRIPS / 10);
        page.locator("article.attack > .tiles .picture").last().click();
        assertThat(page.locator("dialog .place").textContent()).matches("(\\d+) of \\1");
    }
}
