package dev.visor.recognition.embedding;

import dev.visor.run.Seed;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Whom pictures are compared with: everybody else, or of many people a sample, which is always the same one. For it as many people
 * are drawn for each picture, from equal parts of the gallery. Used by one thread.
 */
final class OtherPeople {

    /** All pairs are compared if there are at most so many: those of some 5800 people with a picture each. */
    static final int MOST = 1 << 25;

    /** So many are drawn of more pairs. A rate of one in a thousand rests on some 8000 of them, so it is exact to a few percent. */
    static final int SAMPLE = 1 << 23;

    private final int people;
    private final boolean all;
    private final int each;
    private final SplittableRandom random = new Seed(1).derive("impostor pairs").random();

    /**
     * Begins with the first picture.
     *
     * @param pictures how many there are
     * @param people how many there are in the gallery
     * @param most with how many pairs all are compared
     * @param sample how many are compared of more pairs, but at least one of each picture
     */
    OtherPeople(long pictures, int people, int most, int sample) {
        this.people = people;
        this.all = pictures * (people - 1) <= most;
        this.each = all ? people : (int) Math.max(1, sample / pictures);
    }

    /** Returns how many people a picture of the gallery is compared with. */
    int count() {
        return Math.min(people - 1, each);
    }

    /** Returns the numbers of people whom the next picture is compared with, if it shows a person of the gallery. */
    int[] than(int person) {
        return drawn(person + 1, people - 1);
    }

    /** Returns the numbers of people whom the next picture is compared with, if it shows nobody of the gallery. */
    int[] thanStranger() {
        return drawn(0, people);
    }

    /** Returns numbers from a first one on, behind the last of which the count begins anew. */
    private int[] drawn(int first, int others) {
        int parts = Math.min(others, each);
        return IntStream.range(0, parts)
                .map(part -> {
                    int begin = (int) ((long) part * others / parts);
                    int end = (int) ((part + 1L) * others / parts);
                    return (first + (all ? begin : random.nextInt(begin, end))) % people;
                })
                .toArray();
    }
}
