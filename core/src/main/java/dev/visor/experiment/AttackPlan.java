package dev.visor.experiment;

import dev.visor.attack.AttackName;
import dev.visor.attack.AttackTask;
import dev.visor.attack.Dodging;
import dev.visor.attack.Goal;
import dev.visor.attack.Impersonation;
import dev.visor.face.Face;
import dev.visor.face.Identity;
import dev.visor.image.Image;
import dev.visor.recognition.Gallery;
import dev.visor.run.Seed;
import dev.visor.setting.Spelling;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Draws the attacks: who attacks, and whom the attacker wants to pass for. */
public final class AttackPlan {

    /** What the ids of attacks with evaluation faces begin with. */
    private static final String PREFIX = "E";

    private AttackPlan() {}

    /**
     * Returns the attacks of an attacker.
     *
     * @param faces the faces to attack with
     * @param known faces of enrolled people, of which attackers have those of their targets
     * @param training faces that the system was trained on or enrolled with; those of attackers are their rehearsals
     * @param gallery the possible targets
     * @param seed decides who attacks whom
     * @throws IllegalArgumentException if the attacker has no such face, or too few to share an accessory
     */
    static List<AttackTask> of(
            Attacker attacker, List<Face> faces, List<Face> known, List<Face> training, Gallery gallery, Seed seed) {
        List<Face> own = own(attacker, faces);
        Map<Goal, List<Image>> donors = new HashMap<>(); // thousands of attacks have a few goals
        return tasks(attacker, faces, gallery, seed).stream()
                .map(task -> task.withDonors(donors.computeIfAbsent(task.goal(), goal -> donors(goal, known)))
                        .withRehearsals(rehearsals(
                                task, own, training, attacker.attack().rehearsals(), seed)))
                .toList();
    }

    /**
     * Returns the attacks of an attacker as far as they are counted: without what attackers have of their targets.
     *
     * @param faces the faces to attack with
     * @param gallery the possible targets
     * @param seed decides who attacks whom
     * @throws IllegalArgumentException if the attacker has no such face, or too few to share an accessory
     */
    public static List<AttackTask> tasks(Attacker attacker, List<Face> faces, Gallery gallery, Seed seed) {
        List<Face> own = own(attacker, faces);
        List<AttackTask> tasks;
        if (attacker.goal() == Attacker.Goal.DODGING) {
            tasks = dodgings(own, attacker.pairs(), PREFIX, seed);
        } else if (attacker.target() == null) {
            tasks = impersonations(own, gallery, attacker.pairs(), PREFIX, seed);
        } else {
            tasks = impersonations(own, attacker.target(), attacker.pairs(), PREFIX, seed);
        }
        return attacker.pictures() == 1 ? tasks : universal(tasks, attacker.pictures(), own);
    }

    private static List<Face> own(Attacker attacker, List<Face> faces) {
        List<Face> own = faces.stream().filter(attacker::attacksWith).toList();
        if (own.isEmpty() && attacker.face() != null) {
            List<String> ids = faces.stream().map(Face::id).toList();
            throw new IllegalArgumentException("illegal face: \"" + attacker.face()
                    + "\", must be an evaluation face of an attacker, such as " + ids.get(0)
                    + Spelling.hint(attacker.face(), ids));
        }
        if (own.isEmpty()) {
            throw new IllegalArgumentException(
                    "illegal attacker: \"" + attacker.attacker() + "\" has no evaluation face, must have at least one");
        }
        return own;
    }

    /**
     * Returns further pictures of an attacker: those that nothing is evaluated on. Strangers have none of these, so that half of
     * their faces are taken.
     */
    private static List<Face> rehearsals(AttackTask task, List<Face> own, List<Face> training, int count, Seed seed) {
        if (count == 0) {
            return List.of();
        }
        List<Face> candidates = new ArrayList<>(of(task, training));
        if (candidates.isEmpty()) {
            List<Face> others = of(task, own);
            candidates.addAll(others.subList(0, others.size() / 2));
        }
        Collections.shuffle(
                candidates, new Random(seed.derive("rehearsals of " + task.id()).value()));
        return candidates.subList(0, Math.min(count, candidates.size()));
    }

    private static List<Face> of(AttackTask task, List<Face> faces) {
        Face first = task.faces().get(0);
        return faces.stream()
                .filter(face -> face.identity().equals(first.identity())
                        && !task.faces().contains(face))
                .toList();
    }

    /** Returns the pictures of the target, or for dodging one of every other person. */
    private static List<Image> donors(Goal goal, List<Face> faces) {
        Map<Identity, List<Image>> byPerson = new TreeMap<>();
        for (Face face : faces) {
            if (face.identity().equals(goal.person()) == goal.rises()) {
                byPerson.computeIfAbsent(face.identity(), person -> new ArrayList<>())
                        .add(face.image());
            }
        }
        return List.copyOf(byPerson.values().stream()
                .flatMap(own -> goal.rises() ? own.stream() : own.stream().limit(1))
                .toList());
    }

    /**
     * Checks that the people whom an attacker names are there.
     *
     * @param attackers who can attack
     * @param enrolled who can be a target
     * @throws IllegalArgumentException if one is not
     */
    static void checkPeople(Attacker attacker, List<Identity> attackers, List<Identity> enrolled) {
        checkPerson(attacker.attacker(), attackers);
        checkPerson(attacker.target(), enrolled);
    }

    private static void checkPerson(@Nullable Identity person, List<Identity> people) {
        if (person != null && !people.contains(person)) {
            throw new IllegalArgumentException("unknown person: \"" + person + "\", must be one of " + people);
        }
    }

    /**
     * Draws pairs of an attacker's face and a target. Every face is used before one is used twice, and the attackers
     * take turns.
     *
     * @param attackers the faces to attack with
     * @param gallery the possible targets
     * @param count how many; fewer if there are fewer pairs
     * @param prefix what the ids of the attacks begin with
     * @param seed decides the order
     */
    public static List<AttackTask> impersonations(
            List<Face> attackers, Gallery gallery, int count, String prefix, Seed seed) {
        List<Face> turns = turns(attackers, seed);
        // So many rounds are enough, in each of which every face has another target.
        int rounds = turns.isEmpty() ? 0 : Math.min(gallery.size(), (count - 1) / turns.size() + 1);
        List<List<Identity>> targets = turns.stream()
                .limit(count)
                .map(face -> targets(face, gallery, rounds, seed))
                .toList();
        List<AttackTask> tasks = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < targets.size() && tasks.size() < count; i++) {
                if (round < targets.get(i).size()) {
                    tasks.add(impersonation(
                            prefix,
                            tasks.size() + 1,
                            turns.get(i),
                            targets.get(i).get(round)));
                }
            }
        }
        return tasks;
    }

    private static AttackTask impersonation(String prefix, int number, Face face, Identity target) {
        return new AttackTask(id(prefix, number, face, Optional.of(target)), List.of(face), new Impersonation(target));
    }

    /** Returns the first targets of a face in an order drawn by the seed. */
    private static List<Identity> targets(Face face, Gallery gallery, int most, Seed seed) {
        List<Identity> targets = new ArrayList<>(gallery.people());
        targets.remove(face.identity());
        Collections.shuffle(
                targets, new Random(seed.derive("targets of " + face.id()).value()));
        return List.copyOf(targets.subList(0, Math.min(most, targets.size())));
    }

    /**
     * Draws faces whose owners want to pass for one person.
     *
     * @param attackers the faces to attack with; those of the target itself are left out
     * @param target whom they want to pass for
     * @param count how many; fewer if there are fewer faces
     * @param prefix what the ids of the attacks begin with
     * @param seed decides the order
     * @throws IllegalArgumentException if all faces are the target's own
     */
    public static List<AttackTask> impersonations(
            List<Face> attackers, Identity target, int count, String prefix, Seed seed) {
        List<Face> others = turns(attackers, seed).stream()
                .filter(face -> !face.identity().equals(target))
                .toList();
        if (others.isEmpty()) {
            throw new IllegalArgumentException(
                    "illegal target: " + target + " is the only attacker, must be another person of the gallery");
        }
        List<AttackTask> tasks = new ArrayList<>();
        for (Face face : others.subList(0, Math.min(count, others.size()))) {
            tasks.add(impersonation(prefix, tasks.size() + 1, face, target));
        }
        return tasks;
    }

    /**
     * Draws faces whose owners want not to be recognized.
     *
     * @param attackers the faces to attack with
     * @param count how many; fewer if there are fewer faces
     * @param prefix what the ids of the attacks begin with
     * @param seed decides the order
     */
    public static List<AttackTask> dodgings(List<Face> attackers, int count, String prefix, Seed seed) {
        List<AttackTask> tasks = new ArrayList<>();
        List<Face> order = turns(attackers, seed);
        for (Face face : order.subList(0, Math.min(count, order.size()))) {
            tasks.add(new AttackTask(
                    id(prefix, tasks.size() + 1, face, Optional.empty()), List.of(face), new Dodging(face.identity())));
        }
        return tasks;
    }

    /**
     * Puts the pictures of attackers with the same goal together, so that they share one frame: the universal form.
     * Tasks with the same pictures and the same goal become one.
     *
     * @param tasks each with one face
     * @param faces how many pictures share a frame, at least 1
     * @param attackers the faces to take further pictures from
     * @throws IllegalArgumentException if an attacker has fewer pictures
     */
    public static List<AttackTask> universal(List<AttackTask> tasks, int faces, List<Face> attackers) {
        Map<Set<Object>, AttackTask> shared = new LinkedHashMap<>();
        for (AttackTask task : tasks) {
            Face first = task.faces().get(0);
            List<Face> own = new ArrayList<>(task.faces());
            attackers.stream()
                    .filter(face -> face.identity().equals(first.identity()) && !face.equals(first))
                    .limit(faces - 1L)
                    .forEach(own::add);
            if (own.size() < faces) {
                throw new IllegalArgumentException("the attacker " + first.identity() + " has " + own.size()
                        + " pictures, must have at least " + faces + " to share a frame");
            }
            Set<Object> same = new HashSet<>(own);
            same.add(task.goal());
            shared.putIfAbsent(same, new AttackTask(task.id(), own, task.goal()));
        }
        return List.copyOf(shared.values());
    }

    /** Returns the faces so that the people take turns, each person's faces in an order drawn by the seed. */
    private static List<Face> turns(List<Face> faces, Seed seed) {
        Map<Identity, List<Face>> byPerson = new TreeMap<>();
        faces.forEach(face -> byPerson.computeIfAbsent(face.identity(), p -> new ArrayList<>())
                .add(face));
        byPerson.forEach((person, own) -> Collections.shuffle(
                own, new Random(seed.derive("attackers " + person).value())));
        List<Face> turns = new ArrayList<>();
        for (int round = 0; turns.size() < faces.size(); round++) {
            for (List<Face> own : byPerson.values()) {
                if (round < own.size()) {
                    turns.add(own.get(round));
                }
            }
        }
        return turns;
    }

    private static String id(String prefix, int number, Face face, Optional<Identity> target) {
        return AttackName.of(String.format(Locale.ROOT, "%s%03d", prefix, number), face.identity(), target);
    }
}
