package dev.visor.attack;

/** What an attacker knows of the victim: the first part of a threat model. */
public enum Knowledge {
    /** White-box: network and weights, and so its gradients. */
    WHITE_BOX,
    /** Black-box and score-based: the scores of any picture. */
    SCORE_BASED,
    /** Black-box and decision-based: whom the system takes any picture for, without a score. */
    DECISION_BASED,
    /** Black-box and without queries: other systems, whose inside is known. */
    TRANSFER
}
