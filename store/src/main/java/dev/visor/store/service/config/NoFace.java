package dev.visor.store.service.config;

import dev.visor.setting.Setting;
import dev.visor.setting.Settings;
import dev.visor.setting.Type;

/**
 * The answer that means that there is no face in the picture.
 *
 * @param status of HTTP, in [200, 599]
 * @param at where to look in its JSON
 * @param is what stands there
 */
public record NoFace(int status, Pointer at, String is) {

    /** What files and options can set. */
    public static final Settings<NoFace> SETTINGS = Settings.of(
            NoFace.class,
            Setting.of("status", Type.whole("in [200, 599]"), "status of HTTP"),
            Setting.of("at", Pointer.TYPE, "where to look in its JSON"),
            Setting.of("is", Type.line(), "what stands there"));

    /** Checks the range. */
    public NoFace {
        SETTINGS.check(status, at, is);
    }
}
