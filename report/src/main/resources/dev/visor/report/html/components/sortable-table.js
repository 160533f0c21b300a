/**
 * <sortable-table> makes the table inside it sortable, and gives a long one a field that filters its rows.
 *
 * A button in each column heading sorts by that column: upwards, then downwards, then in the first order again. A cell
 * counts as the value of a <data> element in it, or else as its text. Numbers are compared as numbers and precede text,
 * whatever the direction, so cells without a number come last. Rows in a <tfoot> stay where they are.
 */
const LONG = 12;
const TURNS = { none: "ascending", ascending: "descending", descending: "none" };
const NUMBER = /^[-+]?\d+(\.\d+)?( %| s)?$/;
const WORDS = new Intl.Collator("en", { numeric: true });

/** Returns a number, or text if the cell has none. */
function key(cell) {
  const text = cell.querySelector("data")?.value ?? cell.textContent.trim();
  return NUMBER.test(text) ? parseFloat(text) : text;
}

/** Returns the order of two keys; numbers precede text, and empty text comes last. */
function compare(a, b, sign) {
  if (typeof a === "number" && typeof b === "number") {
    return sign * (a - b);
  }
  if (typeof a === "string" && typeof b === "string") {
    return a === "" || b === "" ? (a === "") - (b === "") : sign * WORDS.compare(a, b);
  }
  return typeof a === "number" ? -1 : 1;
}

class SortableTable extends HTMLElement {
  #body;
  #rows;

  connectedCallback() {
    const table = this.querySelector("table");
    if (this.#rows || !table) {
      return;
    }
    this.#body = table.tBodies[0];
    this.#rows = [...this.#body.rows];
    const headings = [...table.tHead.rows[0].cells];
    headings.forEach((heading) => this.#makeSortable(heading, headings));
    if (this.#rows.length >= LONG) {
      this.#addFilter(table);
    }
  }

  #makeSortable(heading, headings) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "sort";
    button.append(...heading.childNodes);
    heading.append(button);
    heading.ariaSort = "none";
    button.addEventListener("click", () => {
      const direction = TURNS[heading.ariaSort];
      headings.forEach((other) => (other.ariaSort = "none"));
      heading.ariaSort = direction;
      this.#sort(heading.cellIndex, direction);
    });
  }

  #sort(column, direction) {
    const rows = [...this.#rows];
    if (direction !== "none") {
      const sign = direction === "ascending" ? 1 : -1;
      const keys = new Map(rows.map((row) => [row, key(row.cells[column])]));
      rows.sort((a, b) => compare(keys.get(a), keys.get(b), sign));
    }
    this.#body.append(...rows);
  }

  #addFilter(table) {
    const label = document.createElement("label");
    label.className = "filter";
    const field = document.createElement("input");
    field.type = "search";
    const shown = document.createElement("output");
    field.addEventListener("input", () => (shown.value = this.#filter(field.value)));
    label.append("Filter rows ", field);
    const controls = document.createElement("div");
    controls.className = "controls";
    controls.append(label, shown);
    (table.closest(".scroll") ?? table).before(controls);
  }

  /** Shows the rows that have all words, and returns how many these are. */
  #filter(text) {
    const words = text.toLowerCase().split(/\s+/).filter(Boolean);
    let left = 0;
    for (const row of this.#rows) {
      const content = row.textContent.toLowerCase();
      row.hidden = !words.every((word) => content.includes(word));
      left += row.hidden ? 0 : 1;
    }
    return words.length === 0 ? "" : `${left} of ${this.#rows.length} rows`;
  }
}

customElements.define("sortable-table", SortableTable);
