package dev.visor.store.gallery;

import dev.visor.face.Identity;
import dev.visor.recognition.embedding.Template;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A person whom a guard enrolled. Immutable and thread-safe.
 *
 * @param person who it is
 * @param time when the person was enrolled, in UTC, as ISO 8601
 * @param request the id of the request that enrolled the person, as in the audit log
 * @param photographs how many there were; none is kept
 * @param templates what is kept of them, by the name of the system that compares it
 */
public record StoredPerson(
        Identity person, String time, String request, int photographs, SortedMap<String, Template> templates) {

    /** Copies the map. */
    public StoredPerson {
        templates = Collections.unmodifiableSortedMap(new TreeMap<>(templates));
    }
}
