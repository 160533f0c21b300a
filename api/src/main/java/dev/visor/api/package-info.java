/**
 * The front door of the library: {@link dev.visor.api.Visor} opens an engine, {@link dev.visor.api.SystemUnderTest} is
 * attacked, {@link dev.visor.api.Guard} defends it, and {@link dev.visor.api.ExperimentRun} evaluates whole experiments and
 * writes their report.
 */
@NullMarked
package dev.visor.api;

import org.jspecify.annotations.NullMarked;
