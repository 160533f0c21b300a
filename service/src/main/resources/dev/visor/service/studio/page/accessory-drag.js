/**
 * The aligned face with the accessory on it. The accessory is dragged with a mouse, a pen or a finger, or moved with the
 * arrow keys, scaled with + and -, turned with < and >; sliders say and set the same numbers.
 */
import { percent, showDecision } from "./decision.js";
import { Announcer, make, makeButton, makeField, makeSelect, ProblemBox, Slider } from "./dom.js";
import { session } from "./session.js";
import { onChange, state } from "./state.js";
import { POSE, subject } from "./subject.js";

/** What it means for a defense where the accessory is. */
const COVERED = new Map([
  [true, "The mask of its family covers it."],
  [false, "It reaches beyond the mask of its family."],
]);
const LIMITS = { along: [-2, 2], across: [-2, 2], scale: [0.5, 2], degrees: [-45, 45] };
const KEYS = {
  ArrowLeft: ["along", -0.02],
  ArrowRight: ["along", 0.02],
  ArrowUp: ["across", -0.02],
  ArrowDown: ["across", 0.02],
  "+": ["scale", 0.02],
  "=": ["scale", 0.02],
  "-": ["scale", -0.02],
  "<": ["degrees", -1],
  ",": ["degrees", -1],
  ">": ["degrees", 1],
  ".": ["degrees", 1],
};
const COARSE = 5;

const eyes = (value) => value.toFixed(2);

function nudge(key, value) {
  const [low, high] = LIMITS[key];
  state.set({ [key]: Number(Math.min(high, Math.max(low, value)).toFixed(3)) });
}

export class AccessoryDrag {
  #picture = make("img", { alt: "", draggable: false, width: 112, height: 112 });
  #stage = make("div", { className: "stage", tabIndex: 0, role: "application" }, this.#picture);
  #fact = make("p", { className: "quiet" });
  #decision = make("div");
  #problems = new ProblemBox();
  #announcer = new Announcer(800);
  #kind = makeSelect([], "", (accessory) => state.set({ accessory }, true));
  #color = make("input", { type: "color", oninput: () => state.set({ color: this.#color.value }) });
  #sliders = {
    along: slider("along", "Right", 0.01, eyes),
    across: slider("across", "Down", 0.01, eyes),
    scale: slider("scale", "Size", 0.01, percent),
    degrees: slider("degrees", "Turn", 1, (value) => `${value}°`),
  };

  constructor() {
    this.#stage.setAttribute("aria-label", "Face with the accessory");
    this.#stage.setAttribute("aria-roledescription", "picture to move the accessory in");
    this.#stage.setAttribute("aria-describedby", "stage-help");
    const help = make("p", {
      id: "stage-help",
      className: "quiet",
      textContent:
        "Drag the accessory, or move it with the arrow keys, scale it with + and -, turn it with < and >. Shift makes larger steps. Right and down count in distances between the eyes.",
    });
    const controls = make(
      "div",
      { className: "controls-column" },
      make("div", { className: "pair" }, makeField("Accessory", this.#kind), makeField("Color", this.#color)),
      ...POSE.map((key) => this.#sliders[key].element),
      makeButton("Put it back", () => state.reset(POSE)),
      this.#decision,
    );
    this.element = make(
      "section",
      { className: "panel wear", "aria-labelledby": "wear-title" },
      make("h2", { id: "wear-title", textContent: "Accessory" }),
      make(
        "div",
        { className: "beside" },
        make("div", { className: "stage-column" }, this.#stage, this.#fact),
        controls,
      ),
      help,
      this.#problems.element,
      this.#announcer.element,
    );
    this.#listen();
  }

  load() {
    const kinds = session.accessories.map(({ name }) => [name, name]);
    if (!kinds.some(([name]) => name === state.get("accessory"))) {
      state.set({ accessory: kinds[0]?.[0] ?? "" });
    }
    this.#kind.replaceChildren(...kinds.map(([value, text]) => make("option", { value, textContent: text })));
    this.#showState();
    this.#showPicture();
  }

  #listen() {
    this.#stage.addEventListener("pointerdown", (event) => this.#drag(event));
    this.#stage.addEventListener("keydown", (event) => this.#onKey(event));
    onChange(["accessory", "color", ...POSE], () => this.#showState());
    subject.addEventListener("coming", ({ detail }) => this.#showComing(detail));
    subject.addEventListener("clean", () => this.#showPicture());
    subject.addEventListener("worn", () => this.#showPicture());
    subject.addEventListener("problem", ({ detail }) => {
      this.#showPicture();
      this.#problems.say(detail);
    });
  }

  #showState() {
    this.#kind.value = state.get("accessory");
    this.#color.value = state.get("color");
    POSE.forEach((key) => (this.#sliders[key].value = state.number(key)));
  }

  /** The face itself is seen before anything is known about it. */
  #showComing(url) {
    this.#picture.src = url;
    this.#picture.alt = "Face";
    this.#fact.textContent = "";
    this.#decision.replaceChildren();
  }

  #showPicture() {
    const picture = subject.worn ?? subject.clean;
    if (!picture) {
      return;
    }
    this.#problems.clear();
    this.#picture.src = picture.url;
    this.#picture.alt = subject.worn ? `Face with ${state.get("accessory")}` : "Face";
    if (subject.worn) {
      const covered = COVERED.get(subject.coveredByMasks) ?? "No family of accessories has it.";
      this.#fact.textContent = `Covers ${percent(subject.share)} of the picture. ${covered}`;
      this.#announcer.say(this.#fact.textContent);
    }
    this.#decision.replaceChildren(picture.decision ? showDecision(picture.decision) : "");
  }

  #drag(event) {
    if (event.button !== 0 || !subject.clean) {
      return;
    }
    const { eyeDistance, width } = subject.clean;
    const unit = (this.#stage.clientWidth * eyeDistance) / width;
    const start = { x: event.clientX, y: event.clientY, along: state.number("along"), across: state.number("across") };
    const move = ({ clientX, clientY }) => {
      nudge("along", start.along + (clientX - start.x) / unit);
      nudge("across", start.across + (clientY - start.y) / unit);
    };
    const drop = () => {
      this.#stage.removeEventListener("pointermove", move);
      this.#stage.classList.remove("dragged");
    };
    this.#stage.setPointerCapture(event.pointerId);
    this.#stage.classList.add("dragged");
    this.#stage.addEventListener("pointermove", move);
    this.#stage.addEventListener("lostpointercapture", drop, { once: true });
  }

  #onKey(event) {
    const [key, step] = KEYS[event.key] ?? [];
    if (key && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      const coarse = event.shiftKey && event.key.startsWith("Arrow") ? COARSE : 1;
      nudge(key, state.number(key) + coarse * step);
    }
  }
}

function slider(key, label, step, say) {
  const [min, max] = LIMITS[key];
  return new Slider(label, { min, max, step, say, oninput: (value) => state.set({ [key]: value }) });
}
