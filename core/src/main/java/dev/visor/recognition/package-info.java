/** Who is in a picture: recognizers with their galleries, scores and decisions, trained heads, and white-box access. */
@NullMarked
package dev.visor.recognition;

import org.jspecify.annotations.NullMarked;
