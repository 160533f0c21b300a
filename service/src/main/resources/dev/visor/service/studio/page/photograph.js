/** Takes a photograph, by choosing or dropping it, and shows the faces found in it as buttons over the picture. */
import { postFile } from "./api.js";
import { percent } from "./decision.js";
import { make, makeButton, ProblemBox } from "./dom.js";
import { onChange, state } from "./state.js";

export class Photograph {
  #input = make("input", { type: "file", accept: "image/*", onchange: () => this.take(this.#input.files[0]) });
  #figure = make("div", { className: "found" });
  #status = make("p", { className: "quiet", role: "status" });
  #problems = new ProblemBox();
  #id;

  constructor() {
    // The same file can be chosen again, after it was changed.
    this.#input.addEventListener("click", () => (this.#input.value = ""));
    const label = make(
      "label",
      { className: "drop" },
      make("span", { textContent: "Drop a photograph here, or choose one" }),
      this.#input,
    );
    this.element = make("div", { className: "photograph" }, label, this.#status, this.#problems.element, this.#figure);
    onChange(["run"], () => this.#forget());
    onChange(["source"], () => this.#mark());
  }

  /** Sends a file; the photograph before stays if this one is refused. */
  async take(file) {
    if (!file) {
      return;
    }
    this.#problems.clear();
    this.#status.textContent = `Looking for faces in ${file.name} …`;
    try {
      const photograph = await postFile(`/api/photographs?run=${encodeURIComponent(state.get("run"))}`, file);
      this.#show(photograph, file.name);
    } catch (error) {
      this.#status.textContent = "";
      this.#problems.say(error);
    }
  }

  #forget() {
    this.#id = undefined;
    this.#figure.replaceChildren();
    this.#status.textContent = "";
    this.#problems.clear();
  }

  #show(photograph, name) {
    const { id, url, width, height, faces } = photograph;
    this.#id = id;
    const picture = make("img", { src: url, width, height, alt: `Photograph ${name}` });
    const boxes = faces.map((face) => this.#makeBox(face, faces.length, photograph));
    this.#figure.replaceChildren(picture, ...boxes);
    this.#status.textContent =
      faces.length === 1
        ? `One face found in ${name}, and taken.`
        : `${faces.length} faces found in ${name}. The largest is taken; choose another in the picture.`;
    state.set({ source: `photograph:${id}:${faces[0].index}` }, true);
    this.#mark();
  }

  #makeBox({ index, box, eyes, confidence }, count, { id, width, height }) {
    const label = `Face ${index + 1} of ${count}, found with ${percent(confidence)}`;
    const source = `photograph:${id}:${index}`;
    const button = makeButton("", () => state.set({ source }, true), {
      className: "box",
      title: label,
      "aria-label": label,
    });
    button.dataset.source = source;
    button.append(make("span", { textContent: String(index + 1) }));
    place(button, box.x / width, box.y / height);
    button.style.width = `${(100 * box.width) / width}%`;
    button.style.height = `${(100 * box.height) / height}%`;
    for (const eye of eyes) {
      const dot = make("i", { "aria-hidden": "true" });
      place(dot, (eye.x - box.x) / box.width, (eye.y - box.y) / box.height);
      button.append(dot);
    }
    return button;
  }

  #mark() {
    if (this.#id) {
      this.#figure
        .querySelectorAll(".box")
        .forEach((box) => box.setAttribute("aria-pressed", String(box.dataset.source === state.get("source"))));
    }
  }
}

function place(element, x, y) {
  element.style.left = `${100 * x}%`;
  element.style.top = `${100 * y}%`;
}
