/** What the studio has open: runs, pictures, attacks that advance while one looks, and what defenses see. */
@NullMarked
package dev.visor.service.studio;

import org.jspecify.annotations.NullMarked;
