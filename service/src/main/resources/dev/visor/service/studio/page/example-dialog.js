/** One attack of the run: clean and adversarial picture, what all chains decide, and ways to go on with it. */
import { percent, words } from "./decision.js";
import { make, makeButton } from "./dom.js";
import { goalOf, keyOf, outcome } from "./examples.js";
import { ExportBar } from "./export.js";
import { pictureFigure } from "./figure.js";
import { state } from "./state.js";

const STEPS = { ArrowLeft: -1, ArrowRight: 1 };

export class ExampleDialog {
  #title = make("h2", { id: "example-title" });
  #facts = make("p");
  #pictures = make("div", { className: "two-pictures" });
  #decisions = make("tbody");
  #place = make("p", { className: "place" });
  #example;
  #around = { index: -1, all: [] };

  constructor() {
    const headings = ["Chain", "Decision"].map((text) => make("th", { scope: "col", textContent: text }));
    const table = make(
      "table",
      { "aria-label": "Decisions of all chains" },
      make("thead", {}, make("tr", {}, ...headings)),
      this.#decisions,
    );
    const bar = new ExportBar({
      name: () => `example-${this.#example.id}`,
      picture: () => this.#example.adversarial,
      figure: () => this.#figure(),
    });
    const ways = make(
      "div",
      { className: "buttons" },
      makeButton("Take into Attack", () => this.#take("attack")),
      makeButton("Take into Defenses", () => this.#take("defenses")),
    );
    const move = make(
      "div",
      { className: "bar" },
      makeButton("Previous", () => this.#move(-1)),
      this.#place,
      makeButton("Next", () => this.#move(1)),
      makeButton("Close", () => this.element.close(), { autofocus: true }),
    );
    this.element = make(
      "dialog",
      { className: "zoom example" },
      this.#title,
      this.#facts,
      this.#pictures,
      table,
      ways,
      bar.element,
      move,
    );
    this.element.setAttribute("aria-labelledby", this.#title.id);
    this.element.addEventListener("close", () => this.#onClose());
    this.element.addEventListener("keydown", (event) => this.#onKey(event));
    this.element.addEventListener("click", ({ target }) => target === this.element && this.element.close());
  }

  /** Shows an example. Around it are all that the gallery shows, and the button that leads back. */
  show(example, around) {
    this.#example = example;
    this.#around = around;
    this.#title.textContent = goalOf(example);
    const result = example.success ? "The attack passed" : "The attack was held";
    this.#facts.textContent = `${example.attacker} with ${example.accessory} against ${example.chain}. ${result}, confidence ${percent(example.confidence)}.`;
    this.#facts.className = `outcome ${outcome(example)}`;
    this.#pictures.replaceChildren(
      showPicture("Clean", example.clean),
      showPicture("Adversarial", example.adversarial),
    );
    this.#decisions.replaceChildren(
      ...example.decisions.map((decision) =>
        make(
          "tr",
          {},
          make("th", { scope: "row", textContent: decision.chain }),
          make("td", { textContent: words(decision) }),
        ),
      ),
    );
    this.#place.textContent = around.index < 0 ? "" : `${around.index + 1} of ${around.all.length}`;
    if (!this.element.open) {
      this.element.showModal();
    }
  }

  close() {
    this.element.close();
  }

  #onClose() {
    if (state.get("example") && state.view === "examples") {
      state.set({ example: "" });
    }
    this.#around.back?.focus();
  }

  #onKey(event) {
    if (STEPS[event.key]) {
      event.preventDefault();
      this.#move(STEPS[event.key]);
    }
  }

  #move(step) {
    const { index, all } = this.#around;
    const next = all[(index + step + all.length) % all.length];
    if (next) {
      state.set({ example: keyOf(next) });
    }
  }

  #take(view) {
    state.go(view, { source: `example:${keyOf(this.#example)}`, subject: "clean", example: "" });
    document.querySelector("main").focus({ preventScroll: true });
  }

  #figure() {
    const { clean, adversarial, decisions } = this.#example;
    const texts = [this.#facts.textContent, ...decisions.map((decision) => `${decision.chain}: ${words(decision)}`)];
    return pictureFigure(
      goalOf(this.#example),
      [
        { url: clean, label: "Clean" },
        { url: adversarial, label: "Adversarial" },
      ],
      texts,
    );
  }
}

function showPicture(text, url) {
  return make(
    "figure",
    {},
    make("img", { src: url, width: 112, height: 112, alt: `${text} picture` }),
    make("figcaption", { textContent: text }),
  );
}
