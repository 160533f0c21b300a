package dev.visor.service.people;

import dev.visor.api.EnrollmentSite;
import dev.visor.experiment.openset.OpenSite;
import dev.visor.face.Identity;
import dev.visor.image.Image;
import dev.visor.service.decision.CurrentSystem;
import dev.visor.service.decision.GuardedSystem;
import dev.visor.service.decision.Shared;
import dev.visor.service.people.PeopleException.Reason;
import dev.visor.store.audit.AuditEvent;
import dev.visor.store.audit.AuditLog;
import dev.visor.store.gallery.GalleryChange;
import dev.visor.store.gallery.GalleryDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * A guarded system whose people can change while it is asked, and which can be loaded anew. Each change makes a new system beside
 * the old one and swaps them; what was asked before is decided by the old one.
 *
 * <p>A change is made in this order: the gallery file has it, with a note that the audit log may not; the audit log has it; the note
 * goes; the new system takes over; the caller gets an answer. If the log can't be written, the gallery is put back. A process that is
 * killed in between leaves the note: the next one adds what the log lacks, with the outcome {@code recovered}.
 *
 * <pre>{@code
 * try (Door door = Door.open(loader, Optional.of(Path.of("gallery.db")), () -> AuditLog.open(Path.of("audit.jsonl")))) {
 *     door.enroll(new Asked(id, "desk"), PersonName.checked("Ada"), faces);
 * }
 * }</pre>
 *
 * <p>Thread-safe: one change at a time.
 */
public final class Door implements AutoCloseable {

    private final GuardLoader loader;
    private final Optional<Path> file;
    private final AuditLog audit;
    private final CurrentSystem current;

    private Shared<LoadedGuard> loaded;
    private Optional<GalleryDatabase> gallery;
    private DoorPeople people;
    private volatile String fingerprint;

    private Door(GuardLoader loader, Optional<Path> file, AuditLog audit, OpenedDoor first) {
        this.loader = loader;
        this.file = file;
        this.audit = audit;
        this.loaded = first.loaded();
        this.gallery = first.gallery();
        this.people = first.people();
        this.current = new CurrentSystem(first.system());
        this.fingerprint = first.system().fingerprint();
    }

    /**
     * Loads a system and the people whom its gallery file has.
     *
     * @param file the gallery, which is made if it is not there; empty if nobody is to be enrolled or deleted
     * @param audit opens the audit log when everything else is there; it is closed with the door
     * @throws IllegalArgumentException if there is a file and nobody can be enrolled in the system
     * @throws IOException with one line if something can't be read, the file is damaged, or it was made for another run
     */
    public static Door open(GuardLoader loader, Optional<Path> file, AuditSource audit) throws IOException {
        OpenedDoor first = OpenedDoor.load(loader, file, Optional.empty());
        Door door;
        try {
            door = new Door(loader, file, audit.open(), first);
        } catch (IOException | RuntimeException | Error e) {
            first.close();
            throw e;
        }
        try {
            recover(first, door.audit);
        } catch (RuntimeException | Error e) {
            door.close();
            throw e;
        }
        return door;
    }

    /** Returns a door whose people are those of a system. System and audit log stay the caller's, so it need not be closed. */
    public static Door of(GuardedSystem system, AuditLog audit) throws IOException {
        EnrollmentSite site = EnrollmentSite.refused("this system knows its people for good");
        return open(() -> new LoadedGuard(system, site, () -> {}), Optional.empty(), () -> audit);
    }

    /** Opens an audit log. */
    @FunctionalInterface
    public interface AuditSource {

        /**
         * Opens the log.
         *
         * @throws IOException with one line if it can't be read or written, or is damaged
         */
        AuditLog open() throws IOException;
    }

    /** Adds to the audit log what a killed process has changed and not added. */
    private static void recover(OpenedDoor opened, AuditLog audit) {
        opened.gallery().ifPresent(own -> {
            for (GalleryChange change : own.unaudited()) {
                if (!audit.has(change.request(), change.action())) {
                    audit.append(event(change, "recovered", opened.system().fingerprint()));
                }
                own.settle(change);
            }
        });
    }

    private static AuditEvent event(GalleryChange change, String outcome, String run) {
        return AuditEvent.about(change.action(), change.request(), change.key(), outcome, run, change.person());
    }

    /** Returns the HTTP status of the answer. */
    private static String status(GalleryChange change) {
        return change.action().equals(GalleryChange.ENROLL) ? "201" : "200";
    }

    /** Returns the audit log. */
    public AuditLog audit() {
        return audit;
    }

    /** Returns what decides now. */
    public CurrentSystem system() {
        return current;
    }

    /** Returns the fingerprint of what decides now. */
    public String fingerprint() {
        return fingerprint;
    }

    /**
     * Checks, before the work, that somebody can be enrolled.
     *
     * @throws PeopleException if nobody can, or the name is taken
     */
    public synchronized void checkEnrollment(Identity person) {
        database();
        if (people.hasLookAlike(person)) {
            throw new PeopleException(
                    Reason.ALREADY_ENROLLED, "choose another name, or delete the person who has it first");
        }
    }

    private GalleryDatabase database() {
        if (people.site().site().isEmpty()) {
            throw new PeopleException(Reason.NOT_SUPPORTED, people.site().refusal());
        }
        return gallery.orElseThrow(() -> new PeopleException(
                Reason.NOT_SUPPORTED, "the service was started without a gallery; start it with --gallery FILE"));
    }

    /**
     * Enrolls somebody.
     *
     * @param faces aligned, of the system's form, at least one
     * @return how many people are enrolled then
     * @throws PeopleException if nobody can be enrolled, or the name is taken
     * @throws UncheckedIOException if gallery or audit log can't be written; nobody is enrolled then
     * @throws IllegalStateException if the person is enrolled, but the gallery can't be written any more
     */
    public synchronized int enroll(Asked asked, Identity person, List<Image> faces) {
        checkEnrollment(person);
        GalleryChange change = change(asked, GalleryChange.ENROLL, person);
        OpenSite site = people.site().site().orElseThrow();
        return apply(change, people.with(people.stored(site.enroll(person, faces), change, faces.size())));
    }

    /**
     * Deletes somebody: nothing of the person stays in the gallery file. Templates of a person of the run stay in the run's folder,
     * and are used no more.
     *
     * @throws PeopleException if nobody can be deleted, nobody of the name is enrolled, or too few people would be left
     * @throws UncheckedIOException if gallery or audit log can't be written; nobody is deleted then
     * @throws IllegalStateException if the person is deleted, but remainders may be in the file until it is opened again
     */
    public synchronized DeleteAnswer delete(Asked asked, Identity person) {
        database();
        checkKnown(person);
        if (people.everybody().size() <= 2) {
            throw new PeopleException(
                    Reason.TOO_FEW_PEOPLE, "two people are enrolled, of whom both are needed; enroll somebody first");
        }
        int left = apply(change(asked, GalleryChange.DELETE, person), people.without(person));
        return new DeleteAnswer(asked.request(), person.name(), people.first().contains(person), left);
    }

    private void checkKnown(Identity person) {
        if (!people.everybody().contains(person)) {
            throw new PeopleException(Reason.UNKNOWN_PERSON, "the person must be enrolled");
        }
    }

    private static GalleryChange change(Asked asked, String action, Identity person) {
        String now = Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
        return new GalleryChange(asked.request(), now, action, asked.key(), person);
    }

    private int apply(GalleryChange change, DoorPeople next) {
        GalleryDatabase own = database();
        GuardedSystem system = OpenedDoor.system(loaded, next);
        try {
            own.change(change, next.entry(change.person()));
            try {
                audit.append(event(change, status(change), fingerprint));
            } catch (RuntimeException e) {
                own.undo(change, people.entry(change.person()));
                throw e;
            }
        } catch (RuntimeException | Error e) {
            system.close();
            throw e;
        }
        people = next;
        current.replace(system);
        try {
            own.settle(change);
        } catch (UncheckedIOException e) {
            throw new IllegalStateException("made the change, but left its note: " + e.getMessage(), e);
        }
        return next.everybody().size();
    }

    /**
     * Returns everything that the gallery has about somebody.
     *
     * @throws PeopleException if nobody of the name is enrolled
     */
    public synchronized PersonData export(Identity person) {
        checkKnown(person);
        return people.data(person);
    }

    /**
     * Loads system and gallery anew. What is asked meanwhile is decided by the old ones, which stay if this fails.
     *
     * @throws IOException with one line if something can't be read, or the gallery does not fit the run
     */
    public synchronized void reload() throws IOException {
        OpenedDoor next = OpenedDoor.load(loader, file, gallery);
        if (!next.gallery().equals(gallery)) {
            try {
                recover(next, audit);
            } catch (RuntimeException | Error e) {
                next.close();
                throw e;
            }
        }
        Optional<GalleryDatabase> old = gallery;
        Shared<LoadedGuard> before = loaded;
        loaded = next.loaded();
        gallery = next.gallery();
        people = next.people();
        fingerprint = next.system().fingerprint();
        current.replace(next.system());
        before.retire();
        if (old.isPresent() && !old.equals(gallery)) {
            old.get().close();
        }
    }

    @Override
    public synchronized void close() throws IOException {
        current.close();
        loaded.retire();
        try (AuditLog closing = audit) {
            if (gallery.isPresent()) {
                gallery.get().close();
            }
        }
    }
}
