package dev.visor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.visor.store.faces.FaceFolderReport;
import dev.visor.store.file.Json;
import dev.visor.store.file.Pictures;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DataCommandTest {

    /** Stands for the temporary folder in arguments and messages. */
    private static final String DIR = "DIR";

    @TempDir
    Path dir;

    @BeforeEach
    void makeFixtures() throws IOException {
        Fixtures.gray(dir.resolve("faces"), 150, 150, false);
        Files.writeString(dir.resolve("text.txt"), "no list");
        urls("good.txt", "Al\t1\thttp://127.0.0.1:1/x\t0,0,4,4");
        urls("broken.txt", "Al\t1\thttp://127.0.0.1:1/x\t0,0,4", "Al\t2\tftp://a/b\t0,0,4,4", "Bo", "Bo\t\t\t", "Cy");
        urls("header.txt", "#\tperson\timagenum\turl", "Al\t1\thttp://127.0.0.1:1/x");
        urls("escape.txt", "../x\t1\thttp://127.0.0.1:1/x\t0,0,4,4");
        urls("device.txt", "NUL\t1\thttp://127.0.0.1:1/x\t0,0,4,4");
        urls("shared.txt", "A/B\t1\thttp://127.0.0.1:1/x\t0,0,4,4", "A_B\t1\thttp://127.0.0.1:1/x\t0,0,4,4");
        urls("empty.txt", "# nothing");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            pubfig DIR/none.txt                        | DIR/none.txt: there is no such file
            pubfig DIR/faces                           | DIR/faces: is no file, must be a list of PubFig such as
            pubfig DIR/text.txt                        | DIR/text.txt: line 1: illegal number of columns: 1 in "no list"
            pubfig DIR/empty.txt                       | DIR/empty.txt: no line of a picture, must have at least one of
            pubfig DIR/broken.txt                      | DIR/broken.txt: line 1: illegal rect: "0,0,4", must be four
            pubfig DIR/broken.txt                      | DIR/broken.txt: line 2: illegal url: "ftp://a/b", must begin
            pubfig DIR/broken.txt                      | and 2 more (5 broken lines, must be none unless --skip-broken
            pubfig DIR/header.txt                      | DIR/header.txt: line 1: illegal columns: person, imagenum, url
            pubfig DIR/escape.txt --skip-broken        | DIR/escape.txt: line 1: illegal person: "../x", must be a name
            pubfig DIR/device.txt                      | illegal person: "NUL", must be no name that Windows keeps for
            pubfig DIR/shared.txt                      | line 2: the people "A/B" and "A_B" would share the folder A_B
            pubfig DIR/good.txt --threads 0            | illegal threads: 0, must be in [1, 64]
            pubfig DIR/good.txt --threads 65           | illegal threads: 65, must be in [1, 64]
            pubfig DIR/good.txt --timeout 0            | illegal timeout: 0, must be in [1, 3600] seconds
            pubfig DIR/good.txt --timeout 3601         | illegal timeout: 3601, must be in [1, 3600] seconds
            pubfig DIR/good.txt --retries -1           | illegal retries: -1, must be in [0, 10]
            pubfig DIR/good.txt --people 0             | illegal number of people: 0, must be at least 1
            pubfig DIR/good.txt --people few           | '--people': 'few' is not an int
            pubfig DIR/good.txt --out DIR/faces        | DIR/faces: holds something else than pictures of 'visor data
            pubfig DIR/good.txt --out DIR/text.txt     | DIR/text.txt: is a file, must be a folder to write to
            pubfig                                     | Missing required parameter: 'URLS_FILE'
            lfw DIR/none                               | DIR/none: there is no such folder
            lfw DIR/text.txt                           | DIR/text.txt: is a file, must be a folder with one subfolder
            lfw DIR/faces                              | DIR/faces: people with at least 20 usable pictures: 0, must be
            lfw DIR/faces --min-pictures 2 --out DIR/faces          | DIR/faces: lies in DIR/faces, must be a folder of
            lfw DIR/faces --min-pictures 2 --out DIR/text.txt       | DIR/text.txt: is a file, must be a new or an empty
            lfw DIR/faces --min-pictures 2 --out DIR                | DIR: is not empty, must be a new or an empty folder
            lfw DIR/faces --min-pictures 1             | illegal number of pictures of a person: 1, must be at least 2
            lfw DIR/faces --people 1                   | illegal number of people: 1, must be at least 2
            lfw DIR/faces --alignment oval             | --alignment: "oval", must be arcface or dlib
            """)
    void badInput(String command, String message) throws IOException {
        String full = "data " + command + (command.contains("--out") ? "" : " --out DIR/new");
        assertBad(full, message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            data                                   | Missing command: pubfig, lfw, align or check; see 'visor data --help'
            data pubfig DIR/good.txt               | Missing required option: '--out=FOLDER'
            data lfw DIR/faces                     | Missing required option: '--out=FOLDER'
            data check                             | Missing required parameter: 'FOLDER'
            data check DIR/none                    | DIR/none: there is no such folder
            data check DIR/text.txt                | DIR/text.txt: is a file, must be a folder with one subfolder
            data check DIR/faces --json DIR/faces  | DIR/faces: is a folder, must be a file to write
            """)
    void badCommands(String command, String message) throws IOException {
        assertBad(command, message);
    }

    @Test
    void fetchesWhatIsAliveAndReportsTheRest() throws IOException {
        byte[] png = Files.readAllBytes(Fixtures.faces(dir.resolve("john")).resolve("John_Salley/1.png"));
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.createContext("/good", exchange -> {
            exchange.sendResponseHeaders(200, png.length);
            exchange.getResponseBody().write(png);
            exchange.close();
        });
        server.start();
        try {
            String base = "http://127.0.0.1:" + server.getAddress().getPort();
            urls(
                    "mixed.txt",
                    "Al\t1\t" + base + "/good\t20,10,130,140",
                    "Al\t2\t" + base + "/good\t25,2,126,128",
                    "Al\t2\t" + base + "/good\t25,2,126,128",
                    "Bo\t1\t" + base + "/none\t0,0,4,4",
                    "Bo\t2\t" + base + "/good\t0,0,190,190",
                    "Bo\t4\t" + base + "/good\t0,0,9,9",
                    "Bo\tthree\t" + base + "/good\t0,0,9,9");
            CommandRun run = good("data pubfig DIR/mixed.txt --out DIR/new --skip-broken");
            assertThat(run.out().lines().map(line -> line.strip().replaceAll(" +", " ")))
                    .contains(
                            "pictures listed 5",
                            "found 2",
                            "rectangle outside of the picture 1",
                            "no face in the rectangle, or none to use 1",
                            "dead 1",
                            "HTTP 404 1",
                            "Al 2 2",
                            "Bo 3 0",
                            "fewer than 2 pictures: Bo (0)");
            assertThat(run.messages())
                    .containsExactly(
                            inDir("left out: DIR/mixed.txt: line 7: illegal imagenum: \"three\", must be an integer of"
                                    + " at least 0"),
                            inDir("left out: DIR/mixed.txt: line 3: picture 2 of \"Al\" was listed before"));
        } finally {
            server.stop(0);
        }
        assertThat(Pictures.read(dir.resolve("new/Al/2.png")).height()).isEqualTo(112);
        assertThat(dir.resolve("new/.visor-pubfig-summary.json")).content().contains("\"HTTP 404\": 1");
        // The server is gone, so whatever is known now was kept.
        assertThat(good("data pubfig DIR/mixed.txt --out DIR/new --skip-broken").out())
                .containsPattern("found +2\\R");
    }

    @Test
    void nothingFoundIsAResultToo() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        urls("dead.txt", "Al\t1\thttp://127.0.0.1:" + port + "/x\t0,0,4,4");
        assertThat(good("data pubfig DIR/dead.txt --out DIR/new --timeout 5").out())
                .containsPattern("  connection refused +1\\R")
                .contains("nothing was found; if there was no network, --again asks once more")
                .contains("fewer than 2 pictures: Al (0)");
    }

    @Test
    void makesAFolderOfLfwThatTrainingTakes() throws IOException {
        Fixtures.faces(dir.resolve("lfw"));
        CommandRun run = good("data lfw DIR/lfw --out DIR/new --min-pictures 2 --alignment dlib");
        assertThat(run.out())
                .contains("kept 3 people with 12 pictures")
                .contains(inDir("wrote DIR/new; train with: visor train --faces DIR/new --alignment dlib"));
        assertThat(Pictures.read(dir.resolve("new/John_Salley/1.png")).width()).isEqualTo(150);
        CommandRun train = CommandRun.of(
                "train",
                "--out",
                dir.resolve("run").toString(),
                "--epochs",
                "1",
                "--faces",
                dir.resolve("new").toString(),
                "--alignment",
                "dlib");
        assertThat(train.code()).as(train.err()).isZero();
    }

    @Test
    void checksAFolder() throws IOException {
        Files.copy(dir.resolve("faces/Al/1.png"), dir.resolve("faces/Al/3.png"));
        Files.writeString(dir.resolve("faces/Al/4.jpg"), "no picture");
        CommandRun run = good("data check DIR/faces --json DIR/check.json");
        assertThat(run.out())
                .contains("2 people with 5 pictures")
                .contains("150x150 of 5 pictures")
                .contains("Al/4.jpg: is no JPEG, PNG, BMP or WebP picture")
                .contains("the same picture of different people, so one label is likely wrong: 2")
                .contains("Al/1.png = Al/3.png = Bo/1.png")
                .contains("training: can use 5 pictures as they are: 150x150 is taken for the alignment dlib");
        FaceFolderReport report = Json.read(dir.resolve("check.json"), FaceFolderReport.class);
        assertThat(report.pictures()).isEqualTo(5);
        assertThat(report.twinsOfSeveral()).hasSize(2);
        assertThat(report.training().verdict()).isEqualTo(FaceFolderReport.Verdict.READY);
    }

    private CommandRun good(String command) {
        return CommandRun.good(args(command));
    }

    private void assertBad(String command, String message) throws IOException {
        Map<String, Integer> before = Fixtures.snapshot(dir);
        CommandRun run = CommandRun.of(args(command));
        assertThat(run.code()).as(run.err()).isEqualTo(2);
        assertThat(run.messages()).hasSize(1);
        assertThat(run.messages().get(0)).startsWith("visor: ").contains(inDir(message));
        assertThat(run.out()).isEmpty();
        assertThat(Fixtures.snapshot(dir)).isEqualTo(before);
    }

    private String[] args(String command) {
        return Stream.of(command.split(" +")).map(this::inDir).toArray(String[]::new);
    }

    private String inDir(String text) {
        return text.replace(DIR, dir.toString());
    }

    private void urls(String name, String... lines) throws IOException {
        Files.write(dir.resolve(name), List.of(lines));
    }
}
