package dev.visor.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** A test in a browser, which also fails if a page reports an error on its console. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class BrowserTest {

    private final List<Page> open = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();
    private Chromium chromium;

    @BeforeAll
    void start() {
        chromium = new Chromium();
        // Only a fault takes so long, on a slow machine too.
        PlaywrightAssertions.setDefaultAssertionTimeout(30_000);
    }

    @AfterAll
    void stop() {
        chromium.close();
    }

    @AfterEach
    void closePages() {
        open.forEach(page -> page.context().close());
        open.clear();
        assertThat(complaints).isEmpty();
    }

    /** Opens a page in a window of a width. */
    Page open(Path file, int width) {
        return open(file, Chromium.options(width));
    }

    /** Opens a page in a window with other options. */
    Page open(Path file, Browser.NewContextOptions options) {
        return open(file.toUri(), options);
    }

    /** Opens the page of an address. */
    Page open(URI address, Browser.NewContextOptions options) {
        Page page = chromium.open(options);
        open.add(page);
        page.onConsoleMessage(message -> complaints.add(message.type() + ": " + message.text()));
        page.onPageError(complaints::add);
        page.navigate(address.toString());
        return page;
    }
}
