package dev.visor.service.people;

/**
 * Who was deleted.
 *
 * @param request the id of the request, as in the audit log
 * @param person the name
 * @param stillInRun whether the folder of the run still has templates of a person of this name, which are used no more
 * @param people how many people are enrolled now
 */
public record DeleteAnswer(String request, String person, boolean stillInRun, int people) {}
