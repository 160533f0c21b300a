package dev.visor.cli.run;

/** What help says of the stages of a run. */
final class Stages {

    /** The order of the stages. */
    static final String FOOTER =
            "%nThe stages of a run, each of which reads what those before it wrote to the folder R:%n"
                    + "  visor train --out R; then attack, tune, evaluate and report, each with --run R%n"
                    + "'visor run' does all of them at once.";

    private Stages() {}
}
