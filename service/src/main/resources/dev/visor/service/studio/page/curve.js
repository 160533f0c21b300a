/** The curve of an attack: the confidence of each step, and the best so far, dashed. Drawn at the size that it has. */
import { make, makeSvg } from "./dom.js";

const HEIGHT = 240;
const EDGE = { left: 46, right: 10, top: 28, bottom: 40 };
const TICKS = [0, 0.25, 0.5, 0.75, 1];

export class Curve {
  #svg = makeSvg("svg", { class: "curve", role: "img", "aria-label": "Confidence of each step: nothing yet" });
  #width = 480;
  #steps = [];
  #total = 1;
  #what = "Confidence";

  constructor() {
    const key = make("p", { className: "key", "aria-hidden": "true" });
    key.append(
      make("span", { className: "now", textContent: "this step" }),
      make("span", { className: "best", textContent: "best so far" }),
    );
    this.element = make("div", { className: "curve-box" }, this.#svg, key);
    new ResizeObserver(([entry]) => this.#resize(entry.contentRect.width)).observe(this.element);
  }

  /** Draws steps, each [step, confidence, best]. */
  draw(steps, total, what) {
    this.#steps = steps;
    this.#total = Math.max(1, total, steps.at(-1)?.[0] ?? 0);
    this.#what = what;
    this.#svg.replaceChildren(...drawCurve(this.#width, HEIGHT, steps, this.#total, what));
  }

  set description(text) {
    this.#svg.setAttribute("aria-label", text);
  }

  #resize(width) {
    if (width > 0) {
      this.#width = Math.round(width);
      this.#svg.setAttribute("viewBox", `0 0 ${this.#width} ${HEIGHT}`);
      this.draw(this.#steps, this.#total, this.#what);
    }
  }
}

/** Returns the parts of a curve. Attributes give the colors of paper; a style sheet may give others. */
export function drawCurve(width, height, steps, total, what) {
  const x = (step) => EDGE.left + (step / total) * (width - EDGE.left - EDGE.right);
  const y = (share) => height - EDGE.bottom - share * (height - EDGE.top - EDGE.bottom);
  const points = (column) => steps.map((step) => `${x(step[0]).toFixed(1)},${y(step[column]).toFixed(1)}`).join(" ");
  const grid = TICKS.flatMap((share) => [
    makeSvg("line", {
      class: "grid",
      stroke: "#d8dee6",
      x1: EDGE.left,
      x2: width - EDGE.right,
      y1: y(share),
      y2: y(share),
    }),
    text({ x: EDGE.left - 6, y: y(share) + 4, "text-anchor": "end" }, `${100 * share} %`),
  ]);
  const bottom = height - EDGE.bottom + 18;
  const labels = [0, Math.round(total / 2), total].map((step, index) =>
    text({ x: x(step), y: bottom, "text-anchor": ["start", "middle", "end"][index] }, String(step)),
  );
  const lines = [
    makeSvg("polyline", {
      class: "best",
      fill: "none",
      stroke: "#c24f14",
      "stroke-width": 2,
      "stroke-dasharray": "6 4",
      points: points(2),
    }),
    makeSvg("polyline", { class: "now", fill: "none", stroke: "#1d62ad", "stroke-width": 2, points: points(1) }),
  ];
  const axes = [
    text({ x: 0, y: 13 }, what),
    text({ x: (EDGE.left + width - EDGE.right) / 2, y: height - 4, "text-anchor": "middle" }, "Step"),
  ];
  return [...grid, ...labels, ...axes, ...lines];
}

function text(attributes, content) {
  return makeSvg(
    "text",
    { fill: "#5a6676", "font-size": 13, "font-family": "system-ui, sans-serif", ...attributes },
    content,
  );
}
