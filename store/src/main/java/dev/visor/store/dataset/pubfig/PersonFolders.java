package dev.visor.store.dataset.pubfig;

import dev.visor.store.dataset.DatasetException;
import dev.visor.store.file.FileNames;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the folders of people are called, so that each has one of their own on every file system. */
final class PersonFolders {

    private static final int LONGEST = 200;
    private static final Pattern ABSOLUTE = Pattern.compile("[/\\\\].*|[A-Za-z]:.*");
    private static final Pattern SEPARATOR = Pattern.compile("[/\\\\]");
    private static final Pattern FORBIDDEN = Pattern.compile("[/\\\\:*?\"<>|]");
    private static final Pattern END = Pattern.compile("[. ]+$");
    private static final Pattern RESERVED =
            Pattern.compile("(?i)(CON|PRN|AUX|NUL|CONIN\\$|CONOUT\\$|(COM|LPT)[0-9\u00b9\u00b2\u00b3])(\\..*)?");

    private PersonFolders() {}

    /**
     * {@return what the folder of a person is called: as the person is, with {@code _} for what file systems refuse and
     * without dots or spaces at the end}
     *
     * @throws IllegalArgumentException if the name leads out of the data set or cannot be a folder's
     */
    static String of(String person) {
        String name = Normalizer.normalize(person.strip(), Normalizer.Form.NFC);
        boolean leaves = ABSOLUTE.matcher(name).matches()
                || Arrays.stream(SEPARATOR.split(name)).anyMatch(part -> part.equals("..") || part.equals("."));
        String folder = END.matcher(FORBIDDEN.matcher(name).replaceAll("_")).replaceFirst("");
        boolean usable = !leaves
                && !folder.isBlank()
                && !folder.startsWith(".")
                && folder.chars().noneMatch(Character::isISOControl)
                && folder.getBytes(StandardCharsets.UTF_8).length <= LONGEST;
        if (!usable) {
            throw new IllegalArgumentException("illegal person: " + Quoted.of(person)
                    + ", must be a name of at most " + LONGEST
                    + " bytes that begins with no dot and leads to no other folder");
        }
        if (RESERVED.matcher(folder).matches()) {
            throw new IllegalArgumentException(
                    "illegal person: " + Quoted.of(person) + ", must be no name that Windows keeps for devices");
        }
        return folder;
    }

    /**
     * Checks that everybody can have a folder.
     *
     * @throws DatasetException naming the line of the first who cannot, or the two people who would share a folder
     */
    static void check(List<PubFigEntry> entries) throws DatasetException {
        Map<String, String> owners = new HashMap<>();
        for (PubFigEntry entry : entries) {
            String folder = folder(entry);
            // Upper and then lower case brings together what any file system takes for one name.
            String place = folder.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
            String owner = owners.putIfAbsent(place, entry.person());
            if (owner != null && !owner.equals(entry.person())) {
                throw new DatasetException(entry.place() + ": the people " + Quoted.of(owner) + " and "
                        + Quoted.of(entry.person()) + " would share the folder " + folder
                        + ", must have names that differ in more than case, dots at the end or signs that no folder"
                        + " may have");
            }
        }
    }

    /**
     * Checks, before anything is fetched, that the locale allows the folders.
     *
     * @throws DatasetException with one line that says what to set if it does not
     */
    static void checkWritable(List<PubFigEntry> entries) throws DatasetException {
        for (PubFigEntry entry : entries) {
            Optional<String> problem = FileNames.problemOfText(folder(entry));
            if (problem.isPresent()) {
                throw new DatasetException("the person " + Quoted.of(entry.person()) + " " + problem.get());
            }
        }
    }

    private static String folder(PubFigEntry entry) throws DatasetException {
        try {
            return of(entry.person());
        } catch (IllegalArgumentException e) {
            throw new DatasetException(entry.place() + ": " + e.getMessage());
        }
    }
}
