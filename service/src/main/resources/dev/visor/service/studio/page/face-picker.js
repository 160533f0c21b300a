/** Chooses the face to work on: one of the run's held-out faces, or one found in a photograph. */
import { fillSelect, make, makeField, ProblemBox } from "./dom.js";
import { Photograph } from "./photograph.js";
import { rove, setStop } from "./roving.js";
import { plain, session } from "./session.js";
import { onChange, state } from "./state.js";

export class FacePicker {
  #person = make("select", { onchange: () => this.#show() });
  #list = make("ul", { className: "faces" });
  #problems = new ProblemBox();
  #photograph = new Photograph();
  #faces = [];

  constructor() {
    this.element = make(
      "section",
      { className: "panel face", "aria-labelledby": "face-title" },
      make("h2", { id: "face-title", textContent: "Face" }),
      this.#photograph.element,
      makeField("Held-out faces of", this.#person),
      this.#list,
      this.#problems.element,
    );
    this.#list.setAttribute("aria-label", "Held-out faces");
    rove(this.#list, "button");
    onChange(["run"], () => this.load());
    onChange(["source"], () => this.#mark());
  }

  /** Takes a file that was dropped anywhere on the view. */
  take(file) {
    this.#photograph.take(file);
  }

  async load() {
    const run = session.run;
    this.#faces = [];
    this.#problems.clear();
    if (!run) {
      this.#list.replaceChildren(
        make("li", { className: "none", textContent: "No run is open. Open a run folder above." }),
      );
      return;
    }
    fillSelect(this.#person, [["", "all people"], ...run.people.map((name) => [name, plain(name)])], "");
    try {
      const faces = await session.faces();
      if (run === session.run) {
        this.#faces = faces;
        this.#show();
        const chosen = this.#list.querySelector('[aria-pressed="true"]');
        this.#list.scrollTop = (chosen?.offsetTop ?? 0) - 80;
      }
    } catch (error) {
      this.#problems.say(error);
    }
  }

  #show() {
    const counts = new Map();
    const items = this.#faces
      .filter((face) => !this.#person.value || face.person === this.#person.value)
      .map((face) => {
        const count = (counts.get(face.person) ?? 0) + 1;
        counts.set(face.person, count);
        return make("li", {}, this.#makeFace(face, count));
      });
    this.#list.replaceChildren(
      ...(items.length > 0 ? items : [make("li", { className: "none", textContent: "The run holds out no faces." })]),
    );
    this.#mark();
  }

  #makeFace(face, count) {
    const name = `${plain(face.person)}, ${count}`;
    const picture = make("img", { loading: "lazy", width: 64, height: 64, alt: name, src: face.url });
    const button = make(
      "button",
      { type: "button", title: name, onclick: () => state.set({ source: `face:${face.id}` }, true) },
      picture,
    );
    button.dataset.source = `face:${face.id}`;
    return button;
  }

  #mark() {
    const buttons = [...this.#list.querySelectorAll("button")];
    buttons.forEach((button) =>
      button.setAttribute("aria-pressed", String(button.dataset.source === state.get("source"))),
    );
    setStop(
      buttons,
      buttons.find((button) => button.ariaPressed === "true"),
    );
  }
}
