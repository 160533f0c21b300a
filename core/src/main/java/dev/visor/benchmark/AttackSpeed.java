package dev.visor.benchmark;

/**
 * How fast an attack is. The start of an attack is left out.
 *
 * @param batch how many pictures are attacked together
 * @param forward a pass forward with such a batch
 * @param iteration one iteration, in passes forward with such a batch
 * @param iterationsPerSecond how many times in a second a picture is taken one iteration further
 */
public record AttackSpeed(int batch, Cost forward, Cost iteration, double iterationsPerSecond) {

    static AttackSpeed of(int batch, Spread forward, Spread iteration) {
        return new AttackSpeed(batch, Cost.of(forward, forward), Cost.of(iteration, forward), 1 / iteration.median());
    }
}
