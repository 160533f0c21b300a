package dev.visor.store.service;

/** An answer of another form than the settings say. The message continues "the answer". */
final class SchemaException extends Exception {

    private static final long serialVersionUID = 1L;

    SchemaException(String message) {
        super(message);
    }
}
