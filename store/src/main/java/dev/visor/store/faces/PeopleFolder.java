package dev.visor.store.faces;

import dev.visor.face.Identity;
import dev.visor.face.detection.ProbeAligner;
import dev.visor.face.detection.ProbeAligner.Probe;
import dev.visor.face.detection.ProbeAligner.Treatment;
import dev.visor.image.Image;
import dev.visor.image.PictureException;
import dev.visor.run.Progress;
import dev.visor.run.RunContext;
import dev.visor.store.faces.FaceFolderListing.Candidate;
import dev.visor.store.file.Pictures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Pictures of people to enroll, one subfolder per person: photographs or aligned faces. A single picture of a person will
 * do, and so will a single person, who can be added to others.
 *
 * @param people the faces of each person, at least one
 * @param leftOut what could not be used, each as {@code <id>: <reason>}
 * @param photographs how many faces were cut out of photographs
 * @param realigned the ids of pictures of a crop's size whose eyes were elsewhere
 * @param several the ids of the pictures with more than one face, of which the largest was taken
 */
public record PeopleFolder(
        SortedMap<Identity, List<Image>> people,
        List<String> leftOut,
        int photographs,
        List<String> realigned,
        List<String> several) {

    private static final int SHOWN = 5;

    /** Copies the collections. */
    public PeopleFolder {
        people = new TreeMap<>(people);
        leftOut = List.copyOf(leftOut);
        realigned = List.copyOf(realigned);
        several = List.copyOf(several);
    }

    /**
     * Returns the first picture of a folder that can be read.
     *
     * @throws FaceFolderException with one line if there is none
     * @throws IOException with one line if the folder can't be listed
     */
    public static Image first(Path folder) throws IOException {
        FaceFolderListing listing = listing(folder);
        String why = "";
        for (Candidate file : listing.files()) {
            try {
                return Pictures.read(file.path(), file.id());
            } catch (PictureException | IOException e) {
                why = why.isEmpty() ? "; the first is " + file.reason(e) : why;
            }
        }
        throw new FaceFolderException(folder + ": has no picture among its "
                + listing.files().size() + " files, must have at least one" + why);
    }

    /**
     * Reads a folder; one photograph at a time is in memory.
     *
     * @param aligner makes the crops
     * @throws FaceFolderException with one line if there is no such folder, or people have no picture that can be used; it
     *     names all of them
     * @throws IOException with one line if it can't be listed
     * @throws dev.visor.run.CancelledException if the run is not wanted any more
     */
    public static PeopleFolder read(Path folder, ProbeAligner aligner, RunContext run) throws IOException {
        FaceFolderListing listing = listing(folder);
        Work work = new Work(aligner, new ArrayList<>(listing.leftOut()));
        try (Progress.Task task = run.begin("pictures", listing.files().size())) {
            for (int i = 0; i < listing.files().size(); i++) {
                run.checkpoint();
                work.take(listing.files().get(i));
                task.done(i + 1);
            }
        }
        List<String> without = listing.people().stream()
                .filter(person -> !work.people.containsKey(new Identity(person)))
                .toList();
        if (!without.isEmpty()) {
            String shown = without.stream()
                    .limit(SHOWN)
                    .map(person -> person + work.firstReason(person))
                    .collect(Collectors.joining("; "));
            String more = without.size() > SHOWN ? "; and " + (without.size() - SHOWN) + " more" : "";
            throw new FaceFolderException(folder + ": people without a picture that can be used: " + without.size()
                    + ", must be none: " + shown + more);
        }
        return new PeopleFolder(work.people, work.leftOut, work.photographs, work.realigned, work.several);
    }

    private static FaceFolderListing listing(Path folder) throws IOException {
        FaceFolderListing listing = FaceFolderListing.of(folder);
        if (listing.people().isEmpty()) {
            throw new FaceFolderException(folder + ": has no people, must have a subfolder for each of them");
        }
        return listing;
    }

    /** The work on one folder. Not thread-safe. */
    private static final class Work {

        private final ProbeAligner aligner;
        private final SortedMap<Identity, List<Image>> people = new TreeMap<>();
        private final List<String> leftOut;
        private final List<String> realigned = new ArrayList<>();
        private final List<String> several = new ArrayList<>();
        private int photographs;

        Work(ProbeAligner aligner, List<String> leftOut) {
            this.aligner = aligner;
            this.leftOut = leftOut;
        }

        void take(Candidate file) {
            Probe probe;
            try {
                probe = aligner.align(Pictures.read(file.path(), file.id()), file.id());
            } catch (PictureException | IOException e) {
                leftOut.add(file.reason(e));
                return;
            }
            if (probe.treatment() == Treatment.REALIGNED) {
                realigned.add(file.id());
            } else if (probe.treatment() == Treatment.DETECTED) {
                photographs++;
            }
            if (probe.faces() > 1) {
                several.add(file.id());
            }
            people.computeIfAbsent(new Identity(file.person()), person -> new ArrayList<>())
                    .add(probe.image());
        }

        /** Returns why the first picture of a person can't be used. */
        String firstReason(String person) {
            return leftOut.stream()
                    .filter(line -> line.startsWith(person + "/") || line.startsWith(person + ":"))
                    .findFirst()
                    .map(line -> " (" + line + ")")
                    .orElse(" (no files)");
        }
    }
}
