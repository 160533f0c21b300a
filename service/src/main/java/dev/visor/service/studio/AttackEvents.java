package dev.visor.service.studio;

/** Receives what becomes of an attack that advances. */
@FunctionalInterface
public interface AttackEvents {

    /**
     * Is called on the thread of the attack, or of whoever changes its state.
     *
     * @param name history, step, state or end
     * @param data a record
     */
    void event(String name, Object data);
}
