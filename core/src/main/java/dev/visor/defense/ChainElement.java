package dev.visor.defense;

/** An element of a chain of defenses: a defense, or the settings of one. */
public interface ChainElement {

    /** Returns what it is called, in a few words. */
    String name();

    /** Returns what it does to what comes after it. */
    Role role();
}
