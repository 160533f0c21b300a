package dev.visor.benchmark;

/**
 * How fast people are identified among many.
 *
 * @param people who are enrolled with one template each
 * @param embedding the number of values of a template
 * @param matrixBytes what the values of all templates take
 * @param memoryBytes what stays in use for identifying, names and templates among it
 * @param one seconds to identify one embedding: the similarities to everybody, and who is the most similar
 * @param batch how many embeddings are identified together
 * @param together seconds for each of these
 * @param confidence seconds to identify one embedding, and to compute its softmax over all people
 */
public record GallerySpeed(
        int people,
        int embedding,
        long matrixBytes,
        long memoryBytes,
        Spread one,
        int batch,
        Spread together,
        Spread confidence) {}
