/** API keys and what they allow. */
@NullMarked
package dev.visor.service.key;

import org.jspecify.annotations.NullMarked;
