package dev.visor.store.evidence;

import dev.visor.experiment.ExperimentResults;
import dev.visor.setting.Registry;
import dev.visor.store.file.DamagedFileException;
import dev.visor.store.file.FolderLock;
import dev.visor.store.file.Json;
import dev.visor.store.file.Sha256;
import dev.visor.store.file.Sha256Sums;
import dev.visor.store.run.AttackFolder;
import dev.visor.store.run.Checksums;
import dev.visor.store.run.RunFolder;
import dev.visor.store.run.RunRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The manifest of a run folder. Whoever writes must have locked the folder.
 *
 * @param run the folder
 */
public record EvidenceFolder(RunFolder run) {

    /** Returns whether there is a manifest: the run has ended. */
    public boolean isSealed() {
        return Files.exists(run.manifest());
    }

    /** Returns whether the manifest is signed. */
    public boolean isSigned() {
        return Files.exists(run.signature());
    }

    /**
     * Reads the manifest.
     *
     * @throws IOException with one line if there is none or it is damaged
     */
    public Manifest read() throws IOException {
        if (!isSealed()) {
            throw new IOException(
                    run.manifest() + ": is not there; 'visor run' and 'visor report' write it when the run has ended");
        }
        return Json.read(run.manifest(), Manifest.class);
    }

    /**
     * Writes the manifest of a run that has ended, in place of one that is there. What the run wrote must still be as it
     * wrote it.
     *
     * @param versions of the program and its libraries
     * @param commit of the program's sources
     * @throws IOException with one line naming what has changed meanwhile, or what can't be read or written
     */
    public void seal(SortedMap<String, String> versions, String commit) throws IOException {
        checkWritten();
        RunRecord record = run.readRun();
        Manifest manifest = new Manifest(
                Manifest.VERSION,
                commit,
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                versions,
                record.processors(),
                record.weightsSha256(),
                run.readFaces().sums(),
                sums(names()));
        Files.deleteIfExists(run.signature());
        Json.write(run.manifest(), manifest);
    }

    /**
     * Checks what the run wrote so far against the sums that it wrote with it.
     *
     * @throws IOException with one line naming what has changed meanwhile
     */
    public void checkWritten() throws IOException {
        Checksums checksums = run.checksums();
        for (String name : checksums.read().sums().keySet()) {
            Path file = run.path().resolve(name);
            if (Files.exists(file)) {
                checksums.check(file);
            }
        }
        for (String name : names()) {
            if (name.endsWith("/attacks.json")) {
                Path folder = run.path().resolve(name.substring(0, name.lastIndexOf('/')));
                try (AttackFolder attacks = AttackFolder.openToRead(folder)) {
                    attacks.recount();
                    attacks.checkPictures();
                }
            }
        }
    }

    /**
     * Lists files that were written after the run had ended, such as a report or the heads that a defense needs. Files
     * that are listed already keep their sums, apart from those named here. A signature no longer holds and goes.
     *
     * @param written files that were written on purpose; those that are not there are left out
     * @return whether there was a signature that went
     */
    public boolean add(Collection<Path> written) throws IOException {
        Manifest before = read();
        SortedMap<String, String> files = new TreeMap<>(before.files());
        for (Path file : written) {
            if (Files.exists(file)) {
                files.put(name(file), Sha256.of(file));
            }
        }
        if (files.equals(before.files())) {
            return false;
        }
        boolean signed = Files.deleteIfExists(run.signature());
        Json.write(run.manifest(), before.withFiles(files));
        return signed;
    }

    /**
     * Checks that every listed file is as it was.
     *
     * @param except files that may differ
     * @throws DamagedFileException with one line naming the first that differ
     */
    public void check(Set<Path> except) throws IOException {
        List<String> differences = differences(except);
        if (!differences.isEmpty()) {
            throw new DamagedFileException(
                    run.path().toString(),
                    "is not what its " + run.manifest().getFileName() + " says: " + Sha256Sums.summary(differences)
                            + "; 'visor evidence check' shows more");
        }
    }

    /**
     * Reads the results of a finished run, every listed file of which must be as it was.
     *
     * @param registry the kinds that the results can name
     * @throws IOException with one line if this is no run, it is not evaluated, or a file has changed
     */
    public ExperimentResults results(Registry registry) throws IOException {
        run.checkIsRun();
        ExperimentResults results = run.readResults(registry);
        if (isSealed()) {
            check(Set.of(run.report()));
        }
        return results;
    }

    /** Returns how the listed files differ from those that are there. */
    List<String> differences(Set<Path> except) throws IOException {
        SortedMap<String, String> listed = new TreeMap<>(read().files());
        except.forEach(file -> listed.remove(name(file)));
        List<String> there = new ArrayList<>();
        for (String name : listed.keySet()) {
            if (Files.isRegularFile(inside(name))) {
                there.add(name);
            }
        }
        return new Sha256Sums(listed).differences(new Sha256Sums(sums(there)));
    }

    /** Returns the files that the manifest lists. */
    public List<Path> listed() throws IOException {
        return read().files().keySet().stream()
                .map(name -> run.path().resolve(name))
                .toList();
    }

    /** Returns the files that are there but not listed. */
    List<String> unlisted() throws IOException {
        Map<String, String> listed = read().files();
        return names().stream().filter(name -> !listed.containsKey(name)).toList();
    }

    private Path inside(String name) throws DamagedFileException {
        Path file = run.path().resolve(name).normalize();
        if (!file.startsWith(run.path().normalize())) {
            throw new DamagedFileException(run.manifest().toString(), "names a file outside the run: " + name);
        }
        return file;
    }

    private SortedMap<String, String> sums(List<String> names) throws IOException {
        SortedMap<String, String> sums = new TreeMap<>();
        for (String name : names) {
            sums.put(name, Sha256.of(run.path().resolve(name)));
        }
        return sums;
    }

    /** Returns the files that can be listed: not those of the manifest itself, nor what only exists for a moment. */
    private List<String> names() throws IOException {
        try (Stream<Path> all = Files.walk(run.path())) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !file.equals(run.manifest()) && !file.equals(run.signature()))
                    .map(this::name)
                    .filter(name -> !name.equals(FolderLock.NAME) && !name.endsWith(".tmp"))
                    .sorted()
                    .toList();
        }
    }

    private String name(Path file) {
        return run.path().relativize(file).toString().replace('\\', '/');
    }
}
