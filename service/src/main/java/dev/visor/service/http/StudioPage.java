package dev.visor.service.http;

import dev.visor.report.html.Page;
import dev.visor.service.studio.Studio;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The files of the studio's page: its own, and the components that it shares with the page of a run. */
final class StudioPage {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]*\\.(html|js|css|svg)");
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "svg", "image/svg+xml");

    private StudioPage() {}

    /** A file with its media type. */
    record PageFile(byte[] bytes, String type) {}

    /** Returns a file of the page itself. */
    static Optional<PageFile> asset(String name) throws IOException {
        return file(Studio.class, "page/", name);
    }

    /** Returns a component that the page of a run has, too. */
    static Optional<PageFile> component(String name) throws IOException {
        return file(Page.class, "components/", name);
    }

    private static Optional<PageFile> file(Class<?> beside, String folder, String name) throws IOException {
        if (!NAME.matcher(name).matches()) {
            return Optional.empty();
        }
        try (InputStream in = beside.getResourceAsStream(folder + name)) {
            String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
            return in == null || type == null ? Optional.empty() : Optional.of(new PageFile(in.readAllBytes(), type));
        }
    }
}
