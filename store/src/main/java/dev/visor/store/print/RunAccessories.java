package dev.visor.store.print;

import dev.visor.accessory.Accessory;
import dev.visor.evaluation.AttackRecord;
import dev.visor.evaluation.AttackSummary;
import dev.visor.evaluation.Cell;
import dev.visor.evaluation.DefenseResult;
import dev.visor.face.FaceFormat;
import dev.visor.face.Landmarks;
import dev.visor.image.Image;
import dev.visor.print.AccessoryTexture;
import dev.visor.print.PrintedAccessory;
import dev.visor.setting.Registry;
import dev.visor.store.evidence.EvidenceFolder;
import dev.visor.store.run.AttackFolder;
import dev.visor.store.run.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The accessories of the attacks of a run, to be printed. Only reads. Immutable; used by one thread.
 */
public final class RunAccessories {

    private static final int DEPTH = 3;

    private final RunFolder folder;
    private final Map<String, Accessory> accessories;
    private final FaceFormat format;
    private final List<Attack> attacks;

    /**
     * An attack of the run.
     *
     * @param rate the share of its attacker's attacks that reached their goal
     * @param draws the share of its draws that succeed in a simulated print and capture; 0 if that was not tried
     */
    private record Attack(Path folder, String accessory, double rate, double draws, AttackRecord record) {

        boolean isBetterThan(@Nullable Attack other) {
            return other == null || draws > other.draws || draws == other.draws && rate > other.rate;
        }

        String path(Path root) {
            return root.relativize(folder).toString().replace('\\', '/') + "/" + record.id();
        }

        boolean isCalled(String name, Path root) {
            return ("/" + path(root)).endsWith("/" + name);
        }
    }

    /**
     * Looks up the attacks of a run.
     *
     * @param accessories of the run's experiment, by name
     * @param format of the run's pictures
     * @param registry the kinds that the results of the run can name
     * @throws IOException with one line naming the file that cannot be read, or if no attacks are finished
     */
    public RunAccessories(RunFolder folder, Map<String, Accessory> accessories, FaceFormat format, Registry registry)
            throws IOException {
        this.folder = folder;
        this.accessories = accessories;
        this.format = format;
        this.attacks = find(
                folder.isEvaluated()
                        ? new EvidenceFolder(folder).results(registry).defenses()
                        : List.of());
        if (attacks.isEmpty()) {
            throw new IOException(folder.path() + ": has no finished attacks; 'visor run' makes them");
        }
    }

    private Path root() {
        return folder.path().resolve("attacks");
    }

    private List<Attack> find(List<DefenseResult> defenses) throws IOException {
        if (!Files.isDirectory(root())) {
            return List.of();
        }
        List<Path> folders;
        try (Stream<Path> paths = Files.walk(root(), DEPTH)) {
            folders = paths.filter(AttackFolder::isFinished).sorted().toList();
        }
        List<Attack> found = new ArrayList<>();
        for (Path at : folders) {
            String accessory = root().relativize(at).getName(1).toString();
            AttackSummary summary = AttackFolder.readSummary(at);
            double rate =
                    summary.reached().trials() == 0 ? 0 : summary.reached().value();
            String against = at.getNameCount() - root().getNameCount() < DEPTH
                    ? ""
                    : at.getFileName().toString();
            Map<String, Double> draws = draws(defenses, summary, against);
            summary.attacks()
                    .forEach(attack ->
                            found.add(new Attack(at, accessory, rate, draws.getOrDefault(attack.id(), 0.0), attack)));
        }
        return found;
    }

    /**
     * Returns the share of the draws that succeed in a simulated print and capture, by the ids of attacks.
     *
     * @param against the name of the defense that the attacks were made against; empty for the undefended system
     */
    private static Map<String, Double> draws(List<DefenseResult> defenses, AttackSummary summary, String against) {
        Map<String, Double> draws = new HashMap<>();
        defenses.stream()
                .filter(defense -> against.isEmpty()
                        ? defense.isUndefended()
                        : defense.name().equals(against))
                .flatMap(defense -> defense.cell(summary.attacker(), summary.accessory()).stream())
                .map(Cell::printed)
                .filter(Objects::nonNull)
                .flatMap(printed -> printed.attacks().stream())
                .forEach(attack -> draws.put(attack.attack(), attack.success().value()));
        return draws;
    }

    /**
     * Returns the accessories of attacks.
     *
     * @param names of the attacks: ids, or as much of {@code ATTACKER/ACCESSORY/DEFENSE/ID} as makes them unique
     * @param eyeDistance of the wearer in millimeters
     * @throws IllegalArgumentException with one line if a name fits no attack or several
     * @throws IOException with one line naming the picture that cannot be read
     */
    public List<SheetItem> named(List<String> names, double eyeDistance) throws IOException {
        List<SheetItem> items = new ArrayList<>();
        for (String name : names) {
            List<Attack> found = attacks.stream()
                    .filter(attack -> attack.isCalled(name, root()))
                    .toList();
            if (found.size() != 1) {
                List<Attack> shown = found.isEmpty() ? attacks.subList(0, 1) : found;
                throw new IllegalArgumentException("--attack: \"" + name + "\" names " + found.size() + " attacks of "
                        + folder.path() + ", must name one, such as "
                        + shown.stream()
                                .limit(2)
                                .map(attack -> attack.path(root()))
                                .collect(Collectors.joining(" or ")));
            }
            items.add(item(found.get(0), eyeDistance));
        }
        return items;
    }

    /**
     * Returns one of each accessory: the attack that succeeds most often in a simulated print and capture; if that was not tried,
     * the first one that reached its goal, of those attackers who reached it most often.
     *
     * @param eyeDistance of the wearer in millimeters
     * @throws IOException with one line if no attack reached its goal, or a picture cannot be read
     */
    public List<SheetItem> worst(double eyeDistance) throws IOException {
        Map<String, Attack> best = new LinkedHashMap<>();
        for (Attack attack : attacks) {
            if ((attack.record.reached() || attack.draws > 0) && attack.isBetterThan(best.get(attack.accessory))) {
                best.put(attack.accessory, attack);
            }
        }
        if (best.isEmpty()) {
            throw new IOException(folder.path()
                    + ": attacks that reached their goal: 0, must be at least 1 unless --attack names one");
        }
        List<SheetItem> items = new ArrayList<>();
        for (Attack attack : best.values()) {
            items.add(item(attack, eyeDistance));
        }
        return items;
    }

    private SheetItem item(Attack attack, double eyeDistance) throws IOException {
        Accessory accessory = Optional.ofNullable(accessories.get(attack.accessory))
                .orElseThrow(() -> new IOException(attack.folder
                        + ": is of no accessory of the experiment, must be one of " + accessories.keySet()));
        Image picture;
        Image plain;
        try (AttackFolder opened = AttackFolder.openToRead(attack.folder)) {
            picture = opened.picture(attack.record.id());
            plain = opened.plainPicture(attack.record.id());
        }
        if (picture.width() != format.width() || picture.height() != format.height()) {
            throw new IOException(attack.folder.resolve(attack.record.id() + ".png") + ": is " + picture.width() + "x"
                    + picture.height() + ", must be " + format.width() + "x" + format.height());
        }
        Landmarks landmarks = format.landmarks();
        AccessoryTexture texture = AccessoryTexture.of(picture, landmarks, accessory, plain);
        PrintedAccessory printed = new PrintedAccessory(
                attack.accessory, accessory, texture, landmarks, picture.width(), picture.height(), eyeDistance);
        return new SheetItem(
                printed, attack.record.attacker().name().replace('_', ' '), aim(attack.record), attack.record.id());
    }

    private static String aim(AttackRecord attack) {
        return attack.target() == null ? "anybody else" : attack.target().name().replace('_', ' ');
    }
}
