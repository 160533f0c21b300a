/** The operators of graphs, a small class for each family; {@code Operators} lists them. */
@NullMarked
package dev.visor.network.operator.internal;

import org.jspecify.annotations.NullMarked;
