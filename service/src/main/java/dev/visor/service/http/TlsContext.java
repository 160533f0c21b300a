package dev.visor.service.http;

import java.io.IOException;
import java.security.KeyStore;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** Certificate and key of a server, which can be changed while it listens. */
final class TlsContext {

    private final TlsFiles files;
    private final SslContextFactory.Server factory;

    /**
     * Reads the files for the first time.
     *
     * @throws IOException with one line naming the file that can't be read or used
     */
    TlsContext(TlsFiles files) throws IOException {
        this.files = files;
        this.factory = factory(files.open());
    }

    private static SslContextFactory.Server factory(KeyStore store) {
        SslContextFactory.Server made = new SslContextFactory.Server();
        made.setSniRequired(false);
        use(made, store);
        return made;
    }

    private static void use(SslContextFactory factory, KeyStore store) {
        factory.setKeyStore(store);
        factory.setKeyStorePassword(TlsFiles.PASSWORD);
    }

    /** Returns what a connector makes connections with. */
    SslContextFactory.Server factory() {
        return factory;
    }

    /**
     * Reads the files anew. Nothing changes until what is returned is run.
     *
     * @return makes new connections use what was read; those that are open go on
     * @throws IOException with one line naming the file that can't be read or used
     */
    Runnable read() throws IOException {
        KeyStore store = files.open();
        // A factory that fails to reload is left without a certificate, so another one tries first.
        SslContextFactory.Server trial = factory(store);
        try {
            trial.start();
            trial.stop();
        } catch (Exception e) { // Jetty declares no narrower one
            throw new IOException(files.certificate() + ": can't be used for TLS: " + e.getMessage(), e);
        }
        return () -> swap(store);
    }

    private void swap(KeyStore store) {
        try {
            factory.reload(reloaded -> use(reloaded, store));
        } catch (Exception e) { // Jetty declares no narrower one
            throw new IllegalStateException(e);
        }
    }
}
