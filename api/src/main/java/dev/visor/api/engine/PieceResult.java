package dev.visor.api.engine;

import dev.visor.store.run.AttackFiles;
import java.io.Serializable;
import java.util.List;
import java.util.Map;

/**
 * What a piece came to. Immutable.
 *
 * @param attacks those that the piece made
 * @param lines what the piece adds to the run's journal, by the names of its pieces there
 * @param processor what computed it, as {@link dev.visor.store.machine.Processor#features()} describes it
 */
public record PieceResult(List<AttackFiles> attacks, Map<String, String> lines, String processor)
        implements Serializable {

    /** Copies the collections. */
    public PieceResult {
        attacks = List.copyOf(attacks);
        lines = Map.copyOf(lines);
    }
}
