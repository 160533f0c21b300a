package dev.visor.accessory;

/**
 * A straight line along which a printed accessory is folded before it is worn. Immutable.
 *
 * @param from one end, on the accessory's edge
 * @param to the other end, on the accessory's edge
 */
public record FoldLine(FacePoint from, FacePoint to) {}
