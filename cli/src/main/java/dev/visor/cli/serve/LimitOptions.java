package dev.visor.cli.serve;

import dev.visor.service.http.ServiceLimits;
import picocli.CommandLine.Option;

/** How much a service takes. */
final class LimitOptions {

    @Option(
            names = "--max-bytes",
            paramLabel = "N",
            order = 20,
            defaultValue = "10000000",
            description = "Bytes of a request's body at most (default: ${DEFAULT-VALUE}).")
    private int bytes = ServiceLimits.DEFAULT.bytes();

    @Option(
            names = "--max-pixels",
            paramLabel = "N",
            order = 21,
            defaultValue = "16000000",
            description = "Pixels of a photograph at most (default: ${DEFAULT-VALUE}).")
    private int pixels = ServiceLimits.DEFAULT.pixels();

    @Option(
            names = "--max-faces",
            paramLabel = "N",
            order = 22,
            defaultValue = "16",
            description = "Faces in a photograph at most; of those, the largest is taken (default: ${DEFAULT-VALUE}).")
    private int faces = ServiceLimits.DEFAULT.faces();

    @Option(
            names = "--max-waiting",
            paramLabel = "N",
            order = 23,
            defaultValue = "3",
            description =
                    "Requests that are answered at the same time at most; others get 429 (default: ${DEFAULT-VALUE}).")
    private int waiting = ServiceLimits.DEFAULT.waiting();

    @Option(
            names = "--batch",
            paramLabel = "N",
            order = 24,
            defaultValue = "8",
            description = "Faces of waiting requests that are decided together at most (default: ${DEFAULT-VALUE}).")
    private int batch = ServiceLimits.DEFAULT.batch();

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            order = 25,
            defaultValue = "30",
            description = "Seconds until an accepted request is answered at most; then it gets 503 (default:"
                    + " ${DEFAULT-VALUE}).")
    private int seconds = ServiceLimits.DEFAULT.seconds();

    ServiceLimits limits() {
        return new ServiceLimits(bytes, pixels, faces, waiting, batch, seconds);
    }
}
