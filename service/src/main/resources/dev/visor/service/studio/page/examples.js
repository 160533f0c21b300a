/** The view "Examples": a gallery of all attacks of the run with filters. Each opens in a dialog. */
import { fillSelect, make, makeButton, makeField, ProblemBox } from "./dom.js";
import { ExampleDialog } from "./example-dialog.js";
import { csvFile, save } from "./export.js";
import { percent } from "./decision.js";
import { rove, setStop } from "./roving.js";
import { plain, session } from "./session.js";
import { onChange, state } from "./state.js";

const FILTERS = {
  "of-attacker": ["Attacker", "all attackers", (example) => [example.attacker]],
  "of-accessory": ["Accessory", "all accessories", (example) => [example.accessory]],
  "of-chain": ["Chain", "all chains", (example) => [example.chain]],
  "of-outcome": ["Outcome", "any outcome", (example) => [outcome(example)]],
  "of-person": ["Person", "all people", (example) => [example.from, example.target].filter(Boolean)],
};

const COUNT = new Intl.NumberFormat("en-US");

/** Names an example within its run. */
export function keyOf({ attacker, accessory, chain, id }) {
  return [attacker, accessory, chain, id].join("|");
}

export function outcome({ success }) {
  return success ? "passed" : "held";
}

/** Says who attacks as whom. */
export function goalOf({ from, target }) {
  return target ? `${plain(from)} as ${plain(target)}` : `${plain(from)} dodging`;
}

export class ExamplesView {
  title = "Examples";
  #selects = Object.fromEntries(
    Object.keys(FILTERS).map((key) => [
      key,
      make("select", { onchange: ({ target }) => state.set({ [key]: target.value }, true) }),
    ]),
  );
  #count = make("p", { className: "quiet", role: "status" });
  #list = make("ul", { className: "gallery" });
  #problems = new ProblemBox();
  #dialog = new ExampleDialog();
  #all = [];
  #shown = [];
  #drawn;

  constructor() {
    const fields = Object.entries(FILTERS).map(([key, [label]]) => makeField(label, this.#selects[key]));
    this.element = make(
      "div",
      { className: "view examples-view" },
      make("h1", { textContent: "Examples" }),
      make(
        "div",
        { className: "row filters", role: "search" },
        ...fields,
        makeButton("Show all", () => state.reset(Object.keys(FILTERS))),
        makeButton("Save table (CSV)", () => this.#saveTable()),
      ),
      this.#count,
      this.#problems.element,
      this.#list,
      this.#dialog.element,
    );
    this.#list.setAttribute("aria-label", "Examples");
    rove(this.#list, "button");
    onChange(["run", ...Object.keys(FILTERS)], () => this.load());
    onChange(["example", "view"], () => this.#openChosen());
  }

  async load() {
    const run = session.run;
    if (state.view !== "examples") {
      return;
    }
    this.#problems.clear();
    if (!run?.evaluated) {
      this.#all = [];
      this.#show(run ? "This run has no results yet. Run its experiment first." : "No run is open.");
      return;
    }
    try {
      this.#count.textContent ||= "Loading …";
      const all = await session.examples();
      if (run === session.run) {
        this.#all = all;
        this.#fillFilters();
        this.#show("No example fits all filters.");
        this.#openChosen();
      }
    } catch (error) {
      this.#count.textContent = "";
      this.#problems.say(error);
    }
  }

  #fillFilters() {
    for (const [key, [, all, valuesOf]] of Object.entries(FILTERS)) {
      const values = [...new Set(this.#all.flatMap(valuesOf))].sort();
      const name = key === "of-person" ? plain : String;
      fillSelect(this.#selects[key], [["", all], ...values.map((value) => [value, name(value)])], state.get(key));
    }
  }

  #show(empty) {
    const wanted = Object.entries(FILTERS).filter(([key]) => state.get(key));
    this.#shown = this.#all.filter((example) =>
      wanted.every(([key, [, , valuesOf]]) => valuesOf(example).includes(state.get(key))),
    );
    this.#count.textContent =
      this.#shown.length === 0
        ? empty
        : `${COUNT.format(this.#shown.length)} of ${COUNT.format(this.#all.length)} examples`;
    const drawn = this.#shown.map(keyOf).join();
    if (drawn !== this.#drawn) {
      this.#drawn = drawn;
      const buttons = this.#shown.map((example) => this.#makeTile(example));
      setStop(buttons);
      this.#list.replaceChildren(...buttons.map((button) => make("li", {}, button)));
    }
  }

  #makeTile(example) {
    const { attacker, accessory, chain, confidence, success } = example;
    const picture = make("img", { loading: "lazy", decoding: "async", width: 112, height: 112, alt: "" });
    picture.src = example.adversarial;
    return make(
      "button",
      { type: "button", className: "tile-button", onclick: () => state.set({ example: keyOf(example) }, true) },
      picture,
      make("span", { className: "who", textContent: goalOf(example) }),
      make("span", {
        className: `mark ${outcome(example)}`,
        textContent: `${success ? "✗ passed" : "✓ held"}, ${percent(confidence)}`,
      }),
      make("span", { className: "how", textContent: `${attacker}, ${accessory}, ${chain}` }),
    );
  }

  #openChosen() {
    const key = state.view === "examples" ? state.get("example") : "";
    const index = key ? this.#shown.findIndex((example) => keyOf(example) === key) : -1;
    const example = this.#shown[index] ?? (key && this.#all.find((other) => keyOf(other) === key));
    if (!example) {
      this.#dialog.close();
      return;
    }
    const button = this.#list.querySelectorAll("button")[index];
    this.#dialog.show(example, { index, all: this.#shown, back: button });
  }

  #saveTable() {
    const heads = ["attacker", "accessory", "chain", "id", "from", "target", "success", "confidence"];
    const chains = [...new Set(this.#shown.flatMap(({ decisions }) => decisions.map(({ chain }) => chain)))];
    const lines = this.#shown.map((example) => {
      const decided = chains.map((name) => example.decisions.find(({ chain }) => chain === name));
      return [
        ...heads.map((head) => example[head]),
        ...decided.map((decision) => decision?.person ?? decision?.verdict),
      ];
    });
    save(csvFile([[...heads, ...chains.map((chain) => `decision of ${chain}`)], ...lines]), "examples.csv");
  }
}
