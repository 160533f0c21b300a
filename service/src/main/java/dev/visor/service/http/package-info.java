/** The guard over HTTP: routes, limits, problems, metrics. */
@NullMarked
package dev.visor.service.http;

import org.jspecify.annotations.NullMarked;
