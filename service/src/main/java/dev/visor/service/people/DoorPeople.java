package dev.visor.service.people;

import dev.visor.api.EnrollmentSite;
import dev.visor.defense.Occlusions;
import dev.visor.experiment.openset.EnrolledPerson;
import dev.visor.face.Identity;
import dev.visor.recognition.Gallery;
import dev.visor.recognition.embedding.Template;
import dev.visor.service.people.PersonData.TemplateData;
import dev.visor.store.gallery.GalleryChange;
import dev.visor.store.gallery.GalleryDatabase;
import dev.visor.store.gallery.GalleryEntry;
import dev.visor.store.gallery.StoredPerson;
import dev.visor.text.Names;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The people of a guard: those of the run who are not deleted, and those whom the guard enrolled. Immutable.
 *
 * @param site where they are enrolled
 * @param first the people of the run in the order of its gallery; their templates are in the site
 * @param stored whom the guard enrolled, in that order
 * @param deleted people of the run who are deleted
 */
record DoorPeople(EnrollmentSite site, Set<Identity> first, Map<Identity, StoredPerson> stored, Set<Identity> deleted) {

    DoorPeople {
        first = Collections.unmodifiableSet(new LinkedHashSet<>(first));
        stored = Collections.unmodifiableMap(new LinkedHashMap<>(stored));
        deleted = Set.copyOf(deleted);
    }

    /** Returns the people of a guard that was just loaded. */
    static DoorPeople of(EnrollmentSite site, Gallery gallery, Optional<GalleryDatabase> database) {
        Map<Identity, StoredPerson> stored = new LinkedHashMap<>();
        database.ifPresent(own -> own.people().forEach(person -> stored.put(person.person(), person)));
        return new DoorPeople(
                site,
                new LinkedHashSet<>(gallery.people()),
                stored,
                database.map(GalleryDatabase::deleted).orElse(Set.of()));
    }

    /** Returns whether these are the people of the run, as it has them. */
    boolean areThoseOfTheRun() {
        return stored.isEmpty() && deleted.isEmpty();
    }

    /** Returns everybody who is enrolled. */
    Set<Identity> everybody() {
        Set<Identity> all = new LinkedHashSet<>();
        first.stream().filter(this::isOfTheRun).forEach(all::add);
        all.addAll(stored.keySet());
        return all;
    }

    private boolean isOfTheRun(Identity person) {
        return first.contains(person) && !deleted.contains(person) && !stored.containsKey(person);
    }

    /** Returns whether somebody of a name is enrolled, or of one that looks like it. */
    boolean hasLookAlike(Identity person) {
        String look = Names.lookInAnyCase(person.name());
        return everybody().stream()
                .anyMatch(other -> Names.lookInAnyCase(other.name()).equals(look));
    }

    /** Returns what the gallery file says about a name. */
    GalleryEntry entry(Identity person) {
        StoredPerson own = stored.get(person);
        if (own != null) {
            return GalleryEntry.of(own);
        }
        return deleted.contains(person) ? GalleryEntry.DELETED : GalleryEntry.NONE;
    }

    /** Returns these people and one more. */
    DoorPeople with(StoredPerson person) {
        Map<Identity, StoredPerson> more = new LinkedHashMap<>(stored);
        more.put(person.person(), person);
        Set<Identity> rest = new LinkedHashSet<>(deleted);
        rest.remove(person.person());
        return new DoorPeople(site, first, more, rest);
    }

    /** Returns these people without one. */
    DoorPeople without(Identity person) {
        Map<Identity, StoredPerson> rest = new LinkedHashMap<>(stored);
        rest.remove(person);
        Set<Identity> more = new LinkedHashSet<>(deleted);
        if (first.contains(person)) {
            more.add(person);
        }
        return new DoorPeople(site, first, rest, more);
    }

    /** Returns what the systems know of everybody. */
    List<EnrolledPerson> templates() {
        List<EnrolledPerson> all = new ArrayList<>();
        site.site().orElseThrow().people().stream()
                .filter(person -> isOfTheRun(person.person()))
                .forEach(all::add);
        stored.values().forEach(person -> all.add(templates(person)));
        return all;
    }

    private EnrolledPerson templates(StoredPerson person) {
        Map<Occlusions, Template> hardened = new HashMap<>();
        site.hardened().forEach((name, occlusions) -> hardened.put(occlusions, template(person, name)));
        return new EnrolledPerson(template(person, EnrollmentSite.PLAIN), hardened);
    }

    /** Returns a template, which is there: a gallery of the same systems has one for each. */
    private static Template template(StoredPerson person, String system) {
        return Objects.requireNonNull(person.templates().get(system), system);
    }

    /** Returns what the gallery file keeps of a person. */
    StoredPerson stored(EnrolledPerson person, GalleryChange change, int photographs) {
        SortedMap<String, Template> templates = templates(person);
        return new StoredPerson(person.person(), change.time(), change.request(), photographs, templates);
    }

    private SortedMap<String, Template> templates(EnrolledPerson person) {
        SortedMap<String, Template> templates = new TreeMap<>();
        templates.put(EnrollmentSite.PLAIN, person.plain());
        site.hardened()
                .forEach((name, occlusions) ->
                        templates.put(name, person.hardened().get(occlusions)));
        return templates;
    }

    /** Returns everything that is kept of a person who is enrolled. */
    PersonData data(Identity person) {
        StoredPerson own = stored.get(person);
        if (own != null) {
            return new PersonData(
                    person.name(), "service", own.time(), own.request(), own.photographs(), data(own.templates()));
        }
        List<TemplateData> templates = site.site().stream()
                .flatMap(open -> open.people().stream())
                .filter(one -> one.person().equals(person))
                .flatMap(one -> data(templates(one)).stream())
                .toList();
        return new PersonData(person.name(), "run", null, null, null, templates);
    }

    private static List<TemplateData> data(SortedMap<String, Template> templates) {
        return templates.entrySet().stream()
                .map(one -> TemplateData.of(one.getKey(), one.getValue()))
                .toList();
    }
}
