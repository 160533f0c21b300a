package dev.visor.service.http;

import dev.visor.recognition.Verdict;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;

/** What a service counts, in the form of Prometheus. Thread-safe. */
final class ServiceMetrics implements AutoCloseable {

    /** The media type of the text. */
    static final String MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics collections = new JvmGcMetrics();
    private final DistributionSummary batches = DistributionSummary.builder("visor.batch.faces")
            .description("faces that were decided together")
            .publishPercentiles(0.5)
            .register(registry);

    ServiceMetrics() {
        new JvmMemoryMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        collections.bindTo(registry);
    }

    /** Shows how many faces are waiting. */
    void watchQueue(Supplier<Number> waiting) {
        Gauge.builder("visor.queue.faces", waiting)
                .description("faces that wait for a decision")
                .register(registry);
    }

    /** Counts a batch. */
    void decided(int faces) {
        batches.record(faces);
    }

    /** Counts a verdict. */
    void decided(Verdict verdict, boolean certified) {
        Counter.builder("visor.decisions")
                .description("decisions by verdict")
                .tag("verdict", verdict.name().toLowerCase(Locale.ROOT))
                .tag("certified", String.valueOf(certified))
                .register(registry)
                .increment();
    }

    /** Counts an answer. */
    void answered(String action, int status, long nanos) {
        Timer.builder("visor.requests")
                .description("requests by what was asked and the HTTP status")
                .tag("action", action)
                .tag("status", String.valueOf(status))
                .publishPercentiles(0.5, 0.95, 0.99)
                .register(registry)
                .record(Duration.ofNanos(nanos));
    }

    /** Returns everything as text. */
    byte[] text() {
        return registry.scrape().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        collections.close();
        registry.close();
    }
}
