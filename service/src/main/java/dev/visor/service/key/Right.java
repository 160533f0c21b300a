package dev.visor.service.key;

/** What an API key allows. */
public enum Right {
    /** To ask who is in photographs. */
    IDENTIFY,
    /** To enroll and delete people. */
    ENROLL,
    /** To read metrics, the list of people and what is kept of them, and to have everything loaded anew. */
    ADMIN
}
