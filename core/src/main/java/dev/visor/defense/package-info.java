/** What removes an adversarial accessory from a picture before a recognizer sees it. */
@NullMarked
package dev.visor.defense;

import org.jspecify.annotations.NullMarked;
