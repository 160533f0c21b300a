package dev.visor.service.studio.message;

/**
 * Where an attack is.
 *
 * @param state running, paused, stopped, done or failed
 * @param detail why it failed; empty otherwise
 */
public record AttackState(String state, String detail) {}
