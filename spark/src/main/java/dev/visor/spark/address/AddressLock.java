package dev.visor.spark.address;

import dev.visor.store.file.DamagedFileException;
import dev.visor.store.file.Json;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The right to write to an address, which one driver has at a time: a file that names the driver, and that it writes anew every few
 * seconds. A file that nobody has written for {@link Patience#silence} is that of a driver that has died, and so is one of a process
 * of this machine that has ended. Both times are those of the file system, so that clocks need not agree.
 *
 * <p>File systems differ in what they promise about a file that two create at a time. Therefore the owner looks again before each
 * change, and stops if the file has become another's. Thread-safe.
 */
final class AddressLock implements AutoCloseable {

    private static final String NAME = RunAddress.OWN + "lock.json";

    private final RunAddress address;
    private final Owner owner;
    private final boolean made;
    private final ScheduledExecutorService pulse;

    private AddressLock(RunAddress address, Owner owner, boolean made, Patience patience) {
        this.address = address;
        this.owner = owner;
        this.made = made;
        this.pulse = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "visor-address-lock");
            thread.setDaemon(true);
            return thread;
        });
        long period = patience.pulse.toMillis();
        pulse.scheduleWithFixedDelay(this::beat, period, period, TimeUnit.MILLISECONDS);
    }

    /**
     * How patient drivers are with each other.
     *
     * @param pulse how often the owner writes its file
     * @param silence after which it counts as dead
     * @param settling after which somebody who takes over from a dead one looks whether another did so at the same time
     */
    record Patience(Duration pulse, Duration silence, Duration settling) {
        static final Patience USUAL =
                new Patience(Duration.ofSeconds(15), Duration.ofMinutes(3), Duration.ofSeconds(3));
    }

    /**
     * Takes the right; makes the folder if it is not there.
     *
     * @throws AddressException if another driver has it
     * @throws IOException if the file system refuses
     */
    static AddressLock take(RunAddress address, Patience patience) throws IOException {
        FileSystem files = address.files();
        boolean made = !files.exists(address.root());
        if (!made && files.getFileStatus(address.root()).isFile()) {
            throw new AddressException(address.text(), "is a file, must be a folder");
        }
        if (!files.mkdirs(address.root())) {
            throw new AddressException(address.text(), "can't be made a folder; check the rights above it");
        }
        Owner owner = Owner.here();
        if (!create(address, owner)) {
            takeOver(address, owner, patience);
        }
        AddressLock lock = new AddressLock(address, owner, made, patience);
        try {
            lock.check();
            return lock;
        } catch (IOException | RuntimeException e) {
            lock.pulse.shutdownNow();
            throw e;
        }
    }

    /** Takes the right from a driver that has died. */
    private static void takeOver(RunAddress address, Owner owner, Patience patience) throws IOException {
        Path file = address.file(NAME);
        Optional<Owner> other = read(address);
        boolean dead = other.isPresent() && other.get().hasEnded();
        Duration silent = dead ? patience.silence : silence(address, file);
        if (silent.compareTo(patience.silence) < 0) {
            String who = other.map(Owner::name).orElse("another driver");
            throw new AddressException(
                    address.text(),
                    "is being written by " + who + ", which was there " + silent.toSeconds()
                            + " s ago; wait for its end, or, if it has died, start again in "
                            + (patience.silence.minus(silent).toSeconds() + 1) + " s");
        }
        address.files().delete(file, false);
        boolean created = create(address, owner);
        pause(patience.settling);
        if (!created || !read(address).map(owner::equals).orElse(false)) {
            throw new AddressException(
                    address.text(), "another driver goes on with it at the same time; wait for its end");
        }
    }

    /** Returns how long ago a file was written, by the clock of the file system. */
    private static Duration silence(RunAddress address, Path file) throws IOException {
        FileSystem files = address.files();
        Path probe = address.file(RunAddress.OWN + UUID.randomUUID());
        files.create(probe, false).close();
        try {
            FileStatus now = files.getFileStatus(probe);
            long time = now.getModificationTime() - files.getFileStatus(file).getModificationTime();
            return Duration.ofMillis(Math.max(0, time));
        } catch (FileNotFoundException e) {
            return Duration.ZERO; // its owner has just ended or gone on
        } finally {
            files.delete(probe, false);
        }
    }

    private static void pause(Duration time) throws IOException {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    private static boolean create(RunAddress address, Owner owner) throws IOException {
        try {
            write(address, owner, false);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        }
    }

    private static void write(RunAddress address, Owner owner, boolean again) throws IOException {
        try (OutputStream out = address.files().create(address.file(NAME), again)) {
            out.write(Json.toText(owner).getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Returns who owns the address; nobody if there is no file, or one that is being written. */
    private static Optional<Owner> read(RunAddress address) throws IOException {
        Path file = address.file(NAME);
        try (InputStream in = address.files().open(file)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return Optional.of(Json.parse(text, Owner.class, file.toString()));
        } catch (FileNotFoundException | DamagedFileException e) {
            return Optional.empty();
        }
    }

    /**
     * Checks that this driver still has the right, and says that it is alive.
     *
     * @throws AddressException if another one has taken over
     */
    synchronized void check() throws IOException {
        Optional<Owner> now = read(address);
        if (!now.map(owner::equals).orElse(false)) {
            throw new AddressException(
                    address.text(),
                    "was taken over by " + now.map(Owner::name).orElse("another driver") + ", so this one stops");
        }
        write(address, owner, true);
    }

    private void beat() {
        try {
            check();
        } catch (IOException | RuntimeException e) {
            // The next change says so.
        }
    }

    /** Gives the right back; a folder that was made for it and that nothing was written to goes. */
    @Override
    public void close() throws IOException {
        pulse.shutdownNow();
        synchronized (this) {
            if (read(address).map(owner::equals).orElse(false)) {
                address.files().delete(address.file(NAME), false);
                if (made && address.files().listStatus(address.root()).length == 0) {
                    address.files().delete(address.root(), false);
                }
            }
        }
    }
}
