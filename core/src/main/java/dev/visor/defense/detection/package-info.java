/** Certified detection: looks at a picture under one mask per family of accessories, which must all agree on the person. */
@NullMarked
package dev.visor.defense.detection;

import org.jspecify.annotations.NullMarked;
