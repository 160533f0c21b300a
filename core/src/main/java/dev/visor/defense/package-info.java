/** What stands between a picture and a recognizer: cleansing, certified masking, detection, rejection. */
@NullMarked
package dev.visor.defense;

import org.jspecify.annotations.NullMarked;
