package dev.visor.store.dataset;

/**
 * How many pictures there are of a person.
 *
 * @param name what the person's folder is called
 * @param listed how many the data set has
 * @param found how many of them were written
 */
public record PersonCount(String name, int listed, int found) {}
