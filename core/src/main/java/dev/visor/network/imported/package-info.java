/** Networks that others trained, as architectures: everything that works on a backbone works on them. */
@NullMarked
package dev.visor.network.imported;

import org.jspecify.annotations.NullMarked;
