package dev.visor.store.service.config;

/** An answer of another form than the settings say. The message continues "the answer". */
public final class SchemaException extends Exception {

    private static final long serialVersionUID = 1L;

    public SchemaException(String message) {
        super(message);
    }
}
