package dev.visor.store.run;

import dev.visor.experiment.EnrolledSystem;
import dev.visor.experiment.SystemFactory;
import dev.visor.experiment.head.TrainedHeadFactory;
import dev.visor.face.Face;
import dev.visor.face.FaceSet;
import dev.visor.network.Architectures;
import dev.visor.network.Backbone;
import dev.visor.recognition.training.HeadTrainer;
import dev.visor.run.RunContext;
import dev.visor.saliency.CleanMaps;
import dev.visor.saliency.Readings;
import dev.visor.store.faces.EmbeddedFaces;
import dev.visor.store.weights.EmbeddedWeights;
import dev.visor.store.weights.LoadedWeights;
import dev.visor.torch.Engine;
import java.util.ArrayList;
import java.util.List;

/** A recognizer of three of the embedded people, trained once for all tests on a few of their pictures. */
final class SmallSystem {

    static final FaceSet FACES = someFaces();
    static final SystemFactory FACTORY = factory(EmbeddedWeights.of(Architectures.RESNET29));
    static final EnrolledSystem SYSTEM = train(RunContext.of(5));

    private SmallSystem() {}

    private static FaceSet someFaces() {
        FaceSet johns = EmbeddedFaces.johns();
        List<Face> some = new ArrayList<>();
        johns.people()
                .subList(0, 3)
                .forEach(person -> some.addAll(johns.of(person).subList(0, 4)));
        return new FaceSet("some johns", johns.alignment(), some);
    }

    private static EnrolledSystem train(RunContext run) {
        FaceSet.Split split = FACES.split(0.25, run.seed().derive("split"));
        EnrolledSystem trained = FACTORY.train(FACES, split, run).system();
        return FACTORY.withCleanMaps(trained, FACES, CleanMaps::of, run);
    }

    /** Returns a factory whose weights are those given. */
    static SystemFactory factory(LoadedWeights weights) {
        Engine engine = Engine.start(2);
        Backbone backbone = Backbone.load(
                Architectures.RESNET29, weights.tensors(), weights.sha256(), FACES.alignment(), 150, 150, engine);
        return new TrainedHeadFactory(
                backbone,
                new HeadTrainer.Config(List.of(8), 0.5, 5, 32, 1e-3, 1e-4),
                List.of(Readings.values()),
                engine);
    }
}
