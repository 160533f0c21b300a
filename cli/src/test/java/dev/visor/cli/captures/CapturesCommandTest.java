package dev.visor.cli.captures;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.cli.CommandRun;
import dev.visor.cli.Fixtures;
import dev.visor.cli.SharedRun;
import dev.visor.evaluation.AttackRecord;
import dev.visor.face.Similarity;
import dev.visor.face.SimilarityWarp;
import dev.visor.image.Color;
import dev.visor.image.Image;
import dev.visor.store.file.Pictures;
import dev.visor.store.run.AttackFolder;
import dev.visor.store.run.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Photographs of attackers and honest people before the system of a run. */
class CapturesCommandTest {

    private static final String FRAME = "eyeglass frame";

    @TempDir
    static Path run;

    @TempDir
    Path dir;

    private static List<AttackRecord> attacks = List.of();

    private Path photos = Path.of("");
    private Path out = Path.of("");
    private final List<String> lines = new ArrayList<>();

    @BeforeAll
    static void copyTheRun() throws IOException {
        run = Fixtures.copy(SharedRun.whole(), run.resolve("run"));
        attacks = AttackFolder.readSummary(folder()).attacks();
    }

    private static Path folder() {
        return new RunFolder(run).attacks("unaware", FRAME);
    }

    /** Writes photographs of three attackers, one of whom shows no face, and of two honest people. */
    @BeforeEach
    void takePhotographs() throws IOException {
        photos = Files.createDirectories(dir.resolve("photos"));
        out = dir.resolve("out");
        lines.add("file,person,accessory,target,attack,session,distance,light");
        for (int i = 0; i < 2; i++) {
            AttackRecord attack = attacks.get(i);
            Image crop = Pictures.read(folder().resolve(attack.id() + ".png"));
            Pictures.writePng(photos.resolve("a" + i + ".png"), i == 0 ? crop : photograph(crop));
            lines.add("a" + i + ".png," + attack.attacker() + "," + FRAME + "," + attack.target() + ",unaware/"
                    + attack.id() + "," + (i + 1) + ",1 m,day");
        }
        Pictures.writePng(photos.resolve("wall.png"), Image.filled(300, 200, new Color(0.5f, 0.4f, 0.3f)));
        lines.add("wall.png," + attacks.get(0).attacker() + "," + FRAME + ","
                + attacks.get(0).target() + ",,1,1 m,day");
        for (int i = 1; i <= 2; i++) {
            Path face =
                    SharedRun.faces().resolve(attacks.get(0).attacker().name()).resolve(i + ".png");
            Pictures.writePng(photos.resolve("h" + i + ".png"), photograph(Pictures.read(face)));
            lines.add("h" + i + ".png," + attacks.get(0).attacker() + ",none,,," + i + ",1 m,day");
        }
        writeTable();
    }

    private void writeTable() throws IOException {
        Files.write(photos.resolve("captures.csv"), lines);
    }

    private static Image photograph(Image crop) {
        return SimilarityWarp.onBlack(new Similarity(1.1, 0.1, 160, 60), 520, 360)
                .apply(crop);
    }

    private CommandRun captures(String... options) {
        List<String> args = new ArrayList<>(List.of(
                "captures",
                photos.toString(),
                "--run",
                run.toString(),
                "--out",
                out.toString(),
                "--defense",
                "rejecting mask"));
        args.addAll(List.of(options));
        return CommandRun.of(args.toArray(String[]::new));
    }

    private void refused(String... messages) throws IOException {
        Map<String, Integer> before = Fixtures.snapshot(dir);
        CommandRun captures = captures();
        assertThat(captures.code()).as(captures.err()).isEqualTo(2);
        assertThat(captures.messages()).containsExactly(messages);
        assertThat(captures.out()).isEmpty();
        assertThat(Fixtures.snapshot(dir)).isEqualTo(before);
    }

    @Test
    void reportsTheRatesAndWritesThemWithAPage() throws IOException {
        CommandRun captures = captures();
        assertThat(captures.code()).as(captures.err()).isZero();
        assertThat(captures.out())
                .contains("no usable face: 1 of 3 photographs of attackers, 0 of 2 of honest people")
                .containsPattern("none +./2 = ")
                .containsPattern("rejecting mask +./2 = ")
                .containsPattern("session +defense +IAPAR")
                .contains("- All honest people are one person, ", "wrote " + out.resolve("captures.html"));
        assertThat(captures.out().lines()).allMatch(line -> line.length() <= 100 || line.startsWith("wrote "));
        List<String> rows = Files.readAllLines(out.resolve("captures.csv"));
        assertThat(rows).hasSize(1 + 5 * 2);
        assertThat(rows.get(0))
                .isEqualTo(
                        "file,person,accessory,target,attack,session,distance,light,system,outcome,person_decided,confidence,"
                                + "target_confidence,proven,no_face");
        assertThat(rows)
                .filteredOn(row -> row.startsWith("wall.png"))
                .allMatch(row -> row.contains(",no_face,,,,,shows no face"));
        assertThat(Files.readString(out.resolve("captures.json")))
                .contains("\"iapar\": {", "\"apcer\": {", "\"bpcer\": {", "\"digital\": ");
        assertThat(Files.readString(out.resolve("captures.html")))
                .contains("The same attacks, digital and captured", "visor captures ")
                .doesNotContain("picture-6"); // the faces of five photographs at most
        assertThat(captures().code()).as("again, over what is there").isZero();
    }

    @Test
    void theReportOfTheRunShowsAndKeepsThem() throws IOException {
        Path own = Fixtures.copy(run, dir.resolve("own"));
        assertThat(captures().code()).isZero();
        CommandRun report = CommandRun.good("report", "--run", own.toString(), "--captures", out.toString());
        assertThat(report.out()).contains("In front of a camera: ");
        assertThat(Files.readString(own.resolve("report.html")))
                .contains("In front of a camera", "The same attacks, digital and captured");
        assertThat(own.resolve("captures.json")).hasSameBinaryContentAs(out.resolve("captures.json"));
        CommandRun.good("evidence", "check", own.toString());
        assertThat(CommandRun.good("report", "--run", own.toString()).out()).contains("In front of a camera: ");

        CommandRun nothing = CommandRun.of("report", "--run", own.toString(), "--captures", photos.toString());
        assertThat(nothing.code()).isEqualTo(2);
        assertThat(nothing.messages())
                .containsExactly(
                        "visor: " + photos.resolve("captures.json") + ": is not there; 'visor captures' writes it");
        String kept = Files.readString(out.resolve("captures.json"));
        String other = kept.replaceFirst("\"run\": \"[0-9a-f]{4}", "\"run\": \"0000");
        Files.writeString(out.resolve("captures.json"), other);
        CommandRun stale = CommandRun.of("report", "--run", own.toString(), "--captures", out.toString());
        assertThat(stale.code()).isEqualTo(2);
        assertThat(stale.messages())
                .containsExactly(
                        "visor: " + own
                                + ": has other results than those that the captures were evaluated with; run 'visor captures' again");
    }

    @Test
    void takesTheFoldersWithoutATableAndAllDefensesOfTheRun() throws IOException {
        Files.delete(photos.resolve("captures.csv"));
        Files.delete(photos.resolve("wall.png"));
        AttackRecord first = attacks.get(0);
        move("a0.png", "attackers/" + first.attacker() + "/as " + first.target() + "/wearing " + FRAME);
        move("a1.png", "attackers/stranger Max/wearing " + FRAME + "/as " + first.target());
        move("h1.png", "honest/" + first.attacker());
        move("h2.png", "honest/" + first.attacker() + "/wearing hat/session 2");
        CommandRun captures =
                CommandRun.good("captures", photos.toString(), "--run", run.toString(), "--out", out.toString());
        assertThat(captures.out())
                .contains("\nrejecting mask ", "\nfound ", "\nhardened ", "\nnone ")
                .contains("No honest person was photographed with the accessory of attackers, eyeglass frame.");
    }

    private void move(String file, String to) throws IOException {
        Files.move(
                photos.resolve(file),
                Files.createDirectories(photos.resolve(to)).resolve(file));
    }

    @Test
    void reportsAllUnknownNamesAndFilesTogether() throws IOException {
        lines.set(1, "a0.png,Jon_Salley," + FRAME + ",John_Salley,,,,");
        lines.set(2, "a1.png,John_Salley," + FRAME + ",Nobody,,,,");
        lines.set(3, "mall.png,John_Salley,none,,,,,");
        lines.add("h1.png,John_Salley,none,,,,,");
        writeTable();
        CommandRun captures = captures();
        assertThat(captures.code()).isEqualTo(2);
        assertThat(captures.messages()).hasSize(5).allMatch(line -> line.startsWith("visor: " + photos + ": "));
        assertThat(captures.err())
                .contains("line 2: person: \"Jon_Salley\", must be one of [", "(did you mean \"John_Salley\"?)")
                .contains("line 3: target: \"Nobody\", must be one of [")
                .contains("line 4: file: \"mall.png\", must be a file in the folder (did you mean \"wall.png\"?)")
                .contains("line 7: file: \"h1.png\", must be there once, is also in line 5")
                .contains("wall.png: is not in captures.csv, must have a line there");
        assertThat(out).doesNotExist();
    }

    @Test
    void refusesPicturesThatAreBrokenOrShowNoFace() throws IOException {
        Fixtures.truncatedJpeg(photos.resolve("half.jpg"));
        Files.writeString(photos.resolve("text.jpg"), "no picture");
        lines.add("half.jpg,John_Salley,none,,,,,");
        lines.add("text.jpg,John_Salley,none,,,,,");
        writeTable();
        CommandRun captures = captures();
        assertThat(captures.code()).isEqualTo(2);
        assertThat(captures.messages())
                .hasSize(2)
                .anyMatch(line -> line.startsWith("visor: " + photos + ": half.jpg: "))
                .contains("visor: " + photos + ": text.jpg: is no JPEG, PNG, BMP or WebP picture");
        assertThat(out).doesNotExist();
        for (String file : List.of("a0.png", "a1.png", "h1.png", "h2.png", "half.jpg", "text.jpg")) {
            Files.delete(photos.resolve(file));
        }
        Files.write(photos.resolve("captures.csv"), List.of(lines.get(0), lines.get(3)));
        refused("visor: " + photos
                + ": has no usable face in 1 photograph, must have at least one; the first is wall.png:"
                + " shows no face that the detector finds");
    }

    @Test
    void refusesFoldersThatItMayNotUse() throws IOException {
        Path good = photos;
        photos = dir.resolve("none");
        refused("visor: " + photos + ": there is no such folder");
        photos = Files.createDirectory(dir.resolve("empty"));
        refused("visor: " + photos + ": has no photograph, must have at least one in attackers/ or honest/");
        photos = good;
        out = photos.resolve("out");
        refused("visor: " + out + ": lies in " + photos + ", must be a folder of its own");
        out = Files.createDirectory(dir.resolve("mine"));
        Files.writeString(out.resolve("letter.txt"), "keep");
        refused("visor: " + out + ": holds something else than an evaluation of captures, must be new, empty or such an"
                + " evaluation");
    }

    @Test
    void writesATemplateToFillIn() throws IOException {
        CommandRun there = captures("--template");
        assertThat(there.code()).isEqualTo(2);
        assertThat(there.messages())
                .containsExactly("visor: " + photos.resolve("captures.csv")
                        + ": is there already; fill it in, or delete it first");
        Files.delete(photos.resolve("captures.csv"));
        assertThat(captures("--template").out())
                .isEqualTo("wrote " + photos.resolve("captures.csv") + "; fill it in" + System.lineSeparator());
        assertThat(Files.readAllLines(photos.resolve("captures.csv")))
                .hasSize(6)
                .contains("a0.png,,,,,,,");
    }
}
