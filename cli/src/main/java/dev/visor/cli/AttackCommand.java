package dev.visor.cli;

import dev.visor.attack.AttackTask;
import dev.visor.experiment.AttackPlan;
import dev.visor.experiment.EnrolledSystem;
import dev.visor.experiment.ExperimentConfig;
import dev.visor.face.Face;
import dev.visor.face.FaceSet;
import dev.visor.face.Identity;
import dev.visor.recognition.Gallery;
import dev.visor.run.RunContext;
import dev.visor.run.Seed;
import dev.visor.store.experiment.ExperimentFile;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Attacking. */
@Command(
        name = "attack",
        description = {
            "Makes adversarial glasses for faces that the recognizer has never seen, and, to tune the defense on, for"
                    + " training faces.",
            "Needs 'visor train' before."
        })
final class AttackCommand implements Callable<Integer> {

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Mixin
    private AttackOptions attack = new AttackOptions();

    @Option(names = "--dodging", description = "Attackers want not to be recognized, rather than to be somebody.")
    private boolean dodging;

    @Option(names = "--attacker", paramLabel = "PERSON", description = "Only this person attacks.")
    private String attacker = "";

    @Option(names = "--target", paramLabel = "PERSON", description = "Attackers want to pass for this person only.")
    private String target = "";

    @Option(
            names = "--share-frame",
            paramLabel = "K",
            defaultValue = "1",
            description = "So many pictures of an attacker share one frame (default: ${DEFAULT-VALUE}).")
    private int shared = 1;

    @Override
    public Integer call() throws IOException {
        if (dodging && !target.isEmpty()) {
            throw new IllegalArgumentException("--dodging has no target, but --target is \"" + target + "\"");
        }
        if (shared < 1) {
            throw new IllegalArgumentException("illegal --share-frame: " + shared + ", must be at least 1");
        }
        try (Pipeline pipeline = Pipeline.open(common)) {
            ExperimentFile experiment = pipeline.experiment();
            ExperimentConfig config = attack.change(experiment.config());
            pipeline.attack(
                    experiment.withConfig(config), (system, faces, run) -> plan(config.attacks(), system, faces, run));
            common.console().print("wrote %s%n", pipeline.folder().attacks());
        }
        return 0;
    }

    private List<AttackTask> plan(int count, EnrolledSystem system, FaceSet faces, RunContext run) {
        Gallery gallery = system.recognizer().gallery();
        List<Face> attackers = system.heldOutFaces(faces);
        if (!attacker.isEmpty()) {
            Identity person = enrolled(gallery, attacker);
            attackers = attackers.stream()
                    .filter(face -> face.identity().equals(person))
                    .toList();
            if (attackers.isEmpty()) {
                throw new IllegalArgumentException(
                        "illegal --attacker: \"" + attacker + "\" has no held-out picture, must have at least one");
            }
        }
        Seed seed = run.seed().derive("attacks");
        List<AttackTask> tasks;
        if (dodging) {
            tasks = AttackPlan.dodgings(attackers, count, "E", seed);
        } else if (target.isEmpty()) {
            tasks = AttackPlan.impersonations(attackers, gallery, count, "E", seed);
        } else {
            tasks = AttackPlan.impersonations(attackers, enrolled(gallery, target), count, "E", seed);
        }
        return shared == 1 ? tasks : AttackPlan.universal(tasks, shared, attackers);
    }

    private static Identity enrolled(Gallery gallery, String name) {
        Identity person = new Identity(name);
        gallery.indexOf(person);
        return person;
    }
}
