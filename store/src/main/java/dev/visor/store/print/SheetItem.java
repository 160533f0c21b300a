package dev.visor.store.print;

import dev.visor.print.PrintedAccessory;

/**
 * What is printed on a sheet, and what it is for.
 *
 * @param printed the accessory
 * @param wearer who wears it
 * @param aim what the wearer wants to reach
 * @param origin the attack or the color that it comes from
 */
public record SheetItem(PrintedAccessory printed, String wearer, String aim, String origin) {}
