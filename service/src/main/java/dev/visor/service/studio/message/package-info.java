/** What the studio's page asks and what it is answered, as plain data. */
@NullMarked
package dev.visor.service.studio.message;

import org.jspecify.annotations.NullMarked;
