/** Networks that others trained, as graphs of operators: plain values, without files and without native code. */
@NullMarked
package dev.visor.network.graph;

import org.jspecify.annotations.NullMarked;
