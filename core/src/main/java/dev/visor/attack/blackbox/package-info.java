/** Attacks that see the answers of a victim alone, and none of its gradients. */
@NullMarked
package dev.visor.attack.blackbox;

import org.jspecify.annotations.NullMarked;
