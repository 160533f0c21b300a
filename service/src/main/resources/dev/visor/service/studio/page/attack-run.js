/**
 * One attack as the server runs it. Events: "step" after new steps, "state" when it pauses, goes on or ends, and "end" with
 * its outcome. A late client gets the steps so far first.
 */
import { post } from "./api.js";

const OVER = ["done", "stopped", "failed"];

export class AttackRun extends EventTarget {
  id = "";
  state = "none";
  detail = "";
  steps = [];
  last;
  outcome;
  #source;

  get isOver() {
    return OVER.includes(this.state);
  }

  get isActive() {
    return this.state === "running" || this.state === "paused";
  }

  async start(wish) {
    const { id } = await post("/api/attacks", wish);
    this.follow(id);
    return id;
  }

  /** Listens to an attack. */
  follow(id) {
    this.leave();
    this.id = id;
    this.state = "running";
    this.#notify("state");
    this.#source = new EventSource(`${this.path}/events`);
    this.#on("history", ({ steps }) => this.#onHistory(steps));
    this.#on("step", (step) => this.#onStep(step));
    this.#on("state", ({ state, detail }) => this.#onState(state, detail));
    this.#on("end", (outcome) => this.#onEnd(outcome));
    this.#source.addEventListener("error", () => this.#onError());
  }

  /** Forgets an attack, which the server goes on with. */
  leave() {
    this.#source?.close();
    this.#source = undefined;
    Object.assign(this, { id: "", state: "none", detail: "", steps: [], last: undefined, outcome: undefined });
  }

  pause() {
    return this.#command("pause");
  }

  resume() {
    return this.#command("resume");
  }

  stop() {
    return this.#command("stop");
  }

  get path() {
    return `/api/attacks/${encodeURIComponent(this.id)}`;
  }

  async #command(name) {
    const { state } = await post(`${this.path}/${name}`);
    this.#onState(state, "");
  }

  #on(name, action) {
    const source = this.#source;
    source.addEventListener(name, ({ data }) => {
      if (source === this.#source) {
        action(JSON.parse(data));
      }
    });
  }

  /** After a broken line the server reports everything again. */
  #onHistory(steps) {
    this.steps = steps.map((step) => [...step]);
    this.#notify("step");
  }

  #onStep(step) {
    if (step.step > (this.steps.at(-1)?.[0] ?? -1)) {
      this.steps.push([step.step, step.confidence, step.best]);
    }
    this.last = step;
    this.#notify("step");
  }

  #onState(state, detail) {
    if (this.state !== state || detail) {
      this.state = state;
      this.detail = detail ?? "";
      this.#notify("state");
    }
    if (state === "failed") {
      this.#source?.close();
    }
  }

  #onEnd(outcome) {
    this.outcome = outcome;
    if (!this.isOver) {
      this.state = "done";
    }
    this.#source?.close();
    this.#notify("end");
  }

  /** A browser tries again by itself unless the server refused. */
  #onError() {
    if (this.isOver) {
      this.#source?.close();
    } else if (this.#source?.readyState === EventSource.CLOSED) {
      this.#onState("failed", "The studio no longer knows this attack, or the line to it broke. Start it again.");
    }
  }

  #notify(name) {
    this.dispatchEvent(new Event(name));
  }
}
