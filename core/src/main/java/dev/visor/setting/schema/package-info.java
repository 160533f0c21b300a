/** JSON Schemas in the form in which they are published. */
@NullMarked
package dev.visor.setting.schema;

import org.jspecify.annotations.NullMarked;
