/** Networks that others trained. */
@NullMarked
package dev.visor.cli.network;

import org.jspecify.annotations.NullMarked;
