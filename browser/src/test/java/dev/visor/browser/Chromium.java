package dev.visor.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The browser of this machine, found on the path of commands. Belongs to one thread. */
final class Chromium implements AutoCloseable {

    /** A desk's window. */
    static final int WIDE = 1280;

    /** A telephone's. */
    static final int NARROW = 390;

    private static final int HEIGHT = 900;
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome", "chrome");

    private final Playwright playwright;
    private final Browser browser;

    Chromium() {
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(executable())
                        .setArgs(List.of("--no-sandbox")));
    }

    private static Path executable() {
        return Stream.of(Optional.ofNullable(System.getenv("PATH")).orElse("").split(Pattern.quote(File.pathSeparator)))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no Chromium on the path; install one of " + NAMES));
    }

    /** Opens an empty window. */
    Page open(Browser.NewContextOptions options) {
        return browser.newContext(options).newPage();
    }

    /** Returns the options of a window of a width. */
    static Browser.NewContextOptions options(int width) {
        return new Browser.NewContextOptions().setViewportSize(width, HEIGHT);
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
