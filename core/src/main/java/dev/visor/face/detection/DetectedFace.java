package dev.visor.face.detection;

/**
 * A face in a photograph.
 *
 * @param box around it, in pixels of the photograph
 * @param points its landmarks, in pixels of the photograph
 * @param score how sure the detector is, in [0, 1]
 */
public record DetectedFace(Box box, FivePoints points, double score) {}
