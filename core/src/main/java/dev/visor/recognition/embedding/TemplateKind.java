package dev.visor.recognition.embedding;

import java.util.List;

/** What several pictures of a person are compared by. */
public enum TemplateKind {
    /** The mean of their embeddings, divided by its length. */
    MEAN {
        @Override
        List<Embedding> templates(List<Embedding> pictures) {
            Embedding mean = Embedding.mean(pictures);
            // The same, but it needs no memory of its own.
            return pictures.size() == 1 && mean.equals(pictures.get(0)) ? pictures : List.of(mean);
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
