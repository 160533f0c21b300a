/** What textures are penalized for, so that they can be printed and seen by a camera. */
@NullMarked
package dev.visor.attack.penalty;

import org.jspecify.annotations.NullMarked;
