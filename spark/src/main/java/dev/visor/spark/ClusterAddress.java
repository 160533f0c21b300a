package dev.visor.spark;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The address of a cluster. Spark itself waits a minute for a standalone master that is not there. */
final class ClusterAddress {

    private static final Pattern KNOWN = Pattern.compile("local(\\[.*])?|local-cluster\\[.*]|yarn|.+://.+");
    private static final Pattern STANDALONE = Pattern.compile("spark://(.+)");
    private static final Pattern HOST = Pattern.compile("(?:\\[([^\\]]+)\\]|([^:]+)):([0-9]{1,5})");
    private static final int PATIENCE = 5_000; // milliseconds

    private ClusterAddress() {}

    /**
     * Checks that a standalone master answers; one of several is enough. Other clusters are not asked.
     *
     * @throws IOException with one line if none does, or it is no address of a cluster
     */
    static void check(String master) throws IOException {
        if (!KNOWN.matcher(master).matches()) {
            throw new IOException(
                    "illegal --master: " + master + ", must be spark://HOST:PORT, yarn, k8s://ADDRESS or local[N]");
        }
        Matcher standalone = STANDALONE.matcher(master);
        if (!standalone.matches()) {
            return;
        }
        List<String> reasons = new ArrayList<>();
        for (String address : standalone.group(1).split(",")) {
            Matcher host = HOST.matcher(address);
            if (!host.matches()) {
                throw new IOException(master + ": is no address of a master, must be like spark://host:7077");
            }
            String name = host.group(1) == null ? host.group(2) : host.group(1);
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(name, Integer.parseInt(host.group(3))), PATIENCE);
                return;
            } catch (IOException | IllegalArgumentException e) {
                reasons.add(address + " (" + e.getMessage() + ")");
            }
        }
        throw new IOException(master + ": no master answers at " + String.join(", ", reasons));
    }
}
