package dev.visor.service.people;

/**
 * Who asked for a change.
 *
 * @param request the id of the request
 * @param key the name of the API key; empty if none was needed
 */
public record Asked(String request, String key) {}
