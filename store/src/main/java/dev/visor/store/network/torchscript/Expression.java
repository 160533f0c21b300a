package dev.visor.store.network.torchscript;

import java.util.List;

/** An expression of TorchScript's code. */
sealed interface Expression {

    /** A variable, or the first part of a longer name. */
    record Name(String text) implements Expression {}

    /** A number, a text in its quotes, or one of {@code True}, {@code False} and {@code None}. */
    record Literal(String text) implements Expression {}

    /** What stands behind a point. */
    record Member(Expression target, String name) implements Expression {}

    /** A call. */
    record Call(Expression target, List<Expression> arguments) implements Expression {}

    /** A list or tuple, or an index into one where a target precedes it. */
    record Sequence(List<Expression> items) implements Expression {}

    /** An item of a list. */
    record Item(Expression target, List<Expression> index) implements Expression {}
}
