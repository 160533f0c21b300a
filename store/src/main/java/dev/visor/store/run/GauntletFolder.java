package dev.visor.store.run;

import dev.visor.gauntlet.GauntletResults;
import dev.visor.store.experiment.GauntletFile;
import dev.visor.store.file.AtomicFile;
import dev.visor.store.file.FolderLock;
import dev.visor.store.file.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The folder of a gauntlet:
 *
 * <pre>
 * gauntlet.yaml                                  everything that decides the results; written first
 * run.json                                       versions, weights, faces
 * recognizer.safetensors                         the undefended recognizer
 * hardened/                                      those whose heads were trained with occlusions, if a defense has any
 * attacks/ATTACKER/ACCESSORY/                    attacks of those who do not adapt
 * attacks/ATTACKER/ACCESSORY/DEFENSE/            attacks of those who do
 * cells.jsonl                                    what defenses came to on clean faces and in each cell
 * results.json                                   the results
 * gauntlet.html                                  the report
 * </pre>
 *
 * <p>Whatever lies there belongs to the gauntlet of its gauntlet.yaml, so nothing is ever out of date. Used by one process
 * at a time, which {@link #lock} sees to.
 */
public final class GauntletFolder {

    private final Path folder;

    /** Names a folder, which need not be there yet. */
    public GauntletFolder(Path folder) {
        this.folder = folder;
    }

    /** Returns where it is. */
    public Path path() {
        return folder;
    }

    /**
     * Takes the right to write here, which one process has at a time.
     *
     * @throws IOException with one line if another process has it or the folder can't be written
     */
    public FolderLock lock() throws IOException {
        return FolderLock.take(folder);
    }

    /**
     * Checks that a gauntlet can be written here, before long work starts. Makes nothing.
     *
     * @throws IOException with one line if the folder is a file, can't be written, or holds something else
     */
    public void checkWritable() throws IOException {
        if (!isBegun()) {
            WritableFolder.checkEmpty(folder, "a gauntlet");
        }
        WritableFolder.check(folder);
    }

    /** Tells whether a gauntlet was begun here. */
    public boolean isBegun() {
        return Files.exists(folder.resolve("gauntlet.yaml"));
    }

    /** Writes what decides the results. */
    public void writeGauntlet(GauntletFile gauntlet) throws IOException {
        AtomicFile.write(folder.resolve("gauntlet.yaml"), gauntlet.toYaml().getBytes(StandardCharsets.UTF_8));
    }

    /** Reads what decides the results. */
    public GauntletFile readGauntlet() throws IOException {
        return GauntletFile.read(folder.resolve("gauntlet.yaml"), List.of());
    }

    /** Writes what the gauntlet was run with. */
    public void writeRun(RunRecord run) throws IOException {
        Json.write(folder.resolve("run.json"), run);
    }

    /** Reads what the gauntlet was run with. */
    public RunRecord readRun() throws IOException {
        return Json.read(folder.resolve("run.json"), RunRecord.class);
    }

    /** Returns the file of the undefended recognizer. */
    public Path recognizer() {
        return folder.resolve("recognizer.safetensors");
    }

    /** Returns the folder of the recognizers whose heads were trained with occlusions. */
    public HardenedFolder hardened() {
        return new HardenedFolder(folder.resolve("hardened"));
    }

    /** Returns the folder of the attacks of an attacker who does not adapt. */
    public Path attacks(String attacker, String accessory) {
        return folder.resolve("attacks").resolve(attacker).resolve(accessory);
    }

    /** Returns the folder of the attacks on a defense of an attacker who adapts. */
    public Path attacks(String attacker, String accessory, String defense) {
        return attacks(attacker, accessory).resolve(defense);
    }

    /**
     * Opens what is finished, to go on with; makes it if there is none.
     *
     * @throws IOException with one line if it can't be read or written
     */
    public CellJournal openCells() throws IOException {
        return CellJournal.open(folder.resolve("cells.jsonl"));
    }

    /** Returns the file of the results. */
    public Path results() {
        return folder.resolve("results.json");
    }

    /** Tells whether the gauntlet is finished. */
    public boolean isFinished() {
        return Files.exists(results());
    }

    /** Writes the results. */
    public void writeResults(GauntletResults results) throws IOException {
        Json.write(results(), results);
    }

    /** Reads the results. */
    public GauntletResults readResults() throws IOException {
        if (!isFinished()) {
            throw new IOException(results() + ": is not there; 'visor gauntlet' writes it");
        }
        return Json.read(results(), GauntletResults.class);
    }

    /** Returns the file of the report. */
    public Path report() {
        return folder.resolve("gauntlet.html");
    }

    /** Writes the report. */
    public void writeReport(String html) throws IOException {
        AtomicFile.write(report(), html.getBytes(StandardCharsets.UTF_8));
    }
}
