package dev.visor.service.http;

import dev.visor.image.PictureCodec;
import dev.visor.run.IllegalSettingException;

/**
 * How much a service takes.
 *
 * @param bytes of a request's body at most, at least 1024
 * @param pixels of a photograph at most, at least 1024
 * @param faces in a photograph at most, at least 1
 * @param waiting requests that wait or are decided at the same time at most, at least 1; others are answered 429
 * @param batch faces that are decided together at most, at least 1
 * @param seconds until a request that was accepted is answered at most, at least 1; then it is answered 503
 */
public record ServiceLimits(int bytes, int pixels, int faces, int waiting, int batch, int seconds) {

    /**
     * Ten million bytes, 16 megapixels, 16 faces, 3 requests, batches of 8 and 30 seconds. Each further request that may wait makes the slowest
     * answer later by the time of a decision. With three, an answer under any load takes less than three times as long as at half
     * load.
     */
    public static final ServiceLimits DEFAULT = new ServiceLimits(10_000_000, 16_000_000, 16, 3, 8, 30);

    /** Checks the ranges. */
    public ServiceLimits {
        IllegalSettingException.check(
                bytes >= 1024 && bytes <= 100_000_000, "largest body in bytes", bytes, "in [1024, 100000000]");
        IllegalSettingException.check(
                pixels >= 1024 && pixels <= PictureCodec.MAX_PIXELS,
                "largest photograph in pixels",
                pixels,
                "in [1024, " + PictureCodec.MAX_PIXELS + "]");
        IllegalSettingException.check(faces >= 1 && faces <= 10_000, "faces", faces, "in [1, 10000]");
        IllegalSettingException.check(waiting >= 1 && waiting <= 10_000, "waiting requests", waiting, "in [1, 10000]");
        IllegalSettingException.check(batch >= 1 && batch <= 256, "batch", batch, "in [1, 256]");
        IllegalSettingException.check(seconds >= 1 && seconds <= 3600, "seconds", seconds, "in [1, 3600]");
    }
}
