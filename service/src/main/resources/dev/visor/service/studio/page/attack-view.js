/** The view "Attack": a face, an accessory on it, an attack, and how it advances. */
import { AccessoryDrag } from "./accessory-drag.js";
import { AttackRun } from "./attack-run.js";
import { AttackSettings } from "./attack-settings.js";
import { make } from "./dom.js";
import { ExportBar } from "./export.js";
import { FacePicker } from "./face-picker.js";
import { attackFigure } from "./attack-figure.js";
import { Progress } from "./progress.js";
import { onChange, state } from "./state.js";
import { pose, subject } from "./subject.js";

export class AttackView {
  title = "Attack";
  #run = new AttackRun();
  #about = { from: null, target: null, total: 0 };
  #faces = new FacePicker();
  #accessory = new AccessoryDrag();
  #settings = new AttackSettings(this.#run, () => this.#start());
  #progress = new Progress(this.#run, () => this.#tell());
  #export = new ExportBar({
    name: () => `attack-${this.#run.id || "none"}`,
    picture: () => (this.#run.outcome?.picture.url ?? this.#run.last?.picture ?? (subject.worn ?? subject.clean)?.url),
    figure: () => attackFigure(this.#run, this.#tell()),
    links: [
      ["Curve (CSV)", () => this.#run.id && `${this.#run.path}/curve.csv`, "curve.csv"],
      ["Experiment (YAML)", () => this.#run.id && `${this.#run.path}/experiment.yaml`, "experiment.yaml"],
    ],
  });

  constructor() {
    this.#progress.element.append(this.#export.element);
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
    ["state", "end"].forEach((name) => this.#run.addEventListener(name, () => this.#export.show()));
    this.#run.addEventListener("end", () => subject.setResult(this.#run.outcome.picture));
    onChange(["attack"], () => this.#follow());
    onChange(["run"], () => this.load());
  }

  /** Shows what the state says. */
  load() {
    this.#faces.load();
    this.#accessory.load();
    this.#settings.load();
    this.#follow();
    this.#progress.draw();
    this.#export.show();
  }

  #tell() {
    return this.#about.total ? this.#about : { from: subject.clean?.person, target: this.#settings.target, total: state.number("steps") };
  }

  async #start() {
    if (!subject.clean) {
      throw new Error("Choose a face first.");
    }
    const target = this.#settings.target;
    const total = state.number("steps");
    const from = subject.clean.person;
    const id = await this.#run.start({
      run: state.get("run"),
      picture: subject.clean.id,
      accessory: state.get("accessory"),
      pose: pose(),
      target,
      preset: state.get("preset"),
      iterations: total,
      chain: state.get("chain"),
    });
    this.#about = { from, target, total };
    subject.setResult(undefined);
    state.set({ attack: id }, true);
    this.#progress.draw();
  }

  /** After a reload, or with the browser's Back, the attack of the address is shown again. */
  #follow() {
    const id = state.get("attack");
    if (id === this.#run.id) {
      return;
    }
    this.#about = { from: null, target: null, total: 0 };
    if (id) {
      this.#run.follow(id);
    } else {
      this.#run.leave();
    }
    this.#settings.show();
    this.#progress.draw();
    this.#export.show();
  }

  /** A photograph may be dropped anywhere on the view. */
  #listenForFiles() {
    this.element.addEventListener("dragover", (event) => {
      event.preventDefault();
      this.element.classList.add("dropping");
    });
    this.element.addEventListener("dragleave", () => this.element.classList.remove("dropping"));
    this.element.addEventListener("drop", (event) => {
      event.preventDefault();
      this.element.classList.remove("dropping");
      this.#faces.take(event.dataTransfer.files[0]);
    });
  }
}
