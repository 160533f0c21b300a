/**
 * Who is in a picture: recognizers, the frozen backbone and the trained head they are made of, and white-box access to
 * them.
 */
@NullMarked
package dev.visor.recognition;

import org.jspecify.annotations.NullMarked;
