package dev.visor.store.experiment;

import dev.visor.face.FaceSource;
import dev.visor.run.RunContext;
import dev.visor.setting.Setting;
import dev.visor.setting.Settings;
import dev.visor.setting.Type;
import dev.visor.store.faces.AlignedFaces;
import dev.visor.store.faces.FaceFolder;
import dev.visor.store.faces.FaceFolderListing;
import dev.visor.store.faces.FaceSelection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;

/**
 * A folder of aligned faces.
 *
 * @param folder with one subfolder per person
 * @param selection what is taken of it
 */
public record FolderFaceSource(String folder, FaceSelection selection) implements FaceSource {

    /** What files and options can set. */
    public static final Settings<FolderFaceSource> SETTINGS = Settings.of(
            FolderFaceSource.class,
            Setting.of("folder", Type.path(), "aligned faces, one subfolder per person"),
            Setting.inline(FaceSelection.SETTINGS));

    @Override
    public String name() {
        return FaceFolder.nameOf(Path.of(folder)).replaceAll("[\\p{Cc}\\p{Zl}\\p{Zp}]", "?");
    }

    @Override
    public OptionalInt side() {
        return selection.size() == null ? OptionalInt.empty() : OptionalInt.of(selection.size());
    }

    @Override
    public double margin() {
        return selection.surroundings();
    }

    @Override
    public FaceSource withoutMargin() {
        return new FolderFaceSource(folder, selection.withoutMargin());
    }

    @Override
    public Optional<SortedMap<String, String>> files() throws IOException {
        return FaceFolderListing.of(Path.of(folder)).sums();
    }

    @Override
    public Loaded load() throws IOException {
        return FaceFolder.load(Path.of(folder), selection);
    }

    @Override
    public Loaded load(RunContext run) throws IOException {
        return FaceFolder.load(Path.of(folder), selection, run);
    }

    @Override
    public List<String> check(Loaded loaded, int threads, RunContext run) throws IOException {
        if (selection.alignment() != null && selection.alignment().detects()) {
            return List.of();
        }
        return new AlignedFaces(loaded.faces()).check(folder, threads, run);
    }
}
