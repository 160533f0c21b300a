/** What a program computes with. */
@NullMarked
package dev.visor.device;

import org.jspecify.annotations.NullMarked;
