package dev.visor.examples;

import dev.visor.api.SystemUnderTest;
import dev.visor.api.Visor;
import dev.visor.attack.AdversarialExample;
import dev.visor.evaluation.DefenseResult;
import dev.visor.experiment.ExperimentResults;
import dev.visor.face.Face;
import dev.visor.face.FaceSet;
import dev.visor.face.Identity;
import dev.visor.recognition.Decision;
import java.io.IOException;
import java.nio.file.Path;

/** The README's program: trains a recognizer, attacks it with glasses, defends it, and runs an experiment. */
public final class ReadmeSnippet {

    private ReadmeSnippet() {}

    /**
     * Runs the program from the root of the repository. It writes {@code runs/first/report.html}.
     *
     * @param args not used
     * @throws IOException if the experiment can't be read or the run can't be written
     */
    public static void main(String[] args) throws IOException {
        run(Path.of("examples/first.yaml"), Path.of("runs/first"));
    }

    /** Runs the program with any experiment, and returns what the defended system decides about the first attack. */
    static Decision run(Path file, Path folder) throws IOException {
        try (Visor visor = Visor.open()) {
            FaceSet faces = visor.faces(); // or visor.faces(Path.of("path/to/faces"))
            SystemUnderTest system = visor.train(faces, 1);

            Face attacker = system.heldOutFaces().get(0);
            AdversarialExample example = system.attack(attacker, new Identity("John_Simm"));
            Decision undefended = system.decide(example.image());
            Decision defended = system.defend().decide(example.image());
            System.out.println(attacker.identity() + " is taken for " + undefended.scores());
            System.out.println("The recommended chain decides " + defended);

            ExperimentResults results = visor.run(file, folder); // writes report.html
            for (DefenseResult defense : results.defenses()) {
                System.out.println(defense.name() + ": " + defense.worst().success());
            }
            return defended;
        }
    }
}
