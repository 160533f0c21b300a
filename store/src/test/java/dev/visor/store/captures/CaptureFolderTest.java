package dev.visor.store.captures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.attack.Knowledge;
import dev.visor.evaluation.AttackRecord;
import dev.visor.evaluation.AttackSummary;
import dev.visor.evaluation.AttackerSummary;
import dev.visor.evaluation.captured.Capture;
import dev.visor.evaluation.captured.PrintedAttack;
import dev.visor.evaluation.captured.RunAttacks;
import dev.visor.face.Identity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaptureFolderTest {

    private static final Identity ADA = new Identity("Ada");
    private static final Identity BOB = new Identity("Bob");
    private static final Identity ZOE = new Identity("Zo\u00eb");
    private static final String FRAME = "eyeglass frame";

    @TempDir
    Path dir;

    private static KnownNames known() {
        AttackRecord first = new AttackRecord("E1_Ada_as_Bob", "f", ADA, BOB, true, 1, 1, 0.1, 1, 0, 1, null);
        AttackRecord second = new AttackRecord("E2_Bob_as_Ada", "f", BOB, ADA, true, 1, 1, 0.1, 1, 0, 1, null);
        RunAttacks attacks = new RunAttacks(
                List.of(new AttackerSummary("curious", Knowledge.WHITE_BOX, false, "impersonation", 1, 1)),
                List.of(
                        AttackSummary.of("unaware", FRAME, List.of(first, second)),
                        AttackSummary.of("curious", FRAME, List.of(first))),
                List.of());
        return new KnownNames(List.of(ADA, BOB, ZOE), attacks);
    }

    private void picture(String name) throws IOException {
        Path file = dir.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "");
    }

    private void table(String... lines) throws IOException {
        Files.writeString(dir.resolve("captures.csv"), String.join("\n", lines) + "\n");
    }

    private List<Capture> read() throws IOException {
        return List.copyOf(CaptureFolder.read(dir, known()).captures().keySet());
    }

    private List<String> problems() {
        try {
            CaptureFolder.read(dir, known());
        } catch (CapturesException e) {
            return e.problems().stream()
                    .map(line -> line.replace(dir + ": ", ""))
                    .toList();
        } catch (IOException e) {
            return List.of(String.valueOf(e.getMessage()).replace(dir.toString(), "DIR"));
        }
        return List.of();
    }

    @Test
    void aTableSaysWhoIsWho() throws IOException {
        picture("a.jpg");
        picture("more/b.png");
        table(
                "target,file,person,accessory,attack,session,distance,light",
                "Bob,a.jpg,Ada," + FRAME + ",unaware/E1_Ada_as_Bob,1,2 m,dim",
                ",more/b.png,Bob,none,,2,,");
        assertThat(read())
                .containsExactly(
                        new Capture(
                                "a.jpg",
                                ADA,
                                FRAME,
                                BOB,
                                new PrintedAttack("unaware", "", "E1_Ada_as_Bob"),
                                "1",
                                "2 m",
                                "dim"),
                        new Capture("more/b.png", BOB, "", null, null, "2", "", ""));
    }

    @Test
    void foldersSayWhoIsWhoInCountingOrder() throws IOException {
        picture("attackers/Ada/as Bob/wearing eyeglass frame/10.jpg");
        picture("attackers/Ada/as Bob/wearing eyeglass frame/2.jpg");
        picture("attackers/stranger Max/session 2/wearing hat/as Ada/light dim/distance 1 m/3.jpg");
        picture("honest/Bob/4.jpg");
        picture("honest/Bob/wearing hat/session 1/5.jpg");
        picture(".hidden/x.jpg");
        picture("honest/Bob/.DS_Store");
        assertThat(read())
                .extracting(Capture::file)
                .containsExactly(
                        "attackers/Ada/as Bob/wearing eyeglass frame/2.jpg",
                        "attackers/Ada/as Bob/wearing eyeglass frame/10.jpg",
                        "attackers/stranger Max/session 2/wearing hat/as Ada/light dim/distance 1 m/3.jpg",
                        "honest/Bob/4.jpg",
                        "honest/Bob/wearing hat/session 1/5.jpg");
        assertThat(read().get(2))
                .isEqualTo(new Capture(read().get(2).file(), new Identity("Max"), "hat", ADA, null, "2", "1 m", "dim"));
        assertThat(read().get(4).accessory()).isEqualTo("hat");
    }

    @Test
    void namesInOtherUnicodeFormsAreTheSame() throws IOException {
        String decomposed = Normalizer.normalize("Zo\u00eb", Normalizer.Form.NFD);
        picture("honest/" + decomposed + "/1.jpg");
        assertThat(read().get(0).person()).isEqualTo(ZOE);
        table("file,person,target", "honest/Zo\u00eb/1.jpg," + decomposed + ",");
        assertThat(read().get(0).person()).isEqualTo(ZOE);
    }

    @Test
    void reportsAllProblemsOfATableTogether() throws IOException {
        for (String name : List.of("a.jpg", "b.jpg", "c.jpg", "d.jpg", "e.jpg", "extra.HEIC")) {
            picture(name);
        }
        table(
                "file,person,accessory,target,attack",
                "a.jpg,Adda,hat,Bob,",
                "b.jpg,Ada,hat,Bobb,",
                "c.jp,Ada,,,",
                "d.jpg,Bob,,,",
                "d.jpg,Ada,,,",
                "c.jpg,Ada,,Bob,",
                "e.jpg,Ada,,,unaware/E1_Ada_as_Bob",
                "../x.jpg,Ada,,,",
                "e.jpg,Ada");
        assertThat(problems())
                .containsExactly(
                        "captures.csv, line 4: file: \"c.jp\", must be a file in the folder (did you mean \"c.jpg\"?)",
                        "captures.csv, line 6: file: \"d.jpg\", must be there once, is also in line 5",
                        "captures.csv, line 9: file: \"../x.jpg\", must be a file in the folder",
                        "captures.csv, line 10: has 2 values, must have as many as there are columns, 5",
                        "extra.HEIC: is not in captures.csv, must have a line there",
                        "captures.csv, line 2: person: \"Adda\", must be one of [Ada, Bob, Zo\u00eb] (did you mean \"Ada\"?);"
                                + " an attacker who is not enrolled is written \"stranger Adda\"",
                        "captures.csv, line 3: target: \"Bobb\", must be one of [Ada, Bob, Zo\u00eb] (did you mean \"Bob\"?)",
                        "captures.csv, line 7: accessory: none, must name what the attacker wears, such as eyeglass frame",
                        "captures.csv, line 8: attack: \"unaware/E1_Ada_as_Bob\", must be empty for an honest person, who has"
                                + " no target");
    }

    @Test
    void refusesUnknownColumns() throws IOException {
        picture("a.jpg");
        table("file,persn,target,target", "a.jpg,Ada,,");
        assertThat(problems())
                .startsWith(
                        "captures.csv, line 1: column: \"persn\", must be one of [file, person, accessory, target, attack,"
                                + " session, distance, light] (did you mean \"person\"?)",
                        "captures.csv, line 1: column: \"target\", must be there once",
                        "captures.csv, line 1: has no column \"person\"");
        table("file;person;target", "a.jpg;Ada;");
        assertThat(problems())
                .containsExactly("captures.csv, line 1: has semicolons between its values, must have commas");
    }

    @Test
    void refusesAttacksThatTheRunDoesNotHave() throws IOException {
        picture("a.jpg");
        String begin = "captures.csv, line 2: attack: ";
        assertThat(attackProblem(FRAME, "unaware/E1_Ada_as_Bo"))
                .isEqualTo(begin
                        + "\"unaware/E1_Ada_as_Bo\", must be an attack of the run with eyeglass frame (did you mean"
                        + " \"unaware/E1_Ada_as_Bob\"?)");
        assertThat(attackProblem(FRAME, "E1_Ada_as_Bob"))
                .isEqualTo(begin
                        + "\"E1_Ada_as_Bob\", must be one attack: curious/E1_Ada_as_Bob or unaware/E1_Ada_as_Bob");
        assertThat(attackProblem(FRAME, "E2_Bob_as_Ada"))
                .isEqualTo(begin + "\"E2_Bob_as_Ada\", must be an attack that aims for Bob; this one aims for Ada");
        assertThat(attackProblem("hat", "E1_Ada_as_Bob"))
                .isEqualTo(
                        begin + "\"E1_Ada_as_Bob\", must be empty, because the run has no evaluated attacks with hat");
    }

    private String attackProblem(String accessory, String attack) throws IOException {
        table("file,person,accessory,target,attack", "a.jpg,Ada," + accessory + ",Bob," + attack);
        return problems().get(0);
    }

    @Test
    void refusesFoldersThatSayNothing() throws IOException {
        picture("attackers/Ada/1.jpg");
        picture("attackers/Ada/as Bob/2.jpg");
        picture("attackers/Ada/as Bob/as Ada/wearing hat/3.jpg");
        picture("honest/Ada/as Bob/4.jpg");
        picture("honest/Ada/wering hat/5.jpg");
        picture("honest/Max/6.jpg");
        picture("honest/stranger Max/7.jpg");
        picture("8.jpg");
        assertThat(problems())
                .containsExactly(
                        "8.jpg: must lie in attackers/PERSON/as TARGET/wearing ACCESSORY or in honest/PERSON, or captures.csv"
                                + " must list it",
                        "attackers/Ada/1.jpg: has no folder \"as TARGET\", which says whom the attacker aims for",
                        "attackers/Ada/as Bob/as Ada/wearing hat/3.jpg: has two folders that begin with \"as\", must have one",
                        "honest/Ada/as Bob/4.jpg: has a folder \"as Bob\", must have none for an honest person",
                        "honest/Ada/wering hat/5.jpg: the folder \"wering hat\" must be one of [as, wearing, session, distance,"
                                + " light, attack] and a value, such as \"session 2\" (did you mean \"wearing\"?)",
                        "attackers/Ada/as Bob/2.jpg: accessory: none, must name what the attacker wears, such as eyeglass frame",
                        "honest/Max/6.jpg: person: \"Max\", must be one of [Ada, Bob, Zo\u00eb]",
                        "honest/stranger Max/7.jpg: person: \"stranger Max\", must be an attacker who is not enrolled");
    }

    @Test
    void refusesFoldersWithoutPictures() throws IOException {
        assertThat(problems())
                .containsExactly("DIR: has no photograph, must have at least one in attackers/ or honest/");
        table("file,person,target");
        assertThat(problems()).containsExactly("DIR: has no photograph, must have at least one in captures.csv");
        assertThatThrownBy(() -> CaptureFolder.read(dir.resolve("none"), known()))
                .hasMessage(dir.resolve("none") + ": there is no such folder");
        assertThatThrownBy(() -> CaptureFolder.read(dir.resolve("captures.csv"), known()))
                .hasMessage(dir.resolve("captures.csv") + ": is a file, must be a folder of photographs");
    }

    @Test
    void writesATemplateOnceWithALineForEachPicture() throws IOException {
        picture("10, b.jpg");
        picture("2.jpg");
        picture("notes.txt");
        Path table = CaptureFolder.writeTemplate(dir);
        assertThat(Files.readString(table))
                .isEqualTo("file,person,accessory,target,attack,session,distance,light\r\n2.jpg,,,,,,,\r\n"
                        + "\"10, b.jpg\",,,,,,,\r\n");
        assertThat(problems().get(0))
                .startsWith("captures.csv, line 2: person: \"\", must be one of [Ada, Bob, Zo\u00eb]");
        assertThatThrownBy(() -> CaptureFolder.writeTemplate(dir))
                .hasMessage(table + ": is there already; fill it in, or delete it first");
        Path empty = Files.createDirectory(dir.resolve("empty"));
        assertThatThrownBy(() -> CaptureFolder.writeTemplate(empty))
                .hasMessage(empty + ": has no picture, must have at least one");
    }
}
