/** The view "Defenses": the picture of the other views, its map and mask, and any two chains side by side. */
import { Chains } from "./chains.js";
import { make, ProblemBox } from "./dom.js";
import { Layers } from "./layers.js";
import { plain } from "./session.js";
import { onChange, state } from "./state.js";
import { subject } from "./subject.js";

const SUBJECTS = { clean: "Clean face", worn: "With the accessory", result: "Result of the attack" };

export class DefensesView {
  title = "Defenses";
  #layers = new Layers();
  #chains = new Chains();
  #problems = new ProblemBox();
  #radios = Object.entries(SUBJECTS).map(([value, text]) => {
    const input = make("input", {
      type: "radio",
      name: "subject",
      value,
      onchange: () => state.set({ subject: value }),
    });
    return { input, element: make("label", { className: "check" }, input, text) };
  });
  #who = make("p", { className: "quiet" });
  #timer;

  constructor() {
    const choice = make(
      "fieldset",
      { className: "subject" },
      make("legend", { textContent: "Look at" }),
      ...this.#radios.map(({ element }) => element),
    );
    this.element = make(
      "div",
      { className: "view defenses-view" },
      make("h1", { className: "unseen", textContent: "Defenses" }),
      make("div", { className: "panel" }, choice, this.#who, this.#problems.element),
      this.#layers.element,
      this.#chains.element,
    );
    onChange(["subject", "run"], () => this.load());
    ["clean", "worn", "result"].forEach((what) => subject.addEventListener(what, () => this.#onPicture(what)));
    subject.addEventListener("problem", ({ detail }) => this.#problems.say(detail));
  }

  load() {
    if (state.view !== "defenses") {
      return;
    }
    this.#showChoice();
    this.#layers.load();
    this.#chains.load();
  }

  /** A picture that is still on its way comes with an event. */
  #onPicture(what) {
    this.#problems.clear();
    if (what === "clean" && state.get("subject") === "worn") {
      this.#showChoice();
      return;
    }
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.load(), 0);
  }

  #showChoice() {
    const chosen = state.get("subject") === "result" && !subject.result ? "clean" : state.get("subject");
    this.#radios.forEach(({ input }) => {
      input.checked = input.value === chosen;
      input.disabled = input.value === "result" && !subject.result;
    });
    const person = subject.clean?.person;
    this.#who.textContent = !subject.clean
      ? "No face is chosen yet. Choose one in the view Attack."
      : person
        ? `The face of ${plain(person)}.`
        : "A face from a photograph.";
  }
}
