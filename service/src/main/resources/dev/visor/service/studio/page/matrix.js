/**
 * The view "Matrix": how many attacks passed each chain, by attacker and accessory. Each cell leads to its examples. The
 * shade repeats the number, so no color is needed to read it.
 */
import { fillSelect, make, makeButton, makeField, ProblemBox } from "./dom.js";
import { ExportBar } from "./export.js";
import { matrixFigure } from "./matrix-figure.js";
import { session } from "./session.js";
import { onChange, state } from "./state.js";

const INK_TURNS = 71;

export class MatrixView {
  title = "Matrix";
  #accessory = make("select", { onchange: () => state.set({ wearing: this.#accessory.value }) });
  #tables = make("div", { className: "matrices" });
  #problems = new ProblemBox();
  #empty = make("p", { className: "quiet", role: "status" });
  #matrix;

  constructor() {
    const bar = new ExportBar({ name: () => "matrix", figure: () => this.#figure() });
    const key = make(
      "p",
      { className: "ramp-line" },
      "0 %",
      make("span", { className: "ramp", "aria-hidden": "true" }),
      "100 % of the attacks passed",
    );
    this.element = make(
      "div",
      { className: "view matrix-view" },
      make("h1", { textContent: "Attacks that passed" }),
      make("p", {
        className: "quiet",
        textContent: "Each cell leads to its examples. Its third line is the 95\u00a0% interval.",
      }),
      make("div", { className: "row" }, makeField("Accessory", this.#accessory), key),
      this.#empty,
      this.#problems.element,
      this.#tables,
      bar.element,
    );
    onChange(["run", "wearing"], () => this.load());
  }

  async load() {
    const run = session.run;
    if (state.view !== "matrix") {
      return;
    }
    this.#problems.clear();
    this.#matrix = undefined;
    this.#empty.textContent = run
      ? run.evaluated
        ? ""
        : "This run has no results yet. Run its experiment first."
      : "No run is open.";
    if (!run?.evaluated) {
      this.#tables.replaceChildren();
      return;
    }
    try {
      const matrix = await session.matrix();
      if (run === session.run) {
        this.#show(matrix);
      }
    } catch (error) {
      this.#problems.say(error);
    }
  }

  #show(matrix) {
    this.#matrix = matrix;
    fillSelect(
      this.#accessory,
      [["", "all accessories"], ...matrix.accessories.map((name) => [name, name])],
      state.get("wearing"),
    );
    this.#tables.replaceChildren(...this.#shown().map((accessory) => showTable(matrix, accessory)));
  }

  #shown() {
    return this.#matrix.accessories.filter((name) => !state.get("wearing") || name === state.get("wearing"));
  }

  #figure() {
    if (!this.#matrix) {
      throw new Error("There is no matrix yet.");
    }
    return matrixFigure(session.run.title, this.#matrix, this.#shown());
  }
}

function showTable(matrix, accessory) {
  const id = `matrix-${accessory}`;
  const heads = ["Chain", "Honest accepted", "Proven", ...matrix.attackers];
  const rows = matrix.chains.map((chain) => {
    const clean = matrix.clean.find((other) => other.chain === chain);
    const cells = matrix.attackers.map((attacker) => showCells(matrix, accessory, chain, attacker));
    return make(
      "tr",
      {},
      make("th", { scope: "row", textContent: chain }),
      showRate(clean?.accuracy),
      showRate(clean?.certified),
      ...cells,
    );
  });
  const table = make(
    "table",
    { className: "heat", "aria-labelledby": id },
    make("thead", {}, make("tr", {}, ...heads.map((text) => make("th", { scope: "col", textContent: text })))),
    make("tbody", {}, ...rows),
  );
  const scroll = make("div", { className: "scroll", tabIndex: 0, role: "region", "aria-labelledby": id }, table);
  const save = make("a", {
    className: "download",
    download: `matrix-${accessory}.csv`,
    textContent: "CSV",
    href: "#matrix",
    "aria-label": `Save ${accessory} as CSV`,
  });
  save.dataset.csv = "";
  return make(
    "div",
    { className: "titled" },
    make("h2", { className: "table-title" }, make("span", { id, textContent: accessory }), " ", save),
    scroll,
  );
}

function showRate(rate) {
  if (!rate) {
    return make("td", { className: "quiet", textContent: "–" });
  }
  return make("td", {}, number(rate), make("small", { textContent: `${rate.count} of ${rate.of}` }), dataOf(rate));
}

/** An attacker can have several cells, such as one that knows the chain and one that does not. */
function showCells(matrix, accessory, chain, attacker) {
  const cells = matrix.cells.filter(
    (cell) => cell.accessory === accessory && cell.chain === chain && cell.attacker === attacker,
  );
  const td = make("td", {}, ...cells.map(makeCell));
  if (cells.length === 0) {
    td.append("–");
  }
  return td;
}

function makeCell(cell) {
  const { passed, attacker, accessory, chain, adaptive, goal } = cell;
  const label = `${passed.count} of ${passed.of} attacks by ${attacker} with ${accessory} passed ${chain}, ${goal}${adaptive ? ", adaptive" : ""}: show examples`;
  const open = () =>
    state.go("examples", {
      "of-attacker": attacker,
      "of-accessory": accessory,
      "of-chain": chain,
      "of-outcome": "",
      "of-person": "",
      example: "",
    });
  const button = makeButton("", open, { className: "cell", title: label });
  button.append(
    number(passed),
    make("small", { textContent: `${passed.count} of ${passed.of}` }),
    make("small", { textContent: `${passed.low.toFixed(0)}–${passed.high.toFixed(0)}\u00a0%` }),
    make("small", { textContent: adaptive ? `${goal}, adaptive` : goal }),
    make("span", { className: "unseen", textContent: ", show examples" }),
  );
  button.style.setProperty("--share", `${passed.percent}%`);
  button.classList.toggle("high", passed.percent >= INK_TURNS);
  return make("div", {}, button, dataOf(passed));
}

function number(rate) {
  return make("strong", { textContent: `${rate.percent.toFixed(0)}\u00a0%` });
}

/** What csv.js writes for a cell. */
function dataOf(rate) {
  const data = make("data", { value: rate.percent, hidden: true });
  Object.assign(data.dataset, {
    count: rate.count,
    of: rate.of,
    percent: rate.percent.toFixed(1),
    low: rate.low.toFixed(1),
    high: rate.high.toFixed(1),
  });
  return data;
}
