package dev.visor.cli.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.cli.CommandRun;
import dev.visor.cli.Fixtures;
import dev.visor.cli.SharedRun;
import dev.visor.store.evidence.EvidenceFolder;
import dev.visor.store.evidence.Manifest;
import dev.visor.store.file.Sha256;
import dev.visor.store.run.RunFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvidenceCommandTest {

    @TempDir
    static Path dir;

    private static Path key = Path.of("");
    private static Path publicKey = Path.of("");

    @BeforeAll
    static void makeKeys() throws IOException, GeneralSecurityException {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        key = pem("key.pem", "PRIVATE KEY", pair.getPrivate().getEncoded());
        publicKey = pem("public.pem", "PUBLIC KEY", pair.getPublic().getEncoded());
    }

    private static Path pem(String name, String kind, byte[] encoded) throws IOException {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded);
        return Files.writeString(
                dir.resolve(name), "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n");
    }

    private static CommandRun check(Path run, String... options) {
        String[] args = new String[3 + options.length];
        args[0] = "evidence";
        args[1] = "check";
        args[2] = run.toString();
        System.arraycopy(options, 0, args, 3, options.length);
        return CommandRun.of(args);
    }

    @Test
    void aFinishedRunHasAManifestOfEverything() throws IOException {
        RunFolder run = new RunFolder(SharedRun.whole());
        Manifest manifest = new EvidenceFolder(run).read();
        Map<String, Integer> there = Fixtures.snapshot(run.path());
        there.keySet().removeIf(name -> Files.isDirectory(run.path().resolve(name)) || name.equals("manifest.json"));
        assertThat(manifest.files().keySet()).isEqualTo(there.keySet()).contains("report.html", "checksums.sha256");
        assertThat(manifest.files()).containsEntry("results.json", Sha256.of(run.results()));
        assertThat(manifest.faces()).hasSize(12).containsKey("John_Salley/1.png");
        assertThat(manifest.processors()).isEqualTo(run.readRun().processors()).hasSize(1);
        assertThat(manifest.date()).matches("20\\d\\d-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
        assertThat(manifest.commit()).matches("unknown|[0-9a-f]{40}(-dirty)?");
    }

    @Test
    void checksFilesAndFiguresAndRepeatsAttacks() throws IOException {
        Map<String, Integer> before = Fixtures.snapshot(SharedRun.whole());
        CommandRun run = check(SharedRun.whole(), "--rerun", "2", "--draw", "5");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("signature  none", "files      all ", "figures    every rate follows from the journals")
                .contains("rerun      attacks drawn with --draw 5");
        assertThat(run.out().lines().filter(line -> line.endsWith(": the same picture and scores")))
                .hasSize(2);
        assertThat(Fixtures.snapshot(SharedRun.whole())).isEqualTo(before);
    }

    /** Whoever changes a figure can change the sums as well, but then it does not follow from the journals. */
    @Test
    void aChangedFigureIsNamedWithBothValues() throws IOException {
        RunFolder run = new RunFolder(Fixtures.copy(SharedRun.whole(), dir.resolve("forged")));
        String results = Files.readString(run.results());
        String forged = results.replaceFirst("(\"recognized\": \\{\\s+\"hits\": )\\d+", "$10")
                .replaceFirst(
                        "(\"success\": \\{\\s+\"hits\": \\d+,\\s+\"trials\": \\d+,\\s+\"rate\": )[0-9.]+", "$10.25");
        assertThat(forged).isNotEqualTo(results);
        Files.writeString(run.results(), forged);
        CommandRun simple = check(run.path());
        assertThat(simple.code()).isEqualTo(3);
        assertThat(simple.messages())
                .contains("visor: results.json has changed since the manifest was written")
                .anyMatch(line -> line.matches(
                        "visor: results.json: defenses\\[rejecting mask]\\.clean\\.recognized\\.hits is 0, but the rest of"
                                + " the run gives [1-6]"))
                .anyMatch(line -> line.matches("visor: results.json: defenses\\[rejecting mask]\\.cells\\[unaware,"
                        + " eyeglass frame]\\.success\\.rate is 0\\.25, but the rest of the run gives .*"));
        CommandRun report = CommandRun.of("report", "--run", run.path().toString());
        assertThat(report.code()).isEqualTo(2);
        assertThat(report.err()).contains("results.json: is not what the run wrote");

        run.checksums().write(run.results(), forged.getBytes(StandardCharsets.UTF_8));
        CommandRun again = CommandRun.of("report", "--run", run.path().toString());
        assertThat(again.code()).isEqualTo(2);
        assertThat(again.messages())
                .containsExactly("visor: " + run.path() + ": is not what its manifest.json says: checksums.sha256 has"
                        + " changed, results.json has changed; 'visor evidence check' shows more");
        new EvidenceFolder(run).add(List.of(run.results(), run.checksums().file()));
        assertThat(check(run.path()).messages())
                .hasSize(2)
                .allMatch(line -> line.startsWith("visor: results.json: defenses[rejecting mask]."));
    }

    @Test
    void signsAndVerifies() throws IOException, GeneralSecurityException {
        Path run = Fixtures.copy(SharedRun.whole(), dir.resolve("signed"));
        CommandRun.good("report", "--run", run.toString()); // names the folder
        assertBad(
                check(run, "--public-key", publicKey.toString()),
                run.resolve("manifest.json.sig") + ": is not there; 'visor evidence sign' writes it");
        CommandRun sign = CommandRun.good("evidence", "sign", run.toString(), "--key", key.toString());
        assertThat(sign.out()).isEqualTo("wrote " + run.resolve("manifest.json.sig") + System.lineSeparator());
        CommandRun good = check(run, "--public-key", publicKey.toString());
        assertThat(good.code()).as(good.err()).isZero();
        assertThat(good.out()).contains("signature  by the owner of " + publicKey);
        CommandRun.good("report", "--run", run.toString());
        assertThat(run.resolve("manifest.json.sig"))
                .as("the report is the same")
                .exists();

        KeyPair other = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        Path stranger = pem("stranger.pem", "PUBLIC KEY", other.getPublic().getEncoded());
        CommandRun foreign = check(run, "--public-key", stranger.toString());
        assertThat(foreign.code()).isEqualTo(3);
        assertThat(foreign.messages())
                .containsExactly(
                        "visor: manifest.json.sig: is no signature of manifest.json by the owner of " + stranger);
        Files.writeString(run.resolve("manifest.json.sig"), "x");
        assertThat(check(run, "--public-key", publicKey.toString()).code()).isEqualTo(3);
        Files.writeString(run.resolve("times.json"), "[]");
        assertBad(
                CommandRun.of("evidence", "sign", run.toString(), "--key", key.toString()),
                run
                        + ": is not what its manifest.json says: times.json has changed; 'visor evidence check' shows more");
    }

    @Test
    void badKeysAreNamed() throws IOException, GeneralSecurityException {
        Path run = Fixtures.copy(SharedRun.whole(), dir.resolve("keys"));
        assertThat(sign(run, publicKey)).contains(publicKey + ": holds a PUBLIC KEY, must hold a PRIVATE KEY");
        assertThat(sign(run, dir.resolve("none"))).contains(dir.resolve("none") + ": there is no such file");
        Path text = Files.writeString(dir.resolve("text"), "hello");
        assertThat(sign(run, text)).contains(text + ": is no key in a PEM file; 'openssl genpkey -algorithm ed25519'");
        Path encrypted = pem("encrypted.pem", "ENCRYPTED PRIVATE KEY", new byte[50]);
        assertThat(sign(run, encrypted)).contains("decrypt it with 'openssl pkey' first");
        Path rsa = pem(
                "rsa.pem",
                "PRIVATE KEY",
                KeyPairGenerator.getInstance("RSA")
                        .generateKeyPair()
                        .getPrivate()
                        .getEncoded());
        assertThat(sign(run, rsa)).contains(rsa + ": is no private key for Ed25519");
        assertThat(run.resolve("manifest.json.sig")).doesNotExist();
    }

    private static String sign(Path run, Path with) {
        CommandRun refused = CommandRun.of("evidence", "sign", run.toString(), "--key", with.toString());
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.messages()).hasSize(1);
        return refused.err();
    }

    @Test
    void whatIsNoFinishedRunIsRefused() throws IOException {
        Path none = dir.resolve("nowhere");
        assertBad(check(none), none + ": there is no such folder");
        Path foreign = Files.createDirectories(dir.resolve("foreign"));
        Files.writeString(foreign.resolve("a.txt"), "x");
        assertBad(check(foreign), foreign + ": holds no run of visor, which would have a run.json");
        assertBad(
                check(SharedRun.trained()),
                SharedRun.trained().resolve("manifest.json")
                        + ": is not there; 'visor run' and 'visor report' write it when the run has ended");
        Path old = Files.createDirectories(dir.resolve("old"));
        Files.writeString(old.resolve("run.json"), "{\"weightsSha256\": \"00\"}");
        assertBad(
                check(old),
                old + ": is a run of Visor 0.1, which this version can't read; run its experiment again in another"
                        + " folder");
        assertBad(check(SharedRun.whole(), "--rerun", "0"), "illegal --rerun: 0, must be at least 1");
    }

    private static void assertBad(CommandRun run, String message) {
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).isEqualTo("visor: " + message + System.lineSeparator());
    }
}
