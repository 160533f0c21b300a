package dev.visor.benchmarks;

import dev.visor.experiment.EnrolledSystem;
import dev.visor.experiment.Experiment;
import dev.visor.experiment.ExperimentConfig;
import dev.visor.face.Face;
import dev.visor.face.FaceSet;
import dev.visor.recognition.Backbone;
import dev.visor.run.RunContext;
import dev.visor.store.faces.EmbeddedFaces;
import dev.visor.store.weights.EmbeddedWeights;
import dev.visor.store.weights.LoadedWeights;
import dev.visor.torch.Engine;
import java.util.ArrayList;
import java.util.List;

/** A recognizer of the embedded people, trained on three pictures of each, and one thread per processor. */
final class TrainedSystem implements AutoCloseable {

    private static final int PICTURES = 4;

    private final Engine engine;
    private final FaceSet faces;
    private final EnrolledSystem system;

    TrainedSystem() {
        engine = Engine.start(Runtime.getRuntime().availableProcessors());
        faces = EmbeddedFaces.johns();
        List<Face> some = new ArrayList<>();
        faces.people().forEach(person -> some.addAll(faces.of(person).subList(0, PICTURES)));
        LoadedWeights weights = EmbeddedWeights.resnet29();
        Backbone backbone = Backbone.load(
                Backbone.RESNET29,
                weights.tensors(),
                weights.sha256(),
                faces.alignment(),
                faces.width(),
                faces.height(),
                engine);
        system = new Experiment(ExperimentConfig.DEFAULT, RunContext.of(1))
                .train(new FaceSet("some", faces.alignment(), some), backbone)
                .system();
    }

    EnrolledSystem system() {
        return system;
    }

    /** Returns so many of the embedded faces, the people in turns. */
    List<Face> faces(int count) {
        List<Face> turns = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            List<Face> own = faces.of(faces.people().get(i % faces.people().size()));
            turns.add(own.get(i / faces.people().size()));
        }
        return turns;
    }

    @Override
    public void close() {
        system.recognizer().close();
        system.recognizer().backbone().close();
        engine.close();
    }
}
