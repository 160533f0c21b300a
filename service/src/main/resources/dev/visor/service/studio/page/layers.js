/** Saliency map, mask and masked picture over the face, with sliders for how the mask is made from the map. */
import { latest, post } from "./api.js";
import { percent, showDecision, words } from "./decision.js";
import { Announcer, make, makeField, makeSelect, ProblemBox, Slider } from "./dom.js";
import { ExportBar } from "./export.js";
import { pictureFigure } from "./figure.js";
import { onChange, state } from "./state.js";
import { subject } from "./subject.js";
import { makeFigure, makeStrip } from "./zoomable.js";

const KEYS = ["mu", "n", "phi", "fill"];
const FILLS = [
  ["zero", "black"],
  ["telea", "from around (Telea)"],
];

export class Layers {
  #problems = new ProblemBox();
  #announcer = new Announcer();
  #pictures = {
    picture: makeFigure("Picture"),
    map: makeFigure("Saliency map"),
    mask: makeFigure("Mask"),
    masked: makeFigure("Masked picture"),
  };
  #stack = new Stack();
  #words = make("div");
  #answer;
  #sliders = {
    mu: this.#slider("mu", "μ, the salient quantile", 0.5, 0.999, 0.001, (value) => value.toFixed(3)),
    n: this.#slider("n", "n, closings", 0, 20, 1, String),
    phi: this.#slider("phi", "φ, the smallest contour", 0, 500, 1, (value) => `${value} pixels`),
  };
  #fill = makeSelect(FILLS, "zero", (fill) => state.set({ fill }));
  #ask = latest(
    (wish) => post("/api/saliency", wish),
    (answer, wish) => wish.picture === subject.chosen?.id && this.#show(answer),
    (error) => this.#problems.say(error),
  );

  constructor() {
    const controls = make(
      "div",
      { className: "controls-column" },
      ...Object.values(this.#sliders).map(({ element }) => element),
      makeField("Hidden pixels become", this.#fill),
      this.#stack.controls,
    );
    const bar = new ExportBar({
      name: () => "layers",
      picture: () => this.#answer?.masked,
      pictureText: "Masked picture (PNG)",
      figure: () => this.#figure(),
    });
    this.element = make(
      "section",
      { className: "panel", "aria-labelledby": "layers-title" },
      make("h2", { id: "layers-title", textContent: "Map and mask" }),
      make(
        "div",
        { className: "beside layers" },
        make("div", { className: "stage-column" }, this.#stack.element, this.#words),
        controls,
        makeStrip(Object.values(this.#pictures)),
      ),
      this.#problems.element,
      bar.element,
      this.#announcer.element,
    );
    onChange(KEYS, () => this.load());
  }

  load() {
    KEYS.slice(0, 3).forEach((key) => (this.#sliders[key].value = state.number(key)));
    this.#fill.value = state.get("fill");
    const picture = subject.chosen;
    if (picture && state.view === "defenses") {
      this.#ask({
        picture: picture.id,
        mu: state.number("mu"),
        n: state.number("n"),
        phi: state.number("phi"),
        fill: state.get("fill"),
      });
    }
  }

  #slider(key, label, min, max, step, say) {
    return new Slider(label, { min, max, step, say, oninput: (value) => state.set({ [key]: value }) });
  }

  #show(answer) {
    this.#problems.clear();
    this.#answer = answer;
    this.#pictures.picture.show(subject.chosen.url);
    ["map", "mask", "masked"].forEach((name) => this.#pictures[name].show(answer[name]));
    this.#stack.show(subject.chosen.url, answer);
    this.#words.replaceChildren(
      make("p", { className: "quiet", textContent: `Hides ${percent(answer.share)} of the picture.` }),
      showDecision(answer.decision),
    );
    this.#announcer.say(`Hides ${percent(answer.share)}. ${words(answer.decision)}`);
  }

  #figure() {
    if (!this.#answer) {
      throw new Error("There is no picture yet.");
    }
    const { map, mask, masked, share, decision } = this.#answer;
    const pictures = [
      [subject.chosen.url, "Picture"],
      [map, "Saliency map"],
      [mask, "Mask"],
      [masked, "Masked picture"],
    ];
    const setting = `μ = ${state.get("mu")}, n = ${state.get("n")}, φ = ${state.get("phi")}, fill ${state.get("fill")}`;
    return pictureFigure(
      "Saliency mask",
      pictures.map(([url, label]) => ({ url, label })),
      [setting, `Hides ${percent(share)} of the picture. ${words(decision)}.`],
    );
  }
}

/** The face with the map and the mask over it, each of which can be taken away. */
class Stack {
  #base = make("img", { alt: "Picture under the layers", width: 112, height: 112 });
  #map = make("img", { alt: "", width: 112, height: 112, className: "map" });
  #mask = make("div", { className: "mask" });
  #picture = "";
  #answer;
  #layers = { map: check("Saliency map", true), mask: check("Mask", true), masked: check("Masked picture", false) };

  constructor() {
    this.element = make("div", { className: "stage still stack" }, this.#base, this.#map, this.#mask);
    this.controls = make(
      "fieldset",
      {},
      make("legend", { textContent: "Layers over the picture" }),
      ...Object.values(this.#layers).map(({ element }) => element),
    );
    this.controls.addEventListener("change", () => this.#draw());
  }

  show(picture, answer) {
    this.#picture = picture;
    this.#answer = answer;
    this.#draw();
  }

  #draw() {
    if (!this.#answer) {
      return;
    }
    this.#base.src = this.#layers.masked.input.checked ? this.#answer.masked : this.#picture;
    this.#map.src = this.#answer.map;
    this.#map.hidden = !this.#layers.map.input.checked;
    this.#mask.style.maskImage = `url("${this.#answer.mask}")`;
    this.#mask.hidden = !this.#layers.mask.input.checked;
  }
}

function check(text, checked) {
  const input = make("input", { type: "checkbox", checked });
  return { input, element: make("label", { className: "check" }, input, text) };
}
