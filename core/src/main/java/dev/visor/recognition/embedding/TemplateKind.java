package dev.visor.recognition.embedding;

import java.util.List;

/** What several pictures of a person are compared by. */
public enum TemplateKind {
    /** The mean of their embeddings, divided by its length. */
    MEAN {
        @Override
        List<Embedding> templates(List<Embedding> pictures) {
            return List.of(Embedding.mean(pictures));
        }
    },
    /** Each of them: the most similar one counts. */
    BEST {
        @Override
        List<Embedding> templates(List<Embedding> pictures) {
            return pictures;
        }
    };

    /**
     * Returns what a person is compared by.
     *
     * @param pictures at least one
     */
    abstract List<Embedding> templates(List<Embedding> pictures);
}
