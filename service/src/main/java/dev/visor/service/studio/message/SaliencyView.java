package dev.visor.service.studio.message;

/**
 * What the saliency mask makes of a picture, as addresses that hold PNG files.
 *
 * @param map how much each pixel matters, from black to white
 * @param mask the pixels that are hidden, in white
 * @param masked the picture without them
 * @param share of the picture that is hidden, in [0, 1]
 * @param decision about the masked picture
 */
public record SaliencyView(String map, String mask, String masked, double share, SeenDecision decision) {}
