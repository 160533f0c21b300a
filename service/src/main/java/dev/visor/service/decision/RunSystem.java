package dev.visor.service.decision;

import dev.visor.accessory.AccessoryFamily;
import dev.visor.api.ExperimentRun;
import dev.visor.defense.Cleansed;
import dev.visor.defense.MaskedDecision;
import dev.visor.defense.chain.ChainConfig;
import dev.visor.experiment.Deployment;
import dev.visor.face.FaceFormat;
import dev.visor.image.Image;
import dev.visor.recognition.Gallery;
import dev.visor.store.file.Sha256;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The system of a run behind a chain of defenses that was deployed in front of it. Used by one thread.
 *
 * @param format of the faces
 * @param deployment the chain in front of the system
 * @param fingerprint the SHA-256 of the run's {@code checksums.sha256}, which has the sums of weights, heads and calibration
 */
public record RunSystem(FaceFormat format, Deployment deployment, String fingerprint) implements GuardedSystem {

    /**
     * Deploys a chain in front of the system of a run. What the chain needs is trained and calibrated if the run does not have
     * it yet.
     *
     * @param run stays the caller's, and must stay open
     * @throws IOException with one line if the run can't be read, or the chain can't be deployed
     */
    public static RunSystem of(ExperimentRun run, ChainConfig chain) throws IOException {
        Deployment deployment = run.deploy(chain);
        return new RunSystem(
                run.format(), deployment, Sha256.of(run.folder().checksums().file()));
    }

    @Override
    public Gallery gallery() {
        return deployment.recognizer().gallery();
    }

    @Override
    public List<String> declared() {
        return deployment.chain().declared().stream().map(AccessoryFamily::name).toList();
    }

    @Override
    public Optional<Cleansed> explain(Image face) {
        return deployment.explainer().explain(List.of(face)).stream().findFirst();
    }

    @Override
    public List<MaskedDecision> decide(List<Image> faces) {
        List<MaskedDecision> seen = deployment.explainer().underMasks(faces);
        return seen.isEmpty()
                ? deployment.recognizer().decide(faces).stream()
                        .map(decision -> new MaskedDecision(decision, List.of()))
                        .toList()
                : seen;
    }
}
