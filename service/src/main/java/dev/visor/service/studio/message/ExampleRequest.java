package dev.visor.service.studio.message;

/**
 * Names an attack of a run.
 *
 * @param attacker the name of the attacker's settings
 * @param accessory the name of what is worn
 * @param chain what was attacked
 * @param id of the attack
 */
public record ExampleRequest(String attacker, String accessory, String chain, String id) {}
