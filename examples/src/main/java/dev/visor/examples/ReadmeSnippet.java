package dev.visor.examples;

import dev.visor.attack.AdversarialExample;
import dev.visor.attack.GlassesAttack;
import dev.visor.attack.GlassesConfig;
import dev.visor.attack.Impersonation;
import dev.visor.defense.Defense;
import dev.visor.defense.SaliencyMaskConfig;
import dev.visor.defense.SaliencyMaskDefense;
import dev.visor.experiment.EnrolledSystem;
import dev.visor.experiment.Experiment;
import dev.visor.experiment.ExperimentConfig;
import dev.visor.face.Face;
import dev.visor.face.FaceSet;
import dev.visor.face.Identity;
import dev.visor.network.Backbone;
import dev.visor.recognition.Scores;
import dev.visor.run.RunContext;
import dev.visor.store.faces.EmbeddedFaces;
import dev.visor.store.weights.EmbeddedWeights;
import dev.visor.store.weights.LoadedWeights;
import dev.visor.torch.Engine;

/** The README's program: trains a recognizer, attacks it with glasses, and puts a defense in front of it. */
public final class ReadmeSnippet {

    private ReadmeSnippet() {}

    /**
     * What the program results in.
     *
     * @param example the face with adversarial glasses
     * @param before the scores of the example without the defense
     * @param after the scores of the example behind the defense
     */
    record Result(AdversarialExample example, Scores before, Scores after) {}

    /**
     * Prints the person that the attacker is recognized as, without the defense and behind it.
     *
     * @param args not used
     */
    public static void main(String[] args) {
        Result result = run(GlassesConfig.PATIENT);
        System.out.println("The attacker is " + result.example().face().identity());
        System.out.println("Without the defense: " + result.before());
        System.out.println("Behind the defense: " + result.after());
    }

    static Result run(GlassesConfig attack) {
        try (Engine engine = Engine.start(2)) {
            LoadedWeights weights = EmbeddedWeights.resnet29();
            FaceSet faces = EmbeddedFaces.johns();
            Backbone backbone = Backbone.load(
                    Backbone.RESNET29, weights.tensors(), weights.sha256(), faces.alignment(), 150, 150, engine);
            RunContext run = RunContext.of(1);

            Experiment experiment = new Experiment(ExperimentConfig.DEFAULT, run);
            EnrolledSystem system = experiment.train(faces, backbone).system();

            Face attacker = system.heldOutFaces(faces).get(0);
            AdversarialExample example = new GlassesAttack(attack)
                    .craft(attacker, new Impersonation(new Identity("John_Simm")), system.recognizer(), run);

            Defense defense = new SaliencyMaskDefense(SaliencyMaskConfig.RECOMMENDED, system.cleanMaps());
            Scores before = system.recognizer().identify(example.image());
            Scores after = defense.protect(system.recognizer()).identify(example.image());

            return new Result(example, before, after);
        }
    }
}
