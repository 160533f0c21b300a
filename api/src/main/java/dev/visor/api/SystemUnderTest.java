package dev.visor.api;

import dev.visor.accessory.Accessory;
import dev.visor.accessory.EyeglassFrame;
import dev.visor.attack.AdversarialExample;
import dev.visor.attack.AttackConfig;
import dev.visor.attack.Goal;
import dev.visor.attack.GradientAttackConfig;
import dev.visor.attack.Impersonation;
import dev.visor.defense.Occlusions;
import dev.visor.defense.chain.ChainConfig;
import dev.visor.experiment.Deployment;
import dev.visor.experiment.EnrolledSystem;
import dev.visor.experiment.SystemFactory;
import dev.visor.face.Face;
import dev.visor.face.FaceSet;
import dev.visor.face.Identity;
import dev.visor.image.Image;
import dev.visor.network.NamedTensors;
import dev.visor.recognition.Decision;
import dev.visor.recognition.WhiteBoxRecognizer;
import dev.visor.run.RunContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A trained face recognition system: it can be asked, attacked and defended.
 *
 * <pre>{@code
 * Face attacker = system.heldOutFaces().get(0);
 * AdversarialExample example = system.attack(attacker, new Identity("John_Simm"));
 * System.out.println(system.decide(example.image()).scores().best());
 * }</pre>
 *
 * <p>Used by one thread; lives as long as the {@link Visor} that trained it.
 */
public final class SystemUnderTest {

    private final FaceSet faces;
    private final SystemFactory factory;
    private final EnrolledSystem system;
    private final RunContext run;
    private final Map<Occlusions, EnrolledSystem> hardened = new LinkedHashMap<>();

    SystemUnderTest(FaceSet faces, SystemFactory factory, EnrolledSystem system, RunContext run) {
        this.faces = faces;
        this.factory = factory;
        this.system = system;
        this.run = run;
    }

    /** Returns the recognizer without a defense. */
    public WhiteBoxRecognizer recognizer() {
        return system.whiteBox();
    }

    /** Returns the faces that the system was not trained on. */
    public List<Face> heldOutFaces() {
        return system.heldOutFaces(faces);
    }

    /**
     * Returns what the system decides without a defense.
     *
     * @param probe an aligned picture of the size of the faces
     */
    public Decision decide(Image probe) {
        return recognizer().decide(probe);
    }

    /**
     * Lets an attacker with an eyeglass frame impersonate somebody: white-box, at most 300 iterations.
     *
     * @param attacker a face of somebody else
     * @param target somebody of the gallery
     */
    public AdversarialExample attack(Face attacker, Identity target) {
        return attack(attacker, new Impersonation(target), EyeglassFrame.DEFAULT, GradientAttackConfig.PATIENT);
    }

    /**
     * Attacks the system.
     *
     * @param attacker the attacker's face
     * @param goal what the attacker wants
     * @param accessory what the attacker wears
     * @param attack how
     */
    public AdversarialExample attack(Face attacker, Goal goal, Accessory accessory, AttackConfig attack) {
        return attack.build().craft(attacker, goal, accessory, recognizer(), run);
    }

    /** Puts the recommended chain of defenses in front of the system, calibrated on all held-out faces. */
    public Guard defend() {
        return defend(ChainConfig.RECOMMENDED);
    }

    /**
     * Puts a chain of defenses in front of the system, calibrated on all held-out faces. Hardened heads that it needs are
     * trained when they are first needed.
     *
     * @throws IllegalArgumentException if the chain needs a grid search
     */
    public Guard defend(ChainConfig chain) {
        for (Occlusions occlusions : chain.hardenedBy(Occlusions.DEFAULT)) {
            hardened.computeIfAbsent(occlusions, missing -> factory.harden(system, faces, missing, run));
        }
        Deployment.Site site = new Deployment.Site(
                system, Occlusions.DEFAULT, hardened, faces.format(), this::heldOutFaces, Optional.empty(), run);
        Deployment deployment = site.deploy(chain);
        Map<Occlusions, NamedTensors> heads = new LinkedHashMap<>();
        for (Occlusions occlusions : chain.hardenedBy(Occlusions.DEFAULT)) {
            heads.put(occlusions, factory.write(Objects.requireNonNull(hardened.get(occlusions))));
        }
        return new Guard(
                deployment,
                new CalibratedDefense(
                        faces.format(), run.seed().value(), factory.write(system), heads, deployment.calibration()));
    }
}
