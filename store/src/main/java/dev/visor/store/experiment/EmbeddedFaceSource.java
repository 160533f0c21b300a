package dev.visor.store.experiment;

import dev.visor.face.FaceSource;
import dev.visor.store.faces.EmbeddedFaces;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;

/** The faces that come with Visor: 55 pictures of five people from the sources of dlib. */
record EmbeddedFaceSource() implements FaceSource {

    static final EmbeddedFaceSource JOHNS = new EmbeddedFaceSource();

    @Override
    public String name() {
        return EmbeddedFaces.JOHNS;
    }

    @Override
    public OptionalInt side() {
        return OptionalInt.of(EmbeddedFaces.SIDE);
    }

    @Override
    public Optional<SortedMap<String, String>> files() {
        return Optional.of(EmbeddedFaces.sums());
    }

    @Override
    public Loaded load() {
        return new Loaded(EmbeddedFaces.johns(), List.of());
    }
}
