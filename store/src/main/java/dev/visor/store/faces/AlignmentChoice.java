package dev.visor.store.faces;

import dev.visor.face.Alignment;
import dev.visor.setting.Type;
import org.jspecify.annotations.Nullable;

/**
 * How the pictures of a folder are aligned.
 *
 * @param given the template that they were aligned to; null if they are photographs, whose faces are to be detected
 */
public record AlignmentChoice(@Nullable Alignment given) {

    /** How files write it: as an alignment, or {@code detect}. */
    public static final Type<AlignmentChoice> TYPE = Type.joined(AlignmentChoice::parse, AlignmentChoice::name);

    /** The pictures are photographs. */
    public static final AlignmentChoice DETECT = new AlignmentChoice(null);

    private static final String WORD = "detect";

    /** Returns a known alignment. */
    public static AlignmentChoice of(Alignment alignment) {
        return new AlignmentChoice(alignment);
    }

    /**
     * Returns the choice of this name.
     *
     * @throws IllegalArgumentException if the text is neither {@code detect} nor an alignment
     */
    public static AlignmentChoice parse(String text) {
        if (text.equalsIgnoreCase(WORD)) {
            return DETECT;
        }
        try {
            return of(Alignment.parse(text));
        } catch (IllegalArgumentException e) {
            String message = String.valueOf(e.getMessage());
            throw new IllegalArgumentException(message.replace("must be dlib, ", "must be detect, dlib, "), e);
        }
    }

    /** Returns how files write it. */
    public String name() {
        return given == null ? WORD : given.name();
    }

    /** Returns whether faces are to be detected. */
    public boolean detects() {
        return given == null;
    }
}
