package dev.visor.store.experiment;

import dev.visor.device.Compute;
import dev.visor.experiment.SystemFactory;
import dev.visor.experiment.SystemSource;
import dev.visor.face.FaceFormat;
import dev.visor.face.FaceSource;
import dev.visor.setting.Registry;
import dev.visor.setting.Setting;
import dev.visor.setting.Settings;
import dev.visor.store.file.EmbeddedResource;
import dev.visor.store.service.Service;
import dev.visor.store.service.ServiceFactory;
import dev.visor.store.service.config.ServiceConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * A recognition service behind HTTP: a black box that is asked and answers. A preset is a file in the folder
 * {@code services} beside this class, and a name in {@link #PRESETS}.
 *
 * @param config where it is, what it is asked, and how its answers are read
 */
public record ServiceSource(ServiceConfig config) implements SystemSource {

    /** What files and options can set. */
    public static final Settings<ServiceSource> SETTINGS = Settings.of(
                    ServiceSource.class, Setting.inline(ServiceConfig.SETTINGS))
            .withPresets(() -> Presets.READ);

    private static final List<String> PRESETS = List.of("plain", "visor", "compreface");

    /** Read when they are first needed. */
    private static final class Presets {

        static final Map<String, ServiceSource> READ = read();

        private static Map<String, ServiceSource> read() {
            Map<String, ServiceSource> presets = new LinkedHashMap<>();
            for (String name : PRESETS) {
                String file = "services/" + name + ".yaml";
                byte[] text = EmbeddedResource.read(ServiceSource.class, file);
                Registry nothing = new Registry.Builder().build();
                try {
                    ServiceConfig config =
                            YamlFile.read(text, file, Path.of(""), List.of(), ServiceConfig.SETTINGS, nothing);
                    presets.put(name, new ServiceSource(config));
                } catch (IOException e) {
                    throw new UncheckedIOException(e.getMessage(), e);
                }
            }
            return Collections.unmodifiableMap(presets);
        }
    }

    /** Returns the service whose answers are plain JSON. */
    static ServiceSource plain() {
        return Objects.requireNonNull(Presets.READ.get("plain"));
    }

    @Override
    public String name() {
        URI address = URI.create(config.url());
        return "the service at " + address.getHost() + (address.getPort() < 0 ? "" : ":" + address.getPort());
    }

    @Override
    public boolean answersUnknown() {
        return true;
    }

    @Override
    public boolean isBlackBox() {
        return true;
    }

    @Override
    public OptionalInt queries() {
        return OptionalInt.of(config.limits().queries());
    }

    @Override
    public boolean enrollsByQueries() {
        return config.enroll() != null;
    }

    @Override
    public boolean answersAs(SystemSource other) {
        return other instanceof ServiceSource service && config.asksAs(service.config);
    }

    @Override
    public boolean findsFaces() {
        return true;
    }

    @Override
    public ServiceSource resolved(FaceSource faces) {
        return resolved(faces.margin() > 0);
    }

    private ServiceSource resolved(boolean surroundings) {
        return new ServiceSource(config.withPicture(config.picture().resolved(surroundings)));
    }

    @Override
    public SystemFactory open(FaceFormat faces, Compute compute, Registry registry) {
        return new ServiceFactory(new Service(resolved(faces.margin() > 0).config));
    }
}
