package dev.visor.store.dataset.pubfig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.store.dataset.DatasetException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PubFigListTest {

    private static final String SUM = "0123456789abcdef0123456789ABCDEF";

    @TempDir
    Path folder;

    @Test
    void readsVersion12() throws IOException {
        PubFigList list = read("# PubFig Dataset v1.2 - dev_urls.txt - http://www.example.org/\n"
                + "#\tperson\timagenum\turl\trect\tmd5sum\n"
                + "Al B\t12\thttp://example.org/a b.jpg\t49,176,197,324\t" + SUM + "\n");
        assertThat(list.entries())
                .containsExactly(new PubFigEntry(
                        "Al B",
                        12,
                        "http://example.org/a b.jpg",
                        new FaceRectangle(49, 176, 197, 324),
                        Optional.of("0123456789abcdef0123456789abcdef"),
                        file() + ": line 3"));
        assertThat(list.whole()).isEqualTo(list);
    }

    @Test
    void readsVersion11WithoutSumsAndVersion10WithoutNamesOfColumns() throws IOException {
        String line = "Al\t1\thttps://example.org/a.jpg\t1,2,3,4";
        for (String head : List.of("#\tperson\timagenum\turl\trect\n", "# PubFig v1.0\n", "")) {
            PubFigList list = read(head + line);
            assertThat(list.entries()).hasSize(1);
            assertThat(list.entries().get(0).md5()).isEmpty();
            assertThat(list.broken()).isEmpty();
        }
        assertThat(read(line + "\t" + SUM).entries().get(0).md5()).isPresent();
    }

    @Test
    void goesByTheNamesOfTheColumns() throws IOException {
        PubFigEntry entry = read("#md5sum\trect\tUrl\tyear\timagenum\tperson\n" + SUM
                        + "\t 1, 2,3,4\thttp://a/b\t2009\t5\tAl\n")
                .entries()
                .get(0);
        assertThat(entry.person()).isEqualTo("Al");
        assertThat(entry.number()).isEqualTo(5);
        assertThat(entry.rectangle()).hasToString("1,2,3,4");
        assertThat(entry.md5()).isPresent();
    }

    @Test
    void readsWhatEditorsMakeOfIt() throws IOException {
        assertThat(read("\ufeff# a comment\r\n\r\nAl\t1\thttp://a/b\t1,2,3,4\r\n")
                        .entries())
                .hasSize(1);
        Files.write(file(), "Zo\u00eb\t1\thttp://a/b\t1,2,3,4".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(PubFigList.read(List.of(file())).entries().get(0).person()).isEqualTo("Zo\u00eb");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Al;1;http://a/b                | illegal number of columns: 3 in "Al?1?http://a/b", must be at least 4 with a tab
            Al;one;http://a/b;1,2,3,4      | illegal imagenum: "one", must be an integer of at least 0
            Al;-1;http://a/b;1,2,3,4       | illegal imagenum: "-1", must be an integer of at least 0
            Al;99999999999;http://a/b;1,2,3,4 | illegal imagenum: "99999999999", must be an integer of at least 0
            Al;1;ftp://a/b;1,2,3,4         | illegal url: "ftp://a/b", must begin with http:// or https:// and a host
            Al;1;http://;1,2,3,4           | illegal url: "http://", must begin with http:// or https:// and a host
            Al;1;;1,2,3,4                  | illegal url: "", must begin with http:// or https:// and a host
            Al;1;http://a/b;1,2,3          | illegal rect: "1,2,3", must be four integers x0,y0,x1,y1 with 0 <= x0 < x1
            Al;1;http://a/b;1,2,3,x        | illegal rect: "1,2,3,x", must be four integers
            Al;1;http://a/b;3,2,3,4        | illegal rect: "3,2,3,4", must be four integers
            Al;1;http://a/b;-1,2,3,4       | illegal rect: "-1,2,3,4", must be four integers
            Al;1;http://a/b;1,2,3,4;12ef   | illegal md5sum: "12ef", must be 32 hexadecimal digits
            """)
    void namesABrokenLine(String line, String message) throws IOException {
        PubFigList list = read("Bo\t1\thttp://a/b\t1,2,3,4\n" + line.replace(';', '\t') + "\n");
        assertThat(list.entries()).hasSize(1);
        assertThat(list.broken()).hasSize(1);
        assertThatThrownBy(list::whole)
                .isInstanceOf(DatasetException.class)
                .hasMessageStartingWith(file() + ": line 2: " + message)
                .hasMessageEndingWith(" (1 broken line, must be none unless --skip-broken is given)");
    }

    @Test
    void countsAllBrokenLinesAndShowsTheFirst() throws IOException {
        PubFigList list = read("a\nb\nc\nd\ne\n" + "x".repeat(1000) + "\n");
        assertThat(list.broken()).hasSize(6).allMatch(line -> line.length() < 300);
        assertThatThrownBy(list::whole)
                .hasMessageContaining("in \"c\"")
                .hasMessageNotContaining("in \"d\"")
                .hasMessageEndingWith("; and 3 more (6 broken lines, must be none unless --skip-broken is given)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"#\tperson\timagenum\turl", "#\tperson\tperson\timagenum\turl\trect"})
    void refusesAHeaderThatLacksAColumnOrHasItTwice(String header) {
        assertBad(
                header + "\nAl\t1\thttp://a/b\t1,2,3,4",
                ": line 1: illegal columns: ",
                "must be person, imagenum, url and rect once each, and md5sum at most once");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../x", "x/../../y", "/etc", "\\x", "C:\\x", "", " ", ".", "..", ".x", "x/.", "a\u0007b"})
    void refusesNamesThatLeaveTheFolderOrCannotBeOne(String person) {
        assertBad(
                person + "\t1\thttp://a/b\t1,2,3,4",
                ": line 1: illegal person: \"",
                "must be a name of at most 200 bytes that begins with no dot and leads to no other folder");
        assertBad("Al\t1\thttp://a/b\t1,2,3,4\n" + person + "\t1\thttp://a/b\t1,2,3,4", ": line 2: illegal person");
    }

    @Test
    void refusesLongNamesAndThoseOfDevices() {
        assertBad("x".repeat(201) + "\t1\thttp://a/b\t1,2,3,4", ": line 1: illegal person: \"x");
        for (String name : List.of("con", "NUL", "com1", "Lpt9.x", "Aux.")) {
            assertBad(
                    name + "\t1\thttp://a/b\t1,2,3,4",
                    ": line 1: illegal person: \"" + name + "\", must be no name that Windows keeps for devices");
        }
    }

    @ParameterizedTest
    @CsvSource({"A/B,A_B", "al,AL", "Al,Al.", "A?,A*", "stra\u00dfe,STRASSE", "Zoe\u0308,Zo\u00eb"})
    void refusesTwoPeopleWhoWouldShareAFolder(String one, String other) {
        assertBad(
                one + "\t1\thttp://a/b\t1,2,3,4\n" + other + "\t2\thttp://a/b\t1,2,3,4",
                ": line 2: the people \"" + one + "\" and \"" + other + "\" would share the folder ");
    }

    @Test
    void namesPicturesThatAreListedTwice() throws IOException {
        PubFigList list = read("Al\t1\thttp://a/b\t1,2,3,4\nAl\t1\thttp://a/c\t1,2,3,4\nAl\t2\thttp://a/b\t1,2,3,4");
        assertThat(list.entries()).extracting(PubFigEntry::url).containsExactly("http://a/b", "http://a/b");
        assertThat(list.duplicates()).containsExactly(file() + ": line 2: picture 1 of \"Al\" was listed before");
        assertThat(PubFigList.read(List.of(file(), file())).duplicates()).hasSize(4);
    }

    @Test
    void refusesWhatIsNoList() throws IOException {
        assertBad("# nothing\n\n", ": no line of a picture, must have at least one of person, imagenum, url and rect");
        Files.delete(file());
        assertThatThrownBy(() -> PubFigList.read(List.of(file()))).hasMessage(file() + ": there is no such file");
        Files.createDirectory(file());
        assertThatThrownBy(() -> PubFigList.read(List.of(file())))
                .hasMessage(file() + ": is no file, must be a list of PubFig such as dev_urls.txt");
    }

    @Test
    void takesThePeopleWithTheMostPictures() throws IOException {
        PubFigList list = read("""
                Cy\t1\thttp://a/b\t1,2,3,4
                Al\t1\thttp://a/b\t1,2,3,4
                Bo\t1\thttp://a/b\t1,2,3,4
                Bo\t2\thttp://a/b\t1,2,3,4
                """);
        assertThat(list.largest(2).entries()).extracting(PubFigEntry::person).containsExactly("Al", "Bo", "Bo");
        assertThat(list.largest(9).entries()).hasSize(4);
        assertThatThrownBy(() -> list.largest(0)).hasMessage("illegal number of people: 0, must be at least 1");
    }

    private Path file() {
        return folder.resolve("dev_urls.txt");
    }

    private PubFigList read(String text) throws IOException {
        return PubFigList.read(List.of(Files.writeString(file(), text)));
    }

    private void assertBad(String text, String... parts) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(DatasetException.class)
                .hasMessageStartingWith(file() + parts[0])
                .hasMessageContainingAll(parts)
                .hasMessageNotContaining("\n");
    }
}
