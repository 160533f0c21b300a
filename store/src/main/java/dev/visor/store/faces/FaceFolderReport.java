package dev.visor.store.faces;

import java.util.List;

/**
 * What a folder of faces holds.
 *
 * @param folder where it is
 * @param people the people by name
 * @param sizes the sizes of the pictures, the most frequent first
 * @param twinsOfOne groups of pictures of one person that are the same
 * @param twinsOfSeveral groups of pictures that are the same though of different people, so that a label is likely wrong
 * @param unreadable what is no picture or a damaged one, each as {@code <id>: <reason>}
 * @param stray what lies where no picture should, each as {@code <id>: <reason>}
 * @param placement where the eyes are in pictures that count as aligned
 * @param training whether a recognizer can be trained on it
 */
public record FaceFolderReport(
        String folder,
        List<Person> people,
        List<Size> sizes,
        List<Twins> twinsOfOne,
        List<Twins> twinsOfSeveral,
        List<String> unreadable,
        List<String> stray,
        Placement placement,
        Training training) {

    /** Copies the lists. */
    public FaceFolderReport {
        people = List.copyOf(people);
        sizes = List.copyOf(sizes);
        twinsOfOne = List.copyOf(twinsOfOne);
        twinsOfSeveral = List.copyOf(twinsOfSeveral);
        unreadable = List.copyOf(unreadable);
        stray = List.copyOf(stray);
    }

    /**
     * A person.
     *
     * @param name the person's name
     * @param files how many files there are
     * @param pictures how many of them are pictures
     * @param different how many pictures differ from each other
     */
    public record Person(String name, int files, int pictures, int different) {}

    /**
     * How many pictures have a size.
     *
     * @param width in pixels
     * @param height in pixels
     * @param pictures how many, at least 1
     */
    public record Size(int width, int height, int pictures) {}

    /**
     * Pictures that are the same.
     *
     * @param sameFile whether their files are the same too, byte by byte
     * @param ids which, each as {@code <person>/<file>}, at least two
     */
    public record Twins(boolean sameFile, List<String> ids) {

        /** Copies the list. */
        public Twins {
            ids = List.copyOf(ids);
        }
    }

    /** Whether a recognizer can be trained on a folder. */
    public enum Verdict {
        /** It can as it is. */
        READY,
        /** It can if the alignment is given. */
        NEEDS_ALIGNMENT,
        /** It cannot. */
        REFUSED
    }

    /**
     * Whether a recognizer can be trained on it.
     *
     * @param verdict in short
     * @param pictures how many pictures would be used, 0 if refused
     * @param reason what is to be known or to be done, in one line
     */
    public record Training(Verdict verdict, int pictures, String reason) {}

    /** {@return how many pictures there are} */
    public int pictures() {
        return people.stream().mapToInt(Person::pictures).sum();
    }

    /** {@return the people with fewer than the fewest pictures that training needs} */
    public List<Person> tooFew() {
        return people.stream()
                .filter(person -> person.pictures() < FaceFolder.MIN_PICTURES)
                .toList();
    }
}
