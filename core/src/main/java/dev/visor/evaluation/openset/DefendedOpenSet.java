package dev.visor.evaluation.openset;

import dev.visor.evaluation.Rate;

/**
 * How a chain of defenses decides about clean faces of an open set (ISO/IEC 19795-1).
 *
 * @param defense the name of the chain
 * @param fpir false positive identification rate: pictures of people who were never enrolled and are taken for somebody
 * @param fnir false negative identification rate: pictures of enrolled people who are not recognized as who they are
 */
public record DefendedOpenSet(String defense, Rate fpir, Rate fnir) {}
