/** What files say about services: requests, answers, limits, and how secrets are named. */
@NullMarked
package dev.visor.store.service.config;

import org.jspecify.annotations.NullMarked;
