/**
 * A link with the attribute data-csv saves the table of its <sortable-table> or of its block "titled" as it is seen:
 * in the order in which the reader sorted it, and without the rows that a filter hides. Without scripts the link saves
 * the file that it holds, which is the whole table in its first order.
 *
 * The file has comma-separated values (RFC 4180). A <data> element fills a column for each of its data attributes, or
 * one column with its data-text.
 */
const NAMELESS = "";
const FORMULA = /^[=+@\t\r-]/;
const SPECIAL = /[",\r\n]/;

/** Returns the text of an element without line breaks. */
function textOf(element) {
  const copy = element.cloneNode(true);
  copy.querySelectorAll("br").forEach((br) => br.replaceWith(" "));
  return copy.textContent.replace(/[ \t\r\n]+/g, " ").trim();
}

/** Returns what a cell says, by the name of the column within its own. */
function valuesOf(cell) {
  const data = cell.querySelector("data");
  if (!data) {
    return new Map([[NAMELESS, textOf(cell)]]);
  }
  return "text" in data.dataset
    ? new Map([[NAMELESS, data.dataset.text]])
    : new Map(Object.entries(data.dataset));
}

/** Returns lines of texts, the headings first. */
function linesOf(table) {
  const rows = [...table.querySelectorAll(":scope > tbody > tr, :scope > tfoot > tr")].filter((row) => !row.hidden);
  const lines = [[], ...rows.map(() => [])];
  [...table.tHead.rows[0].cells].forEach((heading, column) => {
    const cells = rows.map((row) => valuesOf(row.cells[column]));
    const names = new Set(cells.flatMap((values) => [...values.keys()]));
    for (const name of names.size > 0 ? names : [NAMELESS]) {
      lines[0].push(`${textOf(heading)} ${name}`.trim());
      cells.forEach((values, row) => lines[row + 1].push(values.get(name) ?? ""));
    }
  });
  return lines;
}

/** Quotes where it must be; a spreadsheet must not take a name for a formula. */
function field(text) {
  const harmless = FORMULA.test(text) ? `'${text}` : text;
  return SPECIAL.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** Returns a table as the text of a file. */
function csv(table) {
  return linesOf(table)
    .map((line) => `${line.map(field).join(",")}\r\n`)
    .join("");
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[data-csv]");
  const table = link?.closest("sortable-table, .titled")?.querySelector("table");
  if (table) {
    link.href = `data:text/csv;charset=utf-8,${encodeURIComponent(csv(table))}`;
  }
});
