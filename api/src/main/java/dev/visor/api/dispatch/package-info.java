/** How the stages of a run are cut into pieces and sent to an engine. */
@NullMarked
package dev.visor.api.dispatch;

import org.jspecify.annotations.NullMarked;
