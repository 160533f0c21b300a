package dev.visor.spark.address;

import dev.visor.store.file.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * A change of a folder, all of whose files have been copied as drafts. Once its record is there, whoever comes can complete it, and
 * as often as needed: a draft that is gone was renamed before. Immutable.
 *
 * @param renamed the names of the files by the names of their drafts
 * @param removed the names of the files that go
 */
record Commit(Map<String, String> renamed, List<String> removed) {

    private static final String DRAFTS = RunAddress.OWN + "drafts";
    private static final String RECORD = RunAddress.OWN + "commit.json";

    Commit {
        renamed = Map.copyOf(renamed);
        removed = List.copyOf(removed);
    }

    /** Returns where a file is copied to first. */
    static Path draft(RunAddress address, String draft) {
        return address.file(DRAFTS + "/" + draft);
    }

    /** Returns the commit that somebody has begun and not completed, if there is one. */
    static Optional<Commit> find(RunAddress address) throws IOException {
        Path record = address.file(RECORD);
        if (!address.files().exists(record)) {
            return Optional.empty();
        }
        try (InputStream in = address.files().open(record)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return Optional.of(Json.parse(text, Commit.class, record.toString()));
        }
    }

    /** Writes the record: from here on the change counts. */
    void begin(RunAddress address) throws IOException {
        Path draft = draft(address, "commit");
        try (OutputStream out = address.files().create(draft, true)) {
            out.write(Json.toText(this).getBytes(StandardCharsets.UTF_8));
        }
        rename(address.files(), draft, address.file(RECORD));
    }

    /** Completes the change and removes the record, and then what is left of the drafts. */
    void complete(RunAddress address, Crew crew) throws IOException {
        FileSystem files = address.files();
        crew.each(renamed.entrySet(), move -> {
            Path draft = draft(address, move.getKey());
            if (files.exists(draft)) {
                Path target = address.file(move.getValue());
                make(files, target.getParent());
                files.delete(target, false);
                rename(files, draft, target);
            }
        });
        crew.each(removed, name -> files.delete(address.file(name), false));
        files.delete(address.file(RECORD), false);
        clear(address);
    }

    /** Removes drafts that no record names. */
    static void clear(RunAddress address) throws IOException {
        address.files().delete(address.file(DRAFTS), true);
    }

    private static void make(FileSystem files, Path folder) throws IOException {
        if (!files.mkdirs(folder)) {
            throw new IOException(folder + " can't be made");
        }
    }

    private static void rename(FileSystem files, Path from, Path to) throws IOException {
        if (!files.rename(from, to)) {
            throw new IOException(from + " can't be renamed to " + to);
        }
    }
}
