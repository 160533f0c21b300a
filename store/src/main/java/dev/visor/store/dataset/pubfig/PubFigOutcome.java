package dev.visor.store.dataset.pubfig;

/** What can become of a picture of PubFig. */
public enum PubFigOutcome {
    /** It was fetched and its face written. */
    FOUND,
    /** It could not be fetched. */
    DEAD,
    /** Its address has another file today: the MD5 sum differs. */
    CHANGED,
    /** The file is no picture or a damaged one. */
    UNDECODABLE,
    /** The face's rectangle is not, or not wholly, in the picture. */
    OUTSIDE,
    /** The detector finds no face in the rectangle, or one that can't be used. */
    NO_FACE
}
