package dev.visor.spark.address;

import dev.visor.store.file.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.hadoop.conf.Configuration;

/**
 * The folder of a run that is kept at an address, and its copy here. One driver at a time writes to an address. Used by one thread.
 */
public final class KeptFolder implements AutoCloseable {

    /** How long changes may wait to be copied together. */
    private static final Duration WAIT = Duration.ofSeconds(15);

    /** A long copy is worth its time only after so many times as long. */
    private static final int SHARE = 10;

    private static final int THREADS = 8;

    private final RunAddress address;
    private final AddressLock lock;
    private final Path folder;
    private final AddressMirror mirror;
    private long next;

    private KeptFolder(RunAddress address, AddressLock lock, Path folder) {
        this.address = address;
        this.lock = lock;
        this.folder = folder;
        this.mirror = new AddressMirror(address, folder, THREADS);
    }

    /**
     * Brings what is kept at an address into a new folder here.
     *
     * @param settings of the file systems
     * @throws AddressException if the address can't be used, holds something else than a run, or another driver writes there
     */
    public static KeptFolder fetch(String text, Configuration settings) throws AddressException {
        return fetch(text, settings, AddressLock.Patience.USUAL);
    }

    static KeptFolder fetch(String text, Configuration settings, AddressLock.Patience patience)
            throws AddressException {
        RunAddress address = RunAddress.open(text, settings);
        try {
            AddressLock lock = AddressLock.take(address, patience);
            try {
                return fetch(address, lock);
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException | RuntimeException | LinkageError e) {
            throw AddressException.of(text, e);
        }
    }

    private static KeptFolder fetch(RunAddress address, AddressLock lock) throws IOException {
        Path folder = Files.createTempDirectory("visor-copy-");
        KeptFolder kept = new KeptFolder(address, lock, folder);
        try {
            kept.mirror.fetch();
            kept.next = System.nanoTime() + WAIT.toNanos();
            return kept;
        } catch (IOException | RuntimeException e) {
            kept.mirror.close();
            Folders.delete(folder);
            throw e;
        }
    }

    /** Returns the copy here. */
    public Path folder() {
        return folder;
    }

    /**
     * Takes over what the run has written and removed here.
     *
     * @param all whether at once; otherwise it may wait for a later call
     * @throws AddressException if the address can't be written any more
     */
    public void kept(boolean all) throws AddressException {
        long start = System.nanoTime();
        if (all || start - next >= 0) {
            try {
                mirror.keep(lock::check);
            } catch (IOException | RuntimeException e) {
                throw AddressException.of(address.text(), e);
            }
            long end = System.nanoTime();
            next = end + Math.max(WAIT.toNanos(), SHARE * (end - start));
        }
    }

    /**
     * Removes the copy here, and gives the address free.
     *
     * @throws AddressException if that fails
     */
    @Override
    public void close() throws AddressException {
        mirror.close();
        try {
            Folders.delete(folder);
            lock.close();
        } catch (IOException | RuntimeException e) {
            throw AddressException.of(address.text(), e);
        }
    }
}
