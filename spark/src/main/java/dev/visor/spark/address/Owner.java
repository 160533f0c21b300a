package dev.visor.spark.address;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/**
 * A driver that writes to an address. Immutable.
 *
 * @param id no other driver's
 * @param host the name of its machine, for messages
 * @param pid its process there
 * @param processes what numbers processes there since the machine was started; empty if that is unknown
 */
record Owner(String id, String host, long pid, String processes) {

    /** Returns this process. */
    static Owner here() {
        return new Owner(
                UUID.randomUUID().toString(),
                hostName(),
                ProcessHandle.current().pid(),
                processesHere());
    }

    /** Returns whether it is a process of this machine that has ended; false if that can't be seen from here. */
    boolean hasEnded() {
        return !processes.isEmpty()
                && processes.equals(processesHere())
                && ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty();
    }

    /** Returns what messages call it. */
    String name() {
        return "the driver on " + host + " (process " + pid + ")";
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "a machine without a name";
        }
    }

    /** Containers of a machine may have the same name, but each has numbers of its own. */
    private static String processesHere() {
        try {
            String boot = Files.readString(Path.of("/proc/sys/kernel/random/boot_id"));
            return boot.strip() + " " + Files.readSymbolicLink(Path.of("/proc/self/ns/pid"));
        } catch (IOException | UnsupportedOperationException e) {
            return "";
        }
    }
}
