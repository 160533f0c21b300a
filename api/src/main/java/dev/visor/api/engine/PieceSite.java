package dev.visor.api.engine;

import java.io.IOException;
import java.util.List;

/** Where pieces are computed: a copy of a run that another process keeps. */
public interface PieceSite {

    /** Computes maps of clean faces; see {@link Piece.CleanMaps}. */
    PieceResult mapCleanFaces(int from, int to) throws IOException;

    /** Trains a head with occlusions; see {@link Piece.HardenedHead}. */
    PieceResult harden(String file) throws IOException;

    /** Makes attacks; see {@link Piece.Attacks}. */
    PieceResult attack(String attacker, String accessory, String defense, List<String> tasks) throws IOException;

    /** Makes attacks with training faces; see {@link Piece.TuningAttacks}. */
    PieceResult attackForTuning(List<String> tasks) throws IOException;

    /** Tries combinations of the grid on pictures. */
    PieceResult answerGrid(Piece.GridPictures pictures) throws IOException;

    /** Decides about clean faces; see {@link Piece.CleanFaces}. */
    PieceResult clean(String defense) throws IOException;

    /** Decides about honest people who wear something; see {@link Piece.Wearers}. */
    PieceResult wearers(String defense, String accessory) throws IOException;

    /** Decides about attacks. */
    PieceResult cell(Piece.Cell cell) throws IOException;
}
