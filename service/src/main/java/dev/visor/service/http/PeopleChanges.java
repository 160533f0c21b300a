package dev.visor.service.http;

import dev.visor.face.FaceFormat;
import dev.visor.face.Identity;
import dev.visor.face.detection.ProbeAligner.Probe;
import dev.visor.service.decision.GuardedSystem;
import dev.visor.service.decision.Shared.Use;
import dev.visor.service.people.Door;
import dev.visor.service.people.EnrollAnswer;
import dev.visor.service.people.PeopleException;
import dev.visor.service.people.PersonData;
import dev.visor.service.people.PersonName;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Enrolls, deletes and shows people.
 *
 * @param door knows the people
 * @param finder finds their faces
 * @param places how many requests can be worked on at the same time
 */
record PeopleChanges(Door door, ProbeFinder finder, Semaphore places) {

    /** Who is enrolled. */
    record People(List<String> people) {}

    /** Returns who is enrolled. */
    People people() {
        try (Use<GuardedSystem> use = door.system().use()) {
            return new People(
                    use.value().gallery().people().stream().map(Identity::name).toList());
        }
    }

    /** Enrolls the person of a body by its photographs, each of which must show one face. */
    EnrollAnswer enroll(Incoming request, PhotographBody body) {
        return checked(() -> {
            Identity person = PersonName.checked(body.person().orElse(""));
            door.checkEnrollment(person);
            if (!places.tryAcquire()) {
                throw new ProblemException(ProblemCode.BUSY, "try again later");
            }
            try {
                List<Probe> probes = faces(body.photographs());
                int people = door.enroll(
                        request.asked(),
                        person,
                        probes.stream().map(Probe::image).toList());
                return new EnrollAnswer(
                        request.asked().request(),
                        person.name(),
                        probes.stream().map(ProbeFinder::found).toList(),
                        people,
                        door.fingerprint());
            } finally {
                places.release();
            }
        });
    }

    private List<Probe> faces(List<byte[]> photographs) {
        FaceFormat format;
        try (Use<GuardedSystem> use = door.system().use()) {
            format = use.value().format();
        }
        List<Probe> probes = new ArrayList<>();
        for (byte[] photograph : photographs) {
            probes.add(finder.find(photograph, format, 1, "photograph " + (probes.size() + 1)));
        }
        return probes;
    }

    /** Deletes the person of the address. */
    Object delete(Incoming request) {
        return checked(() -> door.delete(request.asked(), person(request)));
    }

    /** Returns everything that is kept of the person of the address. */
    PersonData export(Incoming request) {
        return checked(() -> door.export(person(request)));
    }

    private static Identity person(Incoming request) {
        String name = request.parameter("name");
        if (name.isBlank()) {
            throw new PeopleException(PeopleException.Reason.UNKNOWN_PERSON, "the person must be enrolled");
        }
        return new Identity(name);
    }

    private static <T> T checked(Supplier<T> work) {
        try {
            return work.get();
        } catch (PeopleException e) {
            throw new ProblemException(ProblemCode.valueOf(e.reason().name()), e.detail());
        }
    }
}
