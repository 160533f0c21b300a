package dev.visor.spark.address;

import dev.visor.store.file.Folders;
import dev.visor.store.run.RunFolder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;

/**
 * Keeps a folder here and one at an address the same. What is at the address is at every moment the folder as it was at one of the
 * calls of {@link #keep}, or is made so by the next {@link #fetch}:
 *
 * <ol>
 *   <li>All new and changed files are copied as drafts. Who fetches drafts without a record removes them.
 *   <li>A record takes its name, which says what the drafts are to be called and which files go.
 *   <li>Drafts are renamed, files are removed, and then the record is. Who fetches a record completes it first.
 * </ol>
 *
 * <p>Only the files that the mirror brought or copied are ever replaced or removed. Used by one thread.
 */
final class AddressMirror implements AutoCloseable {

    private final RunAddress address;
    private final java.nio.file.Path folder;
    private final Crew crew;

    /** The files at the address, and what they were here when they were copied. */
    private final Map<String, LocalFiles.State> there = new HashMap<>();

    private boolean failed;

    /**
     * Names both folders.
     *
     * @param folder is there and empty
     * @param threads how many files are copied at a time, at least 1
     */
    AddressMirror(RunAddress address, java.nio.file.Path folder, int threads) {
        this.address = address;
        this.folder = folder;
        this.crew = new Crew(threads);
    }

    /** What may stop a change before it counts. */
    interface Check {
        void run() throws IOException;
    }

    /**
     * Completes what somebody else has begun, and brings the folder here.
     *
     * @throws IOException if that fails or the folder there is none of a run
     */
    void fetch() throws IOException {
        recover();
        Set<String> names = new HashSet<>();
        for (FileStatus file : address.files().listStatus(address.root())) {
            names.add(file.getPath().getName());
        }
        names.removeIf(name -> name.startsWith(RunAddress.OWN));
        if (!RunFolder.mayHold(names)) {
            throw new AddressException(
                    address.text(), "holds something else than a run of visor, must be new, empty or a run");
        }
        Map<String, Path> files = new LinkedHashMap<>();
        RemoteIterator<LocatedFileStatus> all = address.files().listFiles(address.root(), true);
        while (all.hasNext()) {
            Path file = all.next().getPath();
            String name = address.name(file);
            if (!name.startsWith(RunAddress.OWN) && !LocalFiles.isLeftOut(file.getName())) {
                files.put(name, file);
            }
        }
        crew.each(files.entrySet(), file -> fetch(file.getKey(), file.getValue()));
        there.putAll(LocalFiles.scan(folder));
    }

    private void fetch(String name, Path file) throws IOException {
        java.nio.file.Path target = folder.resolve(name);
        Folders.createParent(target);
        try (InputStream in = address.files().open(file)) {
            Files.copy(in, target);
        }
    }

    private void recover() throws IOException {
        Optional<Commit> begun = Commit.find(address);
        if (begun.isPresent()) {
            begun.get().complete(address, crew);
        } else {
            Commit.clear(address);
        }
    }

    /**
     * Brings to the address what has changed here since the last call.
     *
     * @param check is asked before the change counts
     */
    void keep(Check check) throws IOException {
        SortedMap<String, LocalFiles.State> now = LocalFiles.scan(folder);
        Map<String, String> changed = new LinkedHashMap<>();
        now.forEach((name, state) -> {
            if (!state.equals(there.get(name))) {
                changed.put(String.valueOf(changed.size()), name);
            }
        });
        List<String> gone =
                there.keySet().stream().filter(name -> !now.containsKey(name)).toList();
        if (changed.isEmpty() && gone.isEmpty()) {
            return;
        }
        check.run();
        if (failed) {
            recover();
        }
        failed = true;
        // Should this fail, nobody knows which files it has changed.
        changed.values().forEach(name -> there.put(name, LocalFiles.State.UNKNOWN));
        crew.each(changed.entrySet(), file -> copy(file.getValue(), Commit.draft(address, file.getKey())));
        check.run();
        Commit commit = new Commit(changed, gone);
        commit.begin(address);
        commit.complete(address, crew);
        failed = false;
        changed.values().forEach(name -> there.put(name, now.getOrDefault(name, LocalFiles.State.UNKNOWN)));
        gone.forEach(there::remove);
    }

    private void copy(String name, Path draft) throws IOException {
        try (OutputStream out = address.files().create(draft, true)) {
            Files.copy(folder.resolve(name), out);
        }
    }

    @Override
    public void close() {
        crew.close();
    }
}
