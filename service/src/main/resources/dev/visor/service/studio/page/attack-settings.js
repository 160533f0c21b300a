/** What to attack and how: target, attacker, effort and chain; and the buttons that start, pause and stop it. */
import { fillSelect, make, makeButton, makeField, makeSelect, ProblemBox } from "./dom.js";
import { plain, session } from "./session.js";
import { onChange, state } from "./state.js";
import { subject } from "./subject.js";

const NOBODY = "";
const MAIN_BUTTON = {
  none: "Start",
  running: "Pause",
  paused: "Go on",
  done: "Start again",
  stopped: "Start again",
  failed: "Start again",
};

export class AttackSettings {
  #target = makeSelect([], "", (target) => state.set({ target: target || "nobody" }));
  #preset = makeSelect([], "", (preset) => state.set({ preset }));
  #steps = make("input", { type: "number", min: 1, max: 100000, step: 1, required: true, inputMode: "numeric" });
  #chain = makeSelect([], "", (chain) => state.set({ chain }));
  #presetHelp = make("p", { className: "quiet" });
  #chainHelp = make("p", { className: "quiet" });
  #note = make("p", { className: "quiet", textContent: "Changes count for the next attack." });
  #main;
  #stop;
  /** What is being done; nothing if it is undefined. */
  #doing;
  #run;
  #onStart;

  /** Takes the attack that the buttons steer, and what starts one. */
  constructor(run, onStart) {
    this.#run = run;
    this.#onStart = onStart;
    this.#main = makeButton("Start", () => this.#press(), { className: "main" });
    this.#stop = makeButton("Stop", () => this.#then(() => this.#run.isActive && this.#run.stop()));
    this.problems = new ProblemBox();
    this.#steps.addEventListener("input", () => this.#steps.validity.valid && state.set({ steps: this.#steps.value }));
    this.element = make(
      "section",
      { className: "panel settings", "aria-labelledby": "settings-title" },
      make("h2", { id: "settings-title", textContent: "Attack" }),
      makeField("Target", this.#target),
      makeField("Attacker", this.#preset),
      this.#presetHelp,
      makeField("Effort, in steps", this.#steps),
      makeField("Against", this.#chain),
      this.#chainHelp,
      make("div", { className: "buttons" }, this.#main, this.#stop),
      this.#note,
      this.problems.element,
    );
    run.addEventListener("state", () => this.show());
    onChange(["target", "preset", "steps", "chain"], () => this.show());
    subject.addEventListener("clean", () => {
      this.problems.clear();
      this.#fillTargets();
    });
  }

  load() {
    const run = session.run;
    fillSelect(
      this.#preset,
      session.presets.map(({ name }) => [name, name]),
      state.get("preset"),
    );
    fillSelect(
      this.#chain,
      run?.chains.map(({ name }) => [name, name === run.undefended ? `${name} (no defense)` : name]) ?? [],
      "",
    );
    const names = session.presets.map(({ name }) => name);
    state.set({
      preset: names.includes(state.get("preset")) ? state.get("preset") : (names[0] ?? ""),
      chain: run?.chains.some(({ name }) => name === state.get("chain")) ? state.get("chain") : (run?.undefended ?? ""),
    });
    this.#fillTargets();
    this.show();
  }

  /** The name of the target, which is empty for dodging. */
  get target() {
    return this.#target.value;
  }

  show() {
    this.#preset.value = state.get("preset");
    this.#chain.value = state.get("chain");
    this.#target.value = state.get("target") === "nobody" ? NOBODY : state.get("target");
    if (this.#steps.value !== state.get("steps") && document.activeElement !== this.#steps) {
      this.#steps.value = state.get("steps");
    }
    this.#presetHelp.textContent = session.presets.find(({ name }) => name === state.get("preset"))?.description ?? "";
    const chain = session.run?.chains.find(({ name }) => name === state.get("chain"));
    this.#chainHelp.textContent = chain?.elements.join(" → ") ?? "";
    this.#main.textContent = MAIN_BUTTON[this.#run.state];
    this.#note.hidden = !this.#run.isActive;
    this.#stop.setAttribute("aria-disabled", String(!this.#run.isActive));
  }

  /** Who is attacked as is impersonation; no target is dodging. The own name is no target. */
  #fillTargets() {
    const people = (session.run?.people ?? []).filter((name) => name !== subject.clean?.person);
    fillSelect(this.#target, [[NOBODY, "nobody: dodging"], ...people.map((name) => [name, plain(name)])], "");
    if (subject.clean && state.get("target") !== "nobody" && !people.includes(state.get("target"))) {
      state.set({ target: people[0] ?? "nobody" });
    }
    this.show();
  }

  #press() {
    switch (this.#run.state) {
      case "running":
        return this.#then(() => this.#run.pause());
      case "paused":
        return this.#then(() => this.#run.resume());
      default:
        return this.#steps.reportValidity() && this.#try(this.#onStart);
    }
  }

  /** Does something after what is being done. */
  async #then(action) {
    await this.#doing;
    return this.#try(action);
  }

  /** Does something, unless something is being done: a double click starts one attack. */
  #try(action) {
    this.#doing ??= this.#finish(action);
    return this.#doing;
  }

  async #finish(action) {
    this.problems.clear();
    try {
      await action();
    } catch (error) {
      this.problems.say(error);
    }
    this.#doing = undefined;
  }
}
