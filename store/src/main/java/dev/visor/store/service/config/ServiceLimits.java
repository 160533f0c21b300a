package dev.visor.store.service.config;

import dev.visor.setting.Setting;
import dev.visor.setting.Settings;
import dev.visor.setting.Type;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a service may be asked. None of this changes an answer, so a run may go on with other limits.
 *
 * @param queries how many pictures may be sent in a whole run, those that are sent again counted too; at least 1
 * @param parallel how many requests are under way at a time, in [1, 64]
 * @param perSecond how many requests may begin in a second, above 0; null for as many as the service answers
 * @param connectTimeout seconds until a connection must be there, in (0, 3600]
 * @param answerTimeout seconds until an answer must be there, in (0, 3600]
 * @param retries how often a request is sent again after a failure that may pass, in [0, 100]
 */
public record ServiceLimits(
        int queries,
        int parallel,
        @Nullable Double perSecond,
        double connectTimeout,
        double answerTimeout,
        int retries) {

    /** What files and options can set. */
    public static final Settings<ServiceLimits> SETTINGS = Settings.of(
                    ServiceLimits.class,
                    Setting.of(
                            "queries",
                            Type.whole("at least 1"),
                            "how many pictures may be sent in a whole run, those that are sent again too"),
                    Setting.of("parallel", Type.whole("in [1, 64]"), "requests that are under way at a time"),
                    Setting.of(
                            "per-second",
                            Type.optional(Type.number("above 0")),
                            "how many requests may begin in a second"),
                    Setting.of("connect-timeout", Type.number("in (0, 3600]"), "seconds until it must be connected"),
                    Setting.of("answer-timeout", Type.number("in (0, 3600]"), "seconds until an answer must be there"),
                    Setting.of(
                            "retries",
                            Type.whole("in [0, 100]"),
                            "how often a request is sent again after a failure that may pass"))
            .withDefault(() -> ServiceLimits.DEFAULT);

    /** Twenty thousand pictures, two at a time. The pauses before eight retries are two minutes in all. */
    public static final ServiceLimits DEFAULT = new ServiceLimits(20_000, 2, null, 10, 60, 8);

    /** Checks the ranges. */
    public ServiceLimits {
        SETTINGS.check(queries, parallel, perSecond, connectTimeout, answerTimeout, retries);
    }

    public Duration connect() {
        return duration(connectTimeout);
    }

    public Duration answer() {
        return duration(answerTimeout);
    }

    private static Duration duration(double seconds) {
        return Duration.ofNanos((long) (seconds * 1e9));
    }
}
