package dev.visor.service.people;

import dev.visor.api.EnrollmentSite;
import dev.visor.api.ExperimentRun;
import dev.visor.defense.chain.ChainConfig;
import dev.visor.service.decision.DeployedSystem;
import dev.visor.service.decision.GuardedSystem;
import dev.visor.setting.Registry;
import dev.visor.store.experiment.UpstreamFile;
import dev.visor.store.service.UpstreamService;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * A guarded system as it was loaded, with its first people.
 *
 * @param system with the first people; it stays open as long as this
 * @param site where others can be enrolled, or why they can't
 * @param release frees everything that was loaded
 */
public record LoadedGuard(GuardedSystem system, EnrollmentSite site, Runnable release) {

    /**
     * Deploys a chain in front of the system of a run.
     *
     * @param run is closed with what is returned, and at once if this fails
     * @throws IOException with one line if the run can't be read, or the chain can't be deployed
     */
    public static LoadedGuard of(ExperimentRun run, ChainConfig chain) throws IOException {
        try {
            DeployedSystem system = DeployedSystem.of(run, chain);
            return new LoadedGuard(system, run.enrollment(system.deployment()), () -> close(run));
        } catch (IOException | RuntimeException | Error e) {
            run.close();
            throw e;
        }
    }

    private static void close(ExperimentRun run) {
        try {
            run.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    /**
     * Puts a chain of defenses in front of a service, where nobody can be enrolled.
     *
     * @param service is closed with what is returned, and at once if this fails
     * @param registry the kinds that the file can name
     * @throws IllegalArgumentException if the chain needs more than answers
     */
    public static LoadedGuard of(UpstreamFile file, UpstreamService service, Registry registry) {
        try {
            EnrollmentSite site = EnrollmentSite.refused(
                    "the people are those of the service behind the guard; enroll and delete them there, then reload");
            return new LoadedGuard(DeployedSystem.of(file, service, registry), site, service::close);
        } catch (RuntimeException | Error e) {
            service.close();
            throw e;
        }
    }
}
