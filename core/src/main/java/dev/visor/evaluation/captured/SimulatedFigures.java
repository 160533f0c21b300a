package dev.visor.evaluation.captured;

import dev.visor.evaluation.Rate;
import java.util.Optional;

/** How attacks fare when a printer and a camera are simulated. */
@FunctionalInterface
public interface SimulatedFigures {

    /** Nothing was simulated. */
    SimulatedFigures NONE = (system, accessory, attack) -> Optional.empty();

    /**
     * Returns how many draws of the simulated print and capture were accepted as the target.
     *
     * @param system the name of the chain of defenses
     * @param accessory the name of the accessory
     * @param attack whose accessory is printed
     * @return empty if that was not simulated
     */
    Optional<Rate> passed(String system, String accessory, PrintedAttack attack);
}
