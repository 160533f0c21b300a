/** What a run decides about pictures. */
@NullMarked
package dev.visor.cli.picture;

import org.jspecify.annotations.NullMarked;
