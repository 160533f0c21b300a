package dev.visor.store.run;

import dev.visor.experiment.EnrolledSystem;
import dev.visor.experiment.Experiment;
import dev.visor.experiment.ExperimentConfig;
import dev.visor.face.Face;
import dev.visor.face.FaceSet;
import dev.visor.network.Architectures;
import dev.visor.network.Backbone;
import dev.visor.recognition.HeadTrainer;
import dev.visor.run.RunContext;
import dev.visor.store.faces.EmbeddedFaces;
import dev.visor.store.weights.EmbeddedWeights;
import dev.visor.store.weights.LoadedWeights;
import dev.visor.torch.Engine;
import java.util.ArrayList;
import java.util.List;

/** A recognizer of three of the embedded people, trained once for all tests on a few of their pictures. */
final class SmallSystem {

    static final Engine ENGINE = Engine.start(2);
    static final LoadedWeights WEIGHTS = EmbeddedWeights.resnet29();
    static final FaceSet FACES = someFaces();
    static final EnrolledSystem SYSTEM = train();

    private SmallSystem() {}

    private static FaceSet someFaces() {
        FaceSet johns = EmbeddedFaces.johns();
        List<Face> some = new ArrayList<>();
        johns.people()
                .subList(0, 3)
                .forEach(person -> some.addAll(johns.of(person).subList(0, 4)));
        return new FaceSet("some johns", johns.alignment(), some);
    }

    private static EnrolledSystem train() {
        ExperimentConfig base = ExperimentConfig.DEFAULT;
        ExperimentConfig config = new ExperimentConfig(
                0.25,
                new HeadTrainer.Config(List.of(8), 0.5, 5, 32, 1e-3, 1e-4),
                base.attack(),
                base.accessory(),
                1,
                1,
                base.grid(),
                base.defenses(),
                1);
        Backbone backbone = Backbone.load(
                Architectures.RESNET29, WEIGHTS.tensors(), WEIGHTS.sha256(), FACES.alignment(), 150, 150, ENGINE);
        return new Experiment(config, RunContext.of(5)).train(FACES, backbone).system();
    }
}
