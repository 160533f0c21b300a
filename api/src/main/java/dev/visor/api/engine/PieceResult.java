package dev.visor.api.engine;

import dev.visor.store.run.AttackFiles;
import java.io.Serializable;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a piece came to. Immutable as long as nobody changes the bytes.
 *
 * @param attacks those that the piece made
 * @param lines what the piece adds to the run's journal, by the names of its pieces there
 * @param heads the systems that the piece trained, by the names of their files
 * @param processor what computed it, as {@link dev.visor.store.machine.Processor#features()} describes it
 */
public record PieceResult(
        List<AttackFiles> attacks, Map<String, String> lines, SortedMap<String, byte[]> heads, String processor)
        implements Serializable {

    /** Copies the collections. */
    public PieceResult {
        attacks = List.copyOf(attacks);
        lines = Map.copyOf(lines);
        heads = Collections.unmodifiableSortedMap(new TreeMap<>(heads));
    }

    /** Makes the result of a piece that made attacks. */
    public static PieceResult ofAttacks(List<AttackFiles> attacks, String processor) {
        return new PieceResult(attacks, Map.of(), new TreeMap<>(), processor);
    }

    /** Makes the result of a piece that decided about something. */
    public static PieceResult ofLines(Map<String, String> lines, String processor) {
        return new PieceResult(List.of(), lines, new TreeMap<>(), processor);
    }

    /** Makes the result of a piece that trained a system. */
    public static PieceResult ofHead(String file, byte[] bytes, String processor) {
        return new PieceResult(List.of(), Map.of(), new TreeMap<>(Map.of(file, bytes)), processor);
    }
}
