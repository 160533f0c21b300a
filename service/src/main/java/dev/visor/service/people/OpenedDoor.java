package dev.visor.service.people;

import dev.visor.api.EnrollmentSite;
import dev.visor.experiment.openset.OpenSite;
import dev.visor.service.decision.DeployedSystem;
import dev.visor.service.decision.GuardedSystem;
import dev.visor.service.decision.Shared;
import dev.visor.store.gallery.GalleryDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What belongs together and is replaced together.
 *
 * @param loaded what the loader gave
 * @param gallery the file of the people; empty if there is none
 * @param people everybody who is enrolled
 * @param system that decides, with these people
 */
record OpenedDoor(
        Shared<LoadedGuard> loaded, Optional<GalleryDatabase> gallery, DoorPeople people, GuardedSystem system) {

    /**
     * Loads everything.
     *
     * @param open the gallery that is open, if there is one; it is used again unless its file was replaced
     */
    static OpenedDoor load(GuardLoader loader, Optional<Path> file, Optional<GalleryDatabase> open) throws IOException {
        LoadedGuard guard = loader.load();
        Shared<LoadedGuard> loaded = new Shared<>(guard, guard.release());
        Optional<GalleryDatabase> gallery = Optional.empty();
        try {
            gallery = file.isPresent() ? Optional.of(gallery(file.get(), open, guard.site())) : Optional.empty();
            DoorPeople people = DoorPeople.of(guard.site(), guard.system().gallery(), gallery);
            return new OpenedDoor(loaded, gallery, people, system(loaded, people));
        } catch (IOException | RuntimeException | Error e) {
            if (gallery.isPresent() && !gallery.equals(open)) {
                gallery.get().close();
            }
            loaded.retire();
            throw e;
        }
    }

    private static GalleryDatabase gallery(Path file, Optional<GalleryDatabase> open, EnrollmentSite site)
            throws IOException {
        if (site.site().isEmpty()) {
            throw new IllegalArgumentException("--gallery: nobody can be enrolled: " + site.refusal());
        }
        if (open.isEmpty()) {
            return GalleryDatabase.open(file, site.fingerprints());
        }
        if (!Files.exists(file)) {
            throw new IOException(file + ": is not there any more");
        }
        if (!open.get().isCurrent()) {
            return GalleryDatabase.open(file, site.fingerprints());
        }
        open.get().check(site.fingerprints());
        return open.get();
    }

    /** Returns the system with some people; it keeps what was loaded open until it is closed. */
    static GuardedSystem system(Shared<LoadedGuard> loaded, DoorPeople people) {
        Shared.Use<LoadedGuard> use = loaded.use().orElseThrow();
        GuardedSystem first = use.value().system();
        if (people.areThoseOfTheRun()) {
            return new KeptSystem(first, use::close);
        }
        try {
            OpenSite.Staffed staffed = people.site().site().orElseThrow().deploy(people.templates());
            return new DeployedSystem(first.format(), staffed.deployment(), first.fingerprint(), () -> {
                staffed.close();
                use.close();
            });
        } catch (RuntimeException | Error e) {
            use.close();
            throw e;
        }
    }

    /** Frees everything, if nobody has taken it over. */
    void close() throws IOException {
        system.close();
        loaded.retire();
        if (gallery.isPresent()) {
            gallery.get().close();
        }
    }
}
