package dev.visor.service.decision;

import dev.visor.accessory.AccessoryFamily;
import dev.visor.api.ExperimentRun;
import dev.visor.defense.Cleansed;
import dev.visor.defense.MaskedDecision;
import dev.visor.defense.Occlusions;
import dev.visor.defense.chain.ChainConfig;
import dev.visor.experiment.Deployment;
import dev.visor.experiment.EnrolledSystem;
import dev.visor.face.FaceFormat;
import dev.visor.image.Image;
import dev.visor.recognition.Gallery;
import dev.visor.run.RunContext;
import dev.visor.setting.Registry;
import dev.visor.store.experiment.UpstreamFile;
import dev.visor.store.file.Sha256;
import dev.visor.store.service.UpstreamService;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A chain of defenses in front of the system of a run, or in front of a service that somebody else runs. Used by one thread.
 *
 * @param format of the faces
 * @param deployment the chain in front of the system
 * @param fingerprint of a run, the SHA-256 of its {@code checksums.sha256}, which has the sums of weights, heads and calibration; of
 *     a service, that of its settings, its people and the chain
 * @param release is called when the system is closed
 */
public record DeployedSystem(FaceFormat format, Deployment deployment, String fingerprint, Runnable release)
        implements GuardedSystem {

    /**
     * Deploys a chain in front of the system of a run. What the chain needs is trained and calibrated if the run does not have
     * it yet.
     *
     * @param run stays the caller's, and must stay open
     * @throws IOException with one line if the run can't be read, or the chain can't be deployed
     */
    public static DeployedSystem of(ExperimentRun run, ChainConfig chain) throws IOException {
        Deployment deployment = run.deploy(chain);
        return new DeployedSystem(
                run.format(), deployment, Sha256.of(run.folder().checksums().file()), () -> {});
    }

    /**
     * Puts a chain of defenses in front of a service.
     *
     * @param upstream stays the caller's, and must stay open
     * @param registry the kinds that the file can name
     * @throws IllegalArgumentException if the chain needs more than answers
     */
    public static DeployedSystem of(UpstreamFile file, UpstreamService upstream, Registry registry) {
        Deployment.Site site = new Deployment.Site(
                EnrolledSystem.blackBox(upstream.recognizer(), Set.of()),
                Occlusions.DEFAULT,
                Map.of(),
                file.faces(),
                () -> {
                    throw new IllegalArgumentException(
                            "the defense is calibrated on clean faces, of which there are none in front of a service;"
                                    + " choose one that is not, such as certified-detection with false-matches: none");
                },
                Optional.empty(),
                RunContext.of(0));
        String decides = upstream.fingerprint()
                + UpstreamFile.SETTINGS.write(file, registry).flattened();
        return new DeployedSystem(
                file.faces(),
                site.deploy(file.defense()),
                Sha256.of(decides.getBytes(StandardCharsets.UTF_8)),
                () -> {});
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

    @Override
    public void close() {
        release.run();
    }
}
