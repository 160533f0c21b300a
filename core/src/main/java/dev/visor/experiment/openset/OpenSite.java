package dev.visor.experiment.openset;

import dev.visor.defense.Occlusions;
import dev.visor.experiment.ChainCalibration;
import dev.visor.experiment.Deployment;
import dev.visor.experiment.EnrolledSystem;
import dev.visor.face.Face;
import dev.visor.face.Identity;
import dev.visor.image.Image;
import dev.visor.recognition.embedding.Embedding;
import dev.visor.recognition.embedding.EmbeddingRecognizer;
import dev.visor.recognition.embedding.Enrollment;
import dev.visor.recognition.embedding.Template;
import dev.visor.recognition.training.FaceViews;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Where a chain is deployed whose people may change: systems that compare embeddings. New people get a template in each of these
 * systems, made as those of the first people were. Thresholds, whitening and the calibration of the chain stay what the first
 * people set.
 *
 * <pre>{@code
 * OpenSite site = new OpenSite(deploymentSite, calibration);
 * List<EnrolledPerson> people = new ArrayList<>(site.people());
 * people.add(site.enroll(new Identity("Ada"), photographs));
 * try (OpenSite.Staffed staffed = site.deploy(people)) {
 *     Decision decision = staffed.deployment().recognizer().decide(List.of(probe)).get(0);
 * }
 * }</pre>
 *
 * <p>Thread-safe. The systems of the site must stay open as long as it and all that it deployed are used.
 */
public final class OpenSite {

    private final Deployment.Site site;
    private final ChainCalibration calibration;
    private final EmbeddingRecognizer plain;
    private final Map<Occlusions, EmbeddingRecognizer> hardened = new LinkedHashMap<>();
    private final Map<Occlusions, FaceViews> views = new HashMap<>();

    /**
     * Makes one.
     *
     * @param site the systems with their first people
     * @param calibration of the chain, by the first people
     * @throws IllegalArgumentException if people can't be enrolled there, for a reason that {@link #refusal} gives
     */
    public OpenSite(Deployment.Site site, ChainCalibration calibration) {
        refusal(site, calibration).ifPresent(reason -> {
            throw new IllegalArgumentException(reason);
        });
        this.site = site;
        this.calibration = calibration;
        this.plain = (EmbeddingRecognizer) site.plain().recognizer();
        site.hardened()
                .forEach((occlusions, system) -> hardened.put(occlusions, (EmbeddingRecognizer) system.recognizer()));
    }

    /** Returns why nobody can be enrolled at a site, and what to do; empty if people can. */
    public static Optional<String> refusal(Deployment.Site site, ChainCalibration calibration) {
        boolean open = site.plain().recognizer() instanceof EmbeddingRecognizer
                && site.hardened().values().stream()
                        .allMatch(system -> system.recognizer() instanceof EmbeddingRecognizer);
        if (!open) {
            return Optional.of(
                    "the system has a trained head, which knows the people that it was trained on and no others;"
                            + " serve a run with \"system: {kind: embedding}\"");
        }
        return calibration.notKept().isEmpty()
                ? Optional.empty()
                : Optional.of("the defense is calibrated anew whenever it is built: "
                        + String.join(", ", calibration.notKept()) + "; choose another defense");
    }

    /** Returns the first people, in the order of the system's gallery. */
    public List<EnrolledPerson> people() {
        List<Template> templates = plain.enrollment().templates();
        return templates.stream()
                .map(template -> {
                    Map<Occlusions, Template> others = new HashMap<>();
                    hardened.forEach(
                            (occlusions, system) -> others.put(occlusions, template(system, template.person())));
                    return new EnrolledPerson(template, others);
                })
                .toList();
    }

    private static Template template(EmbeddingRecognizer system, Identity person) {
        int index = system.gallery().indexOf(person);
        return system.enrollment().templates().get(index);
    }

    /**
     * Returns what the systems know of a person by some pictures. Templates hold no more than what is compared: of a mean, the mean
     * alone.
     *
     * @param faces aligned pictures, at least one
     */
    public EnrolledPerson enroll(Identity person, List<Image> faces) {
        List<Face> own = IntStream.range(0, faces.size())
                .mapToObj(i -> new Face(
                        person.name() + "/" + (i + 1),
                        person,
                        faces.get(i),
                        site.format().landmarks()))
                .toList();
        Map<Occlusions, Template> others = new HashMap<>();
        hardened.forEach((occlusions, system) ->
                others.put(occlusions, template(system, person, own, views(occlusions, own.get(0)))));
        return new EnrolledPerson(template(plain, person, own, FaceViews.PLAIN), others);
    }

    /** Returns what a system sees of faces; the masks are computed once. */
    private synchronized FaceViews views(Occlusions occlusions, Face any) {
        return views.computeIfAbsent(
                occlusions, one -> one.views(any, site.run().seed().derive("occlusions")));
    }

    private static Template template(EmbeddingRecognizer system, Identity person, List<Face> faces, FaceViews views) {
        Enrollment enrollment = system.enrollment();
        List<Image> pictures =
                faces.stream().flatMap(face -> views.of(face).stream()).toList();
        List<Embedding> embeddings = system.embedder().embed(pictures).stream()
                .map(embedding ->
                        enrollment.whitening().map(own -> own.apply(embedding)).orElse(embedding))
                .toList();
        return new Template(person, enrollment.kind(), embeddings).condensed();
    }

    /**
     * Deploys the chain in front of the same systems with other people.
     *
     * @param people at least two, each once
     * @throws IllegalArgumentException if a template is missing, or has another number of values
     */
    public Staffed deploy(List<EnrolledPerson> people) {
        List<EmbeddingRecognizer> made = new ArrayList<>();
        try {
            Map<Occlusions, EnrolledSystem> others = new HashMap<>();
            site.hardened()
                    .forEach((occlusions, system) -> others.put(
                            occlusions,
                            staffed(
                                    system,
                                    people.stream()
                                            .map(one -> hardened(one, occlusions))
                                            .toList(),
                                    made)));
            Deployment.Site other = new Deployment.Site(
                    staffed(
                            site.plain(),
                            people.stream().map(EnrolledPerson::plain).toList(),
                            made),
                    site.occlusions(),
                    others,
                    site.format(),
                    site.clean(),
                    site.tuned(),
                    site.run());
            return new Staffed(other.deploy(calibration), made);
        } catch (RuntimeException | Error e) {
            made.forEach(EmbeddingRecognizer::close);
            throw e;
        }
    }

    private static Template hardened(EnrolledPerson person, Occlusions occlusions) {
        Template template = person.hardened().get(occlusions);
        if (template == null) {
            throw new IllegalArgumentException("no template of " + person.person() + " for " + occlusions);
        }
        return template;
    }

    private static EnrolledSystem staffed(
            EnrolledSystem system, List<Template> templates, List<EmbeddingRecognizer> made) {
        EmbeddingRecognizer first = (EmbeddingRecognizer) system.recognizer();
        Enrollment enrollment = new Enrollment(
                templates, first.enrollment().threshold(), first.enrollment().whitening());
        EmbeddingRecognizer recognizer = new EmbeddingRecognizer(first.embedder(), enrollment);
        made.add(recognizer);
        return new EnrolledSystem(recognizer, system.cleanMaps(), system.trainingIds());
    }

    /**
     * A deployed chain that owns the native memory of its people's templates.
     *
     * @param deployment used by one thread
     * @param recognizers with the templates
     */
    public record Staffed(Deployment deployment, List<EmbeddingRecognizer> recognizers) implements AutoCloseable {

        /** Copies the list. */
        public Staffed {
            recognizers = List.copyOf(recognizers);
        }

        @Override
        public void close() {
            recognizers.forEach(EmbeddingRecognizer::close);
        }
    }
}
