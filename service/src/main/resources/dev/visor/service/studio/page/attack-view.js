/** The view "Attack": a face, an accessory on it, an attack, and how it advances. */
import { AccessoryDrag } from "./accessory-drag.js";
import { AttackRun } from "./attack-run.js";
import { AttackSettings } from "./attack-settings.js";
import { make, makeButton } from "./dom.js";
import { ExportBar } from "./export.js";
import { FacePicker } from "./face-picker.js";
import { attackFigure } from "./attack-figure.js";
import { Progress } from "./progress.js";
import { onChange, state } from "./state.js";
import { pose, subject } from "./subject.js";

export class AttackView {
  title = "Attack";
  #run = new AttackRun();
  #faces = new FacePicker();
  #accessory = new AccessoryDrag();
  #settings = new AttackSettings(this.#run, () => this.#start());
  #progress = new Progress(this.#run, () => this.#about());
  #onward = makeButton("See what defenses make of it", () => state.go("defenses", { subject: "result" }));
  #export = new ExportBar({
    name: () => `attack-${this.#run.id || "none"}`,
    picture: () => this.#run.outcome?.picture?.url ?? this.#run.last?.picture ?? (subject.worn ?? subject.clean)?.url,
    figure: () => attackFigure(this.#run, this.#about()),
    links: [
      ["Curve (CSV)", () => this.#run.id && `${this.#run.path}/curve.csv`, "curve.csv"],
      ["Experiment (YAML)", () => this.#run.id && `${this.#run.path}/experiment.yaml`, "experiment.yaml"],
    ],
  });

  constructor() {
    this.#progress.element.append(this.#onward, this.#export.element);
    this.element = make(
      "div",
      { className: "view attack-view" },
      make("h1", { className: "unseen", textContent: "Attack" }),
      this.#faces.element,
      this.#accessory.element,
      this.#settings.element,
      this.#progress.element,
    );
    this.#listenForFiles();
    ["state", "end"].forEach((name) => this.#run.addEventListener(name, () => this.#showEnd()));
    this.#run.addEventListener("end", () => subject.setResult(this.#run.outcome.picture ?? undefined));
    onChange(["attack"], () => this.#follow());
    onChange(["run"], () => this.load());
    onChange(["target", "steps"], () => this.#progress.draw());
  }

  /** Shows what the state says. */
  load() {
    this.#faces.load();
    this.#accessory.load();
    this.#settings.load();
    this.#follow();
    this.#progress.draw();
    this.#showEnd();
  }

  /** Describes the attack on the screen, or the one that Start would start. */
  #about() {
    if (this.#run.id && state.get("about")) {
      const [from, target, total, preset, chain] = state.get("about").split("|");
      return { from, target, total: Number(total), preset, chain };
    }
    return this.#wish();
  }

  #wish() {
    const { person } = subject.clean ?? {};
    return {
      from: person ?? "",
      target: this.#settings.target,
      total: state.number("steps"),
      preset: state.get("preset"),
      chain: state.get("chain"),
    };
  }

  async #start() {
    const face = await subject.arrived();
    if (!face) {
      throw new Error("Choose a face first.");
    }
    const { from, target, total, preset, chain } = this.#wish();
    const id = await this.#run.start({
      run: state.get("run"),
      picture: face.id,
      accessory: state.get("accessory"),
      pose: pose(),
      target: target || null,
      preset,
      iterations: total,
      chain,
    });
    subject.setResult(undefined);
    state.set({ attack: id, about: [from, target, total, preset, chain].join("|") }, true);
    this.#progress.draw();
  }

  /** After a reload, or with the browser's Back, the attack of the address is shown again. */
  #follow() {
    const id = state.get("attack");
    if (id === this.#run.id) {
      return;
    }
    if (id) {
      this.#run.follow(id);
    } else {
      this.#run.leave();
    }
    this.#settings.show();
    this.#progress.draw();
    this.#showEnd();
  }

  #showEnd() {
    this.#onward.hidden = !this.#run.outcome;
    this.#export.show();
  }

  /** A photograph may be dropped anywhere on the page, or pasted. */
  #listenForFiles() {
    document.addEventListener("dragover", (event) => {
      if (event.dataTransfer.types.includes("Files")) {
        event.preventDefault();
        this.element.classList.add("dropping");
      }
    });
    document.addEventListener("dragleave", () => this.element.classList.remove("dropping"));
    document.addEventListener("drop", (event) => {
      this.element.classList.remove("dropping");
      if (event.dataTransfer.files.length > 0) {
        event.preventDefault();
        this.#take(event.dataTransfer.files);
      }
    });
    document.addEventListener("paste", ({ clipboardData }) => this.#take(clipboardData.files));
  }

  #take(files) {
    if (files.length > 0) {
      state.go("attack");
      this.#faces.take(files[0]);
    }
  }
}
