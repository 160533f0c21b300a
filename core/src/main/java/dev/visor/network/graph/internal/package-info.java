/** How graphs become layers: operators, what they make of a node, and the stage that runs them, in libtorch. */
@NullMarked
package dev.visor.network.graph.internal;

import org.jspecify.annotations.NullMarked;
