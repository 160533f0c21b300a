package dev.visor.store.faces;

import dev.visor.image.PictureException;
import dev.visor.store.file.Sha256;
import dev.visor.text.Names;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What lies in a folder of faces, before any picture is read. Files whose names begin with a dot are ignored.
 *
 * @param people the names of the subfolders, sorted
 * @param files what may be a picture, by person and then in counting order
 * @param leftOut what cannot be one, each as {@code <id>: <reason>}
 */
public record FaceFolderListing(List<String> people, List<Candidate> files, List<String> leftOut) {

    /** The file beside the people's folders that lists the photographs without a usable face; it is no picture. */
    public static final String NOT_FOUND = "not-found.csv";

    /** The file beside the people's folders that shows all crops; it is no picture of a person. */
    public static final String SHEET = "contact-sheet.png";

    private static final Set<String> BESIDE = Set.of(NOT_FOUND, SHEET);

    /**
     * What may be a picture.
     *
     * @param person whose it is
     * @param id {@code <person>/<file>}
     * @param path where it lies
     */
    public record Candidate(String person, String id, Path path) {

        /** {@return the name of the file} */
        public String name() {
            return id.substring(id.indexOf('/') + 1);
        }

        /** {@return why it can't be used, given what its reading has thrown} */
        String reason(Exception problem) {
            String message = String.valueOf(problem.getMessage());
            return problem instanceof PictureException || message.startsWith(id + ": ")
                    ? message
                    : id + ": cannot be read";
        }
    }

    /** Copies the lists. */
    public FaceFolderListing {
        people = List.copyOf(people);
        files = List.copyOf(files);
        leftOut = List.copyOf(leftOut);
    }

    /** {@return the SHA-256 of each file by its id; none if one can't be read} */
    public Optional<SortedMap<String, String>> sums() {
        SortedMap<String, String> sums = new TreeMap<>();
        for (Candidate file : files) {
            try {
                sums.put(file.id(), Sha256.of(file.path()));
            } catch (IOException e) {
                return Optional.empty(); // who loads the faces reports it
            }
        }
        return Optional.of(sums);
    }

    /**
     * Lists a folder with one subfolder per person.
     *
     * @throws FaceFolderException if there is no such folder, or names in it can't be decoded or look alike
     * @throws IOException if it cannot be listed
     */
    public static FaceFolderListing of(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            throw new FaceFolderException(folder + ": there is no such folder");
        }
        if (!Files.isDirectory(folder)) {
            throw new FaceFolderException(folder + ": is a file, must be a folder with one subfolder per person");
        }
        return new Walk(folder).list();
    }

    /** Collects the entries of one folder. Not thread-safe. */
    private static final class Walk {

        private final Path folder;
        private final Path root;
        private final BadNames badNames = new BadNames();
        private final List<String> people = new ArrayList<>();
        private final List<Candidate> files = new ArrayList<>();
        private final List<String> leftOut = new ArrayList<>();

        Walk(Path folder) throws IOException {
            this.folder = folder;
            this.root = folder.toRealPath();
        }

        FaceFolderListing list() throws IOException {
            badNames.checkDecoded(last(folder), folder);
            List<Path> folders = new ArrayList<>();
            for (Path entry : entries(root, Comparator.naturalOrder())) {
                String person = name(entry);
                if (leaves(entry, person)) {
                    continue;
                }
                if (BESIDE.contains(person) && Files.isRegularFile(entry)) {
                    continue;
                }
                if (!Files.isDirectory(entry)) {
                    leftOut.add(person + ": lies in no person's folder");
                } else if (person.isBlank()) {
                    leftOut.add("\"" + person + "\": is a blank name of a person");
                } else {
                    folders.add(entry);
                    people.add(person);
                    listPerson(entry, person);
                }
            }
            badNames.checkLooks(folders, Names::lookInAnyCase);
            badNames.refuse(folder);
            return new FaceFolderListing(people, files, leftOut);
        }

        private void listPerson(Path folder, String person) throws IOException {
            if (!Files.isReadable(folder)) {
                leftOut.add(person + ": the folder may not be read");
                return;
            }
            List<Path> entries = entries(folder, new NaturalOrder());
            badNames.checkLooks(entries, Names::look);
            for (Path entry : entries) {
                String id = person + "/" + name(entry);
                if (leaves(entry, id)) {
                    continue;
                }
                if (Files.isRegularFile(entry)) {
                    files.add(new Candidate(person, id, entry));
                } else {
                    leftOut.add(id + ": is a " + (Files.isDirectory(entry) ? "folder" : "special file")
                            + ", must be a picture");
                }
            }
        }

        private List<Path> entries(Path parent, Comparator<String> order) throws IOException {
            List<Path> all;
            try (Stream<Path> entries = Files.list(parent)) {
                all = entries.filter(entry -> !name(entry).startsWith("."))
                        .sorted(Comparator.comparing(Walk::name, order))
                        .toList();
            }
            all.forEach(entry -> badNames.checkDecoded(root.relativize(entry), folder.resolve(root.relativize(entry))));
            return all;
        }

        private static Path last(Path folder) {
            Path full = folder.toAbsolutePath().normalize();
            return full.getNameCount() == 0 ? full : full.getName(full.getNameCount() - 1);
        }

        private static String name(Path entry) {
            return Names.normalized(String.valueOf(entry.getFileName()));
        }

        private boolean leaves(Path entry, String id) throws IOException {
            if (!Files.isSymbolicLink(entry)) {
                return false;
            }
            if (!Files.exists(entry)) {
                leftOut.add(id + ": is a link to nothing");
                return true;
            }
            if (!entry.toRealPath().startsWith(root)) {
                leftOut.add(id + ": is a link that leaves the folder");
                return true;
            }
            return false;
        }
    }
}
