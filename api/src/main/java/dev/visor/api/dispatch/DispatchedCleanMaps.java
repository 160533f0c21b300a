package dev.visor.api.dispatch;

import dev.visor.api.engine.Piece;
import dev.visor.api.engine.RunEngine;
import dev.visor.image.Image;
import dev.visor.recognition.WhiteBoxRecognizer;
import dev.visor.run.MemoryJournal;
import dev.visor.run.RunContext;
import dev.visor.saliency.CleanMaps;
import dev.visor.saliency.Reading;
import dev.visor.store.kit.RunKit;
import dev.visor.store.run.RunFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Has an engine compute the parts of the mean maps of clean faces, and puts them together. Used by one thread. */
public final class DispatchedCleanMaps implements CleanMaps.Maker {

    private final RunEngine engine;
    private final Path surroundings;
    private final RunFolder folder;

    /**
     * Packs nothing yet.
     *
     * @param engine computes the parts
     * @param surroundings the archive of what the experiment names
     * @param folder of the run, which is locked and has the system without maps
     */
    public DispatchedCleanMaps(RunEngine engine, Path surroundings, RunFolder folder) {
        this.engine = engine;
        this.surroundings = surroundings;
        this.folder = folder;
    }

    @Override
    public CleanMaps make(
            List<Image> faces, List<? extends Reading> readings, WhiteBoxRecognizer recognizer, RunContext run) {
        MemoryJournal parts = new MemoryJournal();
        try {
            Path kit = Files.createTempFile("visor-run-", ".zip");
            try {
                RunKit.pack(folder, kit);
                compute(CleanMaps.parts(faces.size()), new RunPieces(engine, folder, surroundings, kit, run), parts);
            } finally {
                Files.delete(kit);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(String.valueOf(e.getMessage()), e);
        }
        return CleanMaps.of(faces, readings, recognizer, run.withJournal(parts));
    }

    private static void compute(int parts, RunPieces pieces, MemoryJournal into) throws IOException {
        int each = pieces.even(parts);
        for (int from = 0; from < parts; from += each) {
            pieces.add(new Piece.CleanMaps(from, Math.min(parts, from + each)));
        }
        pieces.compute("pieces of the saliency maps of clean faces", into);
    }
}
