package dev.visor.service.http;

import dev.visor.service.http.Decisions.Arrived;
import dev.visor.service.people.Asked;
import io.javalin.http.Context;
import java.util.List;
import java.util.UUID;

/** A request, and what becomes known of it. Used by one thread. */
final class Incoming {

    final Context context;
    final String id = UUID.randomUUID().toString();
    final String action;
    String key = "";
    String fault = "";
    boolean read;
    List<byte[]> photographs = List.of();
    long arrived = System.nanoTime();

    Incoming(Context context, String action) {
        this.context = context;
        this.action = action;
    }

    /** Reads the photograph that it is about. */
    Arrived body(ServiceSettings settings) {
        PhotographBody body = arrived(PhotographBody.of(context, settings.limits()));
        return new Arrived(id, body, arrived);
    }

    /** Reads the photographs of the person that it is about. */
    PhotographBody several(ServiceSettings settings) {
        return arrived(PhotographBody.several(context, settings.limits()));
    }

    private PhotographBody arrived(PhotographBody body) {
        arrived = System.nanoTime();
        read = true;
        photographs = body.photographs();
        return body;
    }

    /** Returns who asks. */
    Asked asked() {
        return new Asked(id, key);
    }

    /** Notes why the service failed, for whoever runs it. */
    void fault(String why) {
        fault = why;
    }

    /** Returns a part of the address. */
    String parameter(String name) {
        return context.pathParam(name);
    }
}
