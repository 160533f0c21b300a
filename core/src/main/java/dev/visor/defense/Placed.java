package dev.visor.defense;

/** Something that has its place in a chain of defenses: a defense, or the settings of one. */
public interface Placed {

    /** Returns what it is called, in a few words. */
    String name();

    /** Returns what it does to what comes after it. */
    Role role();
}
