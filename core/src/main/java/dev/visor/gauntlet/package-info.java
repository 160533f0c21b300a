/** Every attacker against every defense with every accessory: who gets through, and what the defense costs. */
@NullMarked
package dev.visor.gauntlet;

import org.jspecify.annotations.NullMarked;
