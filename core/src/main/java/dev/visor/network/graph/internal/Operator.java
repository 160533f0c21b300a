package dev.visor.network.graph.internal;

/**
 * An operator of a graph: makes an {@link Operation} of a node. Constants in, such as weights and sizes, become part of
 * the operation. Immutable and thread-safe.
 */
@FunctionalInterface
public interface Operator {

    /**
     * Makes the operation of a node.
     *
     * @throws IllegalArgumentException if the node is one that it can't compute, with the reason alone
     */
    Operation compile(Site site);

    /** Returns how many of the first inputs are data; those behind them say how to compute. */
    default int dataInputs() {
        return 1;
    }

    /** Returns the same operator with another number of data inputs. */
    default Operator withData(int count) {
        Operator own = this;
        return new Operator() {
            @Override
            public Operation compile(Site site) {
                return own.compile(site);
            }

            @Override
            public int dataInputs() {
                return count;
            }
        };
    }
}
