package dev.visor.service.key;

/** What an API key allows. */
public enum Right {
    /** To ask who is in photographs. */
    IDENTIFY,
    /** To read metrics and the list of people. */
    ADMIN
}
