package dev.visor.store.service;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.visor.experiment.EnrolledSystem;
import dev.visor.experiment.SystemFactory;
import dev.visor.experiment.TrainingSummary;
import dev.visor.face.Face;
import dev.visor.face.FaceSet;
import dev.visor.face.Identity;
import dev.visor.image.Image;
import dev.visor.network.NamedTensors;
import dev.visor.recognition.Recognizer;
import dev.visor.run.Journal;
import dev.visor.run.RunContext;
import dev.visor.store.file.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes a system under test of a service: asks whom it knows, and enrolls the training faces if the settings say how. What is
 * kept of the system is whom it knows. Used by one thread.
 */
public final class ServiceFactory implements SystemFactory {

    private static final String FORMAT = "visor-service-1";
    private static final JsonMapper MAPPER = new JsonMapper();

    private final Service service;
    private List<Face> strangers = List.of();
    private Service.@Nullable Members members;

    /**
     * Makes a factory.
     *
     * @param service is closed with it
     */
    public ServiceFactory(Service service) {
        this.service = service;
    }

    @Override
    public boolean isAsked() {
        return true;
    }

    @Override
    public void keepAnswers(Journal journal) {
        service.keepIn(journal);
    }

    @Override
    public String fingerprint() {
        if (members == null) {
            throw new IllegalStateException("nobody has asked yet whom the service knows");
        }
        return service.fingerprint(members);
    }

    @Override
    public void neverEnrolled(List<Face> faces) {
        strangers = List.copyOf(faces);
    }

    @Override
    public Training train(FaceSet faces, FaceSet.Split split, RunContext run) {
        try {
            // A list of people costs no query, so it is looked at before anybody is enrolled.
            service.checkUnknown(people(strangers));
            service.enroll(split.training(), run);
            members = service.members(faces.people());
            service.checkUnknown(members, strangers);
        } catch (IOException e) {
            throw new UncheckedIOException(String.valueOf(e.getMessage()), e);
        }
        Recognizer recognizer = service.recognizer(members);
        // Training faces are not asked about: each costs a query and says nothing that an attack needs.
        TrainingSummary summary = TrainingSummary.measured(recognizer, List.of(), split.validation(), run);
        Set<String> training = split.training().stream().map(Face::id).collect(Collectors.toSet());
        return new Training(EnrolledSystem.blackBox(recognizer, training), summary);
    }

    private static Set<Identity> people(List<Face> faces) {
        return faces.stream().map(Face::identity).collect(Collectors.toSet());
    }

    @Override
    public NamedTensors write(EnrolledSystem system) {
        Service.Members known = members;
        if (known == null) {
            throw new IllegalStateException("nobody has asked yet whom the service knows");
        }
        Map<String, String> names = new TreeMap<>();
        known.names().forEach((person, name) -> names.put(person.name(), name));
        return NamedTensors.builder()
                .metadata("format", FORMAT)
                .metadata("fingerprint", fingerprint())
                .metadata("names", Json.toLine(names))
                .metadata("threshold", Double.toString(known.threshold()))
                .metadata("training-faces", String.join("\n", new TreeSet<>(system.trainingIds())))
                .build();
    }

    @Override
    public EnrolledSystem read(NamedTensors tensors) {
        if (!FORMAT.equals(tensors.metadata().get("format"))) {
            throw new IllegalArgumentException("is no service that was asked (" + FORMAT + ")");
        }
        Map<Identity, String> names = new TreeMap<>();
        try {
            MAPPER.readValue(tensors.metadata("names"), new TypeReference<TreeMap<String, String>>() {})
                    .forEach((person, name) -> names.put(new Identity(person), name));
            members = new Service.Members(names, Double.parseDouble(tensors.metadata("threshold")));
        } catch (IOException | NumberFormatException e) {
            throw new IllegalArgumentException("has damaged names or a damaged threshold", e);
        }
        if (!fingerprint().equals(tensors.metadata("fingerprint"))) {
            throw new IllegalArgumentException("is of a service with other settings");
        }
        Set<String> training = Arrays.stream(tensors.metadata("training-faces").split("\n"))
                .filter(id -> !id.isEmpty())
                .collect(Collectors.toSet());
        return EnrolledSystem.blackBox(service.recognizer(members), training);
    }

    /** Asks for nothing: how fast a service is, is measured by whoever pays for its queries. */
    @Override
    public void pass(List<Image> pictures) {}

    @Override
    public void close() {
        service.close();
    }
}
