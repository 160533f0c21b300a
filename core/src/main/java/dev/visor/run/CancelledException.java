package dev.visor.run;

/** The work was asked to stop before it was done. */
public final class CancelledException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CancelledException() {
        super("the work was cancelled");
    }
}
