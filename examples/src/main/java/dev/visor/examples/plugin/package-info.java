/**
 * A plugin: an accessory, an attack, a step rule, a loss, a defense and a fill of your own, used by name in an experiment
 * file. Each is one class with its table of settings, and one line in {@link dev.visor.examples.plugin.ExamplePlugin}.
 */
@NullMarked
package dev.visor.examples.plugin;

import org.jspecify.annotations.NullMarked;
