package dev.visor.store.service;

import dev.visor.face.Identity;
import dev.visor.image.Color;
import dev.visor.image.Image;
import dev.visor.store.service.config.AnswerFormat;
import dev.visor.store.service.config.BodyKind;
import dev.visor.store.service.config.PeopleFormat;
import dev.visor.store.service.config.Pointer;
import dev.visor.store.service.config.RequestFormat;
import dev.visor.store.service.config.ScoreKind;
import dev.visor.store.service.config.SentPicture;
import dev.visor.store.service.config.ServiceConfig;
import dev.visor.store.service.config.ServiceLimits;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Settings of services for tests. */
final class Services {

    static final List<Identity> COLORS = List.of(new Identity("Blue"), new Identity("Green"), new Identity("Red"));

    static final ServiceLimits LIMITS = new ServiceLimits(1000, 2, null, 5, 5, 3);

    private Services() {}

    static RequestFormat identify() {
        return new RequestFormat("/v1/identify", "POST", BodyKind.RAW, null, null, Map.of());
    }

    static ServiceConfig visor(String url) {
        return with(url, Map.of(), identify(), null);
    }

    static ServiceConfig with(
            String url, Map<String, String> headers, RequestFormat identify, @Nullable RequestFormat enroll) {
        return new ServiceConfig(
                url,
                headers,
                identify,
                new AnswerFormat(
                        new Pointer("/people"),
                        new Pointer("/name"),
                        new Pointer("/score"),
                        ScoreKind.SIMILARITY,
                        1,
                        null,
                        List.of(),
                        new Pointer("/decision"),
                        null),
                new PeopleFormat(
                        "/v1/people", new Pointer("/people"), new Pointer("."), new Pointer("/threshold"), Map.of()),
                enroll,
                new SentPicture(SentPicture.Format.PNG, 0.0, SentPicture.Fill.EDGE),
                LIMITS);
    }

    static ServiceConfig limited(ServiceConfig config, int queries, int parallel, double answerTimeout, int retries) {
        return config.withLimits(new ServiceLimits(queries, parallel, null, 5, answerTimeout, retries));
    }

    /** Opens a service whose pauses are short, and whose environment has one variable. */
    static Service open(ServiceConfig config) {
        return new Service(config, name -> name.equals("FACES_KEY") ? "s3cret" : null, Duration.ofMillis(5));
    }

    static dev.visor.recognition.Recognizer recognizer(Service service) throws IOException {
        return service.recognizer(service.members(COLORS));
    }

    /** Returns a picture that differs from others in its color alone. */
    static Image picture(double red, double green, double blue) {
        return Image.filled(8, 8, new Color((float) red, (float) green, (float) blue));
    }
}
