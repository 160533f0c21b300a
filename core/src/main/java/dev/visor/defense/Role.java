package dev.visor.defense;

import java.util.List;

/** What a defense does to those that come after it in a chain, and what it needs of those before it. */
public enum Role {
    /** Lets through other pictures than those presented. */
    CLEANSES,
    /** Looks at pictures as they were presented, and lets them through. */
    WATCHES,
    /** Looks at pictures as they were presented, and lets through others, of which it asks for scores alone. */
    CERTIFIES,
    /** Judges what comes back. */
    JUDGES,
    /** Takes the recognizer's place, so that nothing can stand behind it. */
    REPLACES;

    private boolean changesPictures() {
        return this == CLEANSES || this == CERTIFIES;
    }

    private boolean needsPicturesAsPresented() {
        return this == WATCHES || this == CERTIFIES;
    }

    /**
     * Checks that defenses can stand in an order.
     *
     * @param chain the defenses, the one that sees pictures first standing first
     * @throws IllegalArgumentException if one that must see pictures as they were presented comes after one that changes
     *     them, if one that judges comes after one that does not ask for decisions, or if one that takes the recognizer's
     *     place is not the last
     */
    public static void checkOrder(List<? extends ChainElement> chain) {
        for (int i = 0; i < chain.size(); i++) {
            for (ChainElement later : chain.subList(i + 1, chain.size())) {
                check(chain.get(i), later);
            }
        }
    }

    private static void check(ChainElement first, ChainElement second) {
        String order = "illegal order of defenses: " + first.name() + " before " + second.name() + ", which must ";
        if (first.role() == REPLACES || first.role() == CERTIFIES && second.role() == JUDGES) {
            throw new IllegalArgumentException(order + "come before it");
        }
        if (first.role().changesPictures() && second.role().needsPicturesAsPresented()) {
            throw new IllegalArgumentException(order + "see pictures as they were presented");
        }
    }
}
