package dev.visor.recognition;

import dev.visor.face.Identity;
import java.util.AbstractList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.RandomAccess;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The people who are enrolled, in the order of its outputs. A gallery is a closed set, which takes everybody for one of its
 * people, or an open set, which has a threshold below which somebody is unknown.
 *
 * <p>Immutable and thread-safe.
 */
public final class Gallery {

    /** Messages show all of so many people, and of more of them as many. */
    private static final int SHOWN = 100;

    private final List<Identity> people;
    /** The numbers of the people in the order of their names, which takes a tenth of the memory of a map. */
    private final int[] byName;

    private final @Nullable Threshold threshold;
    private final boolean alarm;

    /**
     * Makes a closed set.
     *
     * @param people at least two, each once
     */
    public Gallery(List<Identity> people) {
        this(people, null, false);
    }

    /**
     * Makes an open set: a person is recognized whose logit is the highest and at least 0.
     *
     * @param people at least two, each once
     * @param threshold what turns similarities into logits
     */
    public static Gallery openSet(List<Identity> people, Threshold threshold) {
        return new Gallery(people, threshold, false);
    }

    private Gallery(List<Identity> people, @Nullable Threshold threshold, boolean alarm) {
        this.people = List.copyOf(people);
        this.threshold = threshold;
        this.alarm = alarm;
        if (people.size() < 2) {
            throw new IllegalArgumentException(
                    "illegal gallery: " + people.size() + " people, must be at least 2 to tell apart");
        }
        this.byName = IntStream.range(0, people.size())
                .boxed()
                .sorted(Comparator.comparing(people::get))
                .mapToInt(Integer::intValue)
                .toArray();
        for (int i = 1; i < byName.length; i++) {
            Identity person = people.get(byName[i]);
            if (person.equals(people.get(byName[i - 1]))) {
                throw new IllegalArgumentException("illegal gallery: " + person + " is in it twice");
            }
        }
    }

    private Gallery(List<Identity> people, int[] byName, @Nullable Threshold threshold, boolean alarm) {
        this.people = people;
        this.byName = byName;
        this.threshold = threshold;
        this.alarm = alarm;
    }

    /** Returns the number of a person, or something negative. */
    private int find(Identity person) {
        int place = Collections.binarySearch(new ByName(), person);
        return place < 0 ? place : byName[place];
    }

    /** The people in the order of their names. */
    private final class ByName extends AbstractList<Identity> implements RandomAccess {

        @Override
        public Identity get(int place) {
            return people.get(byName[place]);
        }

        @Override
        public int size() {
            return byName.length;
        }
    }

    /** Returns all people. */
    public List<Identity> people() {
        return people;
    }

    /** Returns the number of people. */
    public int size() {
        return people.size();
    }

    /**
     * Returns the number of a person, counted from 0.
     *
     * @throws IllegalArgumentException if the person is not enrolled
     */
    public int indexOf(Identity person) {
        int index = find(person);
        if (index < 0) {
            throw new IllegalArgumentException("unknown person: \"" + person + "\", must be one of " + shown());
        }
        return index;
    }

    /** Returns the people as a message shows them. */
    private String shown() {
        return people.size() <= SHOWN
                ? people.toString()
                : people.size() + " people, the first of whom are " + people.subList(0, SHOWN);
    }

    /** Returns whether a person is enrolled. */
    public boolean contains(Identity person) {
        return find(person) >= 0;
    }

    /** Returns whether the right answer about somebody is nobody: a person who is not enrolled in an open set. */
    public boolean isStranger(Identity who) {
        return isOpenSet() && !contains(who);
    }

    /** Returns the gallery of a recognizer that accepts the person with the highest logit if that is at least 0, and nobody else. */
    public Gallery withAlarm() {
        return new Gallery(people, byName, threshold, true);
    }

    /** Returns whether a picture can be accepted as nobody: in an open set, or where there is an alarm. */
    public boolean canReject() {
        return isOpenSet() || alarm;
    }

    /** Returns the threshold of an open set; empty for a closed set. */
    public Optional<Threshold> threshold() {
        return Optional.ofNullable(threshold);
    }

    /** Returns whether somebody can be unknown. */
    public boolean isOpenSet() {
        return threshold != null;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Gallery gallery
                && people.equals(gallery.people)
                && Objects.equals(threshold, gallery.threshold)
                && alarm == gallery.alarm;
    }

    @Override
    public int hashCode() {
        return people.hashCode();
    }

    @Override
    public String toString() {
        return "Gallery" + shown();
    }
}
