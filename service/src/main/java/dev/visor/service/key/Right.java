package dev.visor.service.key;

/** What an API key allows. */
public enum Right {
    /** To ask who is in photographs. */
    IDENTIFY,
    /** To enroll people. */
    ENROLL,
    /** To read metrics and the list of people, and to delete people. */
    ADMIN
}
