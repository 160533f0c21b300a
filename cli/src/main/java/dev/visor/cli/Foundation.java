package dev.visor.cli;

import dev.visor.experiment.DataSummary;
import dev.visor.experiment.EnrolledSystem;
import dev.visor.face.FaceSet;
import dev.visor.face.Identity;
import dev.visor.network.Backbone;
import dev.visor.store.experiment.BackboneSource;
import dev.visor.store.experiment.FaceSource;
import dev.visor.store.faces.LoadedFaces;
import dev.visor.store.weights.LoadedWeights;
import dev.visor.torch.Engine;
import java.io.IOException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What recognizers stand on, each part loaded when it is first asked for. Closing it frees the engine. */
final class Foundation implements AutoCloseable {

    private final FaceSource data;
    private final BackboneSource source;
    private final int threads;
    private final Console console;

    private @Nullable Engine engine;
    private @Nullable LoadedFaces faces;

    Foundation(FaceSource data, BackboneSource source, int threads, Console console) {
        this.data = data;
        this.source = source;
        this.threads = threads;
        this.console = console;
    }

    FaceSet faces() throws IOException {
        if (faces == null) {
            faces = data.load();
            faces.leftOut().forEach(console::leftOut);
        }
        return faces.faces();
    }

    Engine engine() {
        if (engine == null) {
            engine = Engine.start(threads, source.precision());
        }
        return engine;
    }

    /** Makes a backbone for the faces. */
    Backbone backbone(LoadedWeights weights) throws IOException {
        FaceSet set = faces();
        source.architecture().checkSize(set.width(), set.height());
        try {
            return Backbone.load(
                    source.architecture(),
                    weights.tensors(),
                    weights.sha256(),
                    set.alignment(),
                    set.width(),
                    set.height(),
                    engine());
        } catch (IllegalArgumentException e) {
            if (source.weights().isEmpty()) {
                throw e;
            }
            throw new IOException(
                    source.weights().get() + ": must hold the weights of " + source.name() + ", but " + e.getMessage(),
                    e);
        }
    }

    /** Tells which faces a recognizer was made with. */
    DataSummary data(EnrolledSystem system) throws IOException {
        FaceSet set = faces();
        SortedMap<Identity, Integer> perPerson = new TreeMap<>();
        set.people().forEach(person -> perPerson.put(person, set.of(person).size()));
        return new DataSummary(
                set.name(),
                set.width(),
                set.height(),
                set.alignment().name(),
                perPerson,
                system.trainingFaces(set).size(),
                system.heldOutFaces(set).size(),
                faces == null ? List.of() : faces.leftOut());
    }

    @Override
    public void close() {
        if (engine != null) {
            engine.close();
        }
    }
}
