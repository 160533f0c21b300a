package dev.visor.store.service;

import dev.visor.face.Face;
import dev.visor.face.Identity;
import dev.visor.run.Journal;
import dev.visor.run.MemoryJournal;
import dev.visor.run.Progress;
import dev.visor.run.RunContext;
import dev.visor.store.faces.FaceSums;
import dev.visor.store.service.config.RequestFormat;
import dev.visor.store.service.config.SchemaException;
import dev.visor.store.service.config.Secrets;
import dev.visor.store.service.config.ServiceConfig;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A face recognition service behind HTTP that is asked for whom it knows, who is in a picture, and perhaps to enroll people.
 *
 * <p>Used by one thread.
 */
public final class Service implements AutoCloseable {

    private static final int CREATED = 201;
    private static final int OK = 200;
    private static final int SHOWN = 8;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);

    private final ServiceConfig config;
    private final ServiceClient client;
    private final AnswerReader reader;
    private final ExecutorService threads;
    private Journal journal = new MemoryJournal();
    private QueryBudget budget;
    private @Nullable Members checked;

    /** Makes a service, which is not asked for anything yet. */
    public Service(ServiceConfig config) {
        this(config, System::getenv, FIRST_PAUSE);
    }

    Service(ServiceConfig config, Secrets.Environment environment, Duration firstPause) {
        this.config = config;
        this.client = new ServiceClient(config, new Secrets(environment), firstPause);
        this.reader = new AnswerReader(config.answer());
        this.threads = Executors.newFixedThreadPool(config.limits().parallel(), work -> {
            Thread thread = new Thread(work, "visor service");
            thread.setDaemon(true);
            return thread;
        });
        this.budget = new QueryBudget(config.limits().queries(), journal);
    }

    /**
     * Whom a service knows.
     *
     * @param names its names of the people who take part
     * @param threshold from which score on it recognizes somebody, as it writes it; NaN if it always does
     */
    public record Members(Map<Identity, String> names, double threshold) {

        /** Copies the map, sorted by the people. */
        public Members {
            names = java.util.Collections.unmodifiableMap(new TreeMap<>(names));
        }
    }

    /** Keeps answers, and how many pictures were sent, in a journal, and goes on from what is there. */
    public void keepIn(Journal newJournal) {
        budget.close();
        journal = newJournal;
        budget = new QueryBudget(config.limits().queries(), new SharedJournal(newJournal, prefix(List.of())));
    }

    /** Returns how many pictures were sent in the whole run, at most. */
    public int spent() {
        return budget.spent();
    }

    private String prefix(Collection<String> names) {
        return config.fingerprint(List.copyOf(names)).substring(0, 16) + "/";
    }

    /**
     * Enrolls people, if the settings say how. A picture that was enrolled already is not sent again.
     *
     * @throws IOException with one line if the service does not take one
     */
    public void enroll(List<Face> faces, RunContext run) throws IOException {
        RequestFormat enroll = config.enroll();
        if (enroll == null) {
            return;
        }
        Journal enrolled = new SharedJournal(journal, prefix(List.of()) + "enrolled/");
        try (Progress.Task task = run.begin("pictures enrolled", faces.size())) {
            for (int i = 0; i < faces.size(); i++) {
                run.checkpoint();
                Face face = faces.get(i);
                var sent = config.picture().of(face.image());
                String name = name(face.identity());
                String piece = name + "/" + FaceSums.of(sent);
                if (enrolled.find(piece).isEmpty()) {
                    byte[] file = config.picture().encode(sent);
                    try {
                        client.send(enroll, name, file, budget::take, new Taken());
                    } catch (IOException e) {
                        throw new IOException("can't enroll " + face.id() + ": " + e.getMessage(), e);
                    }
                    enrolled.keep(piece, "enrolled");
                }
                task.done(i + 1);
            }
        }
    }

    private String name(Identity person) {
        return config.people().names().getOrDefault(person.name(), person.name());
    }

    /**
     * Asks whom the service knows.
     *
     * @param people who takes part
     * @throws IOException with one line if it can't be asked, or does not know one of them
     */
    public Members members(Collection<Identity> people) throws IOException {
        String path = config.people().path();
        Double given = config.answer().threshold();
        double threshold = given == null ? Double.NaN : given;
        Map<Identity, String> names = new LinkedHashMap<>();
        if (path == null) {
            people.forEach(person -> names.put(person, name(person)));
            return checked(new Members(names, threshold));
        }
        AnswerReader.Known known = client.get(path, (status, body) -> reader.known(config.people(), body));
        Map<String, String> composed = composed(known.names());
        List<String> missing = new ArrayList<>();
        for (Identity person : people) {
            String name = composed.get(new Identity(name(person)).name());
            if (name == null) {
                missing.add(person.name());
            } else {
                names.put(person, name);
            }
        }
        if (!missing.isEmpty()) {
            throw new IOException(config.address(path).replaceAll("\\?.*", "") + ": does not know "
                    + some(new TreeSet<>(missing)) + "; it knows " + some(new TreeSet<>(known.names()))
                    + "; system.people.names can say how it calls them");
        }
        return checked(new Members(names, Double.isNaN(known.threshold()) ? threshold : known.threshold()));
    }

    /**
     * Asks whom the service knows, all of them; if it has no list of people, those whom the settings name.
     *
     * @throws IOException with one line if it can't be asked, or fewer than two people are known
     */
    Members everybody() throws IOException {
        String path = config.people().path();
        Set<Identity> people = path == null
                ? people(config.people().names().keySet())
                : people(composed(client.get(path, (status, body) -> reader.known(config.people(), body))
                                .names())
                        .keySet());
        if (people.size() < 2) {
            throw new IOException(config.url() + ": knows " + people.size()
                    + " people, must know at least 2; system.people says where their list is, or names them");
        }
        return members(people);
    }

    private static Set<Identity> people(Set<String> names) {
        return names.stream().map(Identity::new).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Names of people are composed (NFC), those of services perhaps not. */
    private static Map<String, String> composed(Collection<String> names) {
        return names.stream()
                .filter(name -> !name.isBlank())
                .collect(Collectors.toMap(name -> new Identity(name).name(), name -> name, (a, b) -> a));
    }

    /**
     * Checks that people are not in the list of those whom the service knows, if it has one.
     *
     * @param strangers who must not be known
     * @throws IOException with one line naming those who are
     */
    void checkUnknown(Collection<Identity> strangers) throws IOException {
        String path = config.people().path();
        if (path != null && !strangers.isEmpty()) {
            AnswerReader.Known known = client.get(path, (status, body) -> reader.known(config.people(), body));
            refuse(strangers, composed(known.names()).keySet());
        }
    }

    /**
     * Checks that no answer to pictures of people names one of them. Each answer is kept, so none is asked for again.
     *
     * @param strangers who must not be known
     * @throws IOException with one line naming those who are
     */
    void checkUnknown(Members members, List<Face> strangers) throws IOException {
        ServiceRecognizer recognizer = recognizer(members);
        Set<String> named = recognizer.named(strangers.stream().map(Face::image).toList());
        refuse(
                strangers.stream().map(Face::identity).collect(Collectors.toSet()),
                composed(named).keySet());
    }

    private void refuse(Collection<Identity> strangers, Set<String> known) throws IOException {
        Set<String> names = strangers.stream()
                .filter(person -> known.contains(new Identity(name(person)).name()))
                .map(Identity::name)
                .collect(Collectors.toCollection(TreeSet::new));
        if (!names.isEmpty()) {
            throw new IOException(config.url() + ": knows " + some(names) + ", drawn never to be enrolled"
                    + " (split.never-enrolled); remove them from the service, or draw others with another seed");
        }
    }

    private Members checked(Members members) {
        checked = members;
        return members;
    }

    private static String some(Collection<String> names) {
        String first = names.stream().limit(SHOWN).collect(Collectors.joining(", "));
        int more = names.size() - SHOWN;
        return names.isEmpty() ? "nobody" : more > 0 ? first + " and " + more + " more" : first;
    }

    /** Returns the SHA-256 of the settings and people that decide the answers. */
    public String fingerprint(Members members) {
        return config.fingerprint(List.of(members.names().toString(), Double.toString(members.threshold())));
    }

    /**
     * Returns a recognizer of people whom the service knows. Before the first question it asks whether the service still knows
     * them.
     */
    ServiceRecognizer recognizer(Members members) {
        return new ServiceRecognizer(
                new Roster(members.names(), config.answer(), members.threshold()),
                config.picture(),
                file -> {
                    check(members);
                    return client.send(config.identify(), "", file, budget::take, new Identified());
                },
                new SharedJournal(journal, fingerprint(members).substring(0, 16) + "/"),
                threads);
    }

    private synchronized void check(Members before) throws IOException {
        if (!before.equals(checked) && !members(before.names().keySet()).equals(before)) {
            throw new IOException(config.url() + ": has another threshold or other names than when the run began");
        }
    }

    /** The answer to a picture, or that there is no face in it. */
    private final class Identified implements ServiceClient.Reading<ServiceAnswer> {

        @Override
        public boolean takes(int status, byte[] body) {
            return status == OK || reader.isNoFace(status, body);
        }

        @Override
        public ServiceAnswer read(int status, byte[] body) throws SchemaException {
            return reader.isNoFace(status, body) ? ServiceAnswer.noFace() : reader.read(body);
        }
    }

    /** That a picture was enrolled. */
    private static final class Taken implements ServiceClient.Reading<Boolean> {

        @Override
        public boolean takes(int status, byte[] body) {
            return status == OK || status == CREATED;
        }

        @Override
        public Boolean read(int status, byte[] body) {
            return true;
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        budget.close();
    }
}
