/** Chooses one of the runs that are open, or opens the folder of another. */
import { fillSelect, make, makeButton, makeField, makeSelect, ProblemBox } from "./dom.js";
import { session } from "./session.js";
import { onChange, state } from "./state.js";

/** What belongs to one run only. */
const OF_RUN = [
  "source",
  "target",
  "chain",
  "attack",
  "about",
  "result",
  "left",
  "right",
  "wearing",
  "of-attacker",
  "of-accessory",
  "of-chain",
  "of-person",
  "of-outcome",
  "example",
];

function choose(id) {
  if (id !== state.get("run")) {
    state.set({ ...Object.fromEntries(OF_RUN.map((key) => [key, ""])), run: id }, true);
  }
}

export class RunPicker {
  #select = makeSelect([], "", choose);
  #folder = make("input", { type: "text", required: true, autocomplete: "off", spellcheck: false, size: 28 });
  #field = makeField("Run", this.#select);
  #facts = make("p", { className: "quiet" });
  #problems = new ProblemBox();
  #details;

  constructor() {
    const form = make(
      "form",
      { onsubmit: (event) => this.#open(event) },
      makeField("Run folder", this.#folder),
      makeButton("Open", undefined, { type: "submit" }),
      this.#problems.element,
    );
    this.#details = make(
      "details",
      { className: "open-run" },
      make("summary", { textContent: "Open a run folder" }),
      form,
    );
    this.element = make("div", { className: "run-picker" }, this.#field, this.#facts, this.#details);
    onChange(["run"], () => this.show());
    this.show();
  }

  show() {
    fillSelect(
      this.#select,
      session.runs.map(({ id, title }) => [id, title]),
      session.run?.id ?? "",
    );
    const run = session.run;
    this.#field.hidden = session.runs.length === 0;
    this.#facts.textContent = run ? `${run.system}, ${run.people.length} people, ${run.folder}` : "No run is open.";
    this.#details.open ||= session.runs.length === 0;
  }

  async #open(event) {
    event.preventDefault();
    this.#problems.clear();
    try {
      const run = await session.open(this.#folder.value.trim());
      this.#folder.value = "";
      this.#details.open = false;
      choose(run.id);
      this.show();
      this.#select.focus();
    } catch (error) {
      this.#problems.say(error);
    }
  }
}
