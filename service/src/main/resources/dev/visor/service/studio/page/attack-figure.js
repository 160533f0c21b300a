/** The figure of an attack: the face, the accessory on it, what the attack left, and the curve. */
import { drawCurve } from "./curve.js";
import { percent } from "./decision.js";
import { pictureFigure } from "./figure.js";
import { plain } from "./session.js";
import { state } from "./state.js";
import { subject } from "./subject.js";

const HEIGHT = 240;

export function attackFigure(run, { from, target, total, preset, chain }) {
  const result = run.outcome?.picture?.url ?? run.last?.picture;
  const pictures = [
    subject.clean && { url: subject.clean.url, label: "Clean" },
    subject.worn && { url: subject.worn.url, label: `With ${state.get("accessory")}` },
    result && { url: result, label: run.outcome ? "After the attack" : "During the attack" },
  ].filter(Boolean);
  if (pictures.length === 0) {
    throw new Error("There is no picture yet.");
  }
  const goal = target
    ? `${from ? plain(from) : "A face"} as ${plain(target)}`
    : `Dodging${from ? ` of ${plain(from)}` : ""}`;
  const last = run.steps.at(-1);
  const texts = [`${preset} against ${chain}, ${total} steps`];
  if (last) {
    texts.push(`Step ${last[0]}: confidence ${percent(last[1])}, best ${percent(last[2])} (dashed)`);
  }
  const what = target ? `Confidence in ${plain(target)}` : "Confidence in oneself";
  const drawing = last && {
    height: HEIGHT,
    draw: (width) => drawCurve(width, HEIGHT, run.steps, Math.max(total, last[0]), what),
  };
  return pictureFigure(goal, pictures, texts, drawing);
}
