package dev.visor.store.http;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Reads the header {@code Retry-After} (RFC 9110, section 10.2.3). Thread-safe. */
public final class RetryAfter {

    private RetryAfter() {}

    /** Returns the pause that an answer asks for, at least zero; none if it asks for none that can be read. */
    public static Optional<Duration> of(HttpResponse<?> answer) {
        return answer.headers().firstValue("Retry-After").flatMap(RetryAfter::duration);
    }

    /** Returns how long a number of seconds or the time until a date is. */
    private static Optional<Duration> duration(String text) {
        try {
            if (text.strip().matches("[0-9]{1,9}")) {
                return Optional.of(Duration.ofSeconds(Long.parseLong(text.strip())));
            }
            ZonedDateTime date = ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME);
            Duration left = Duration.between(ZonedDateTime.now(ZoneOffset.UTC), date);
            return Optional.of(left.isNegative() ? Duration.ZERO : left);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
