/** The runs that are open, and what the server reports about each, asked for once. */
import { get, post } from "./api.js";
import { state } from "./state.js";

class Session {
  runs = [];
  accessories = [];
  presets = [];
  notice = "";
  #answers = new Map();

  async load() {
    Object.assign(this, await get("/api/session"));
    if (!this.run) {
      state.set({ run: this.runs[0]?.id ?? "" });
    }
  }

  /** Opens the folder of a run, and returns the run. */
  async open(folder) {
    const run = await post("/api/runs", { folder });
    this.runs = [...this.runs.filter((other) => other.id !== run.id), run];
    return run;
  }

  /** The run on the screen. */
  get run() {
    return this.runs.find((run) => run.id === state.get("run"));
  }

  faces() {
    return this.#once("faces");
  }

  matrix() {
    return this.#once("matrix");
  }

  examples() {
    return this.#once("examples");
  }

  /** What failed is asked for again the next time. */
  #once(what) {
    const path = `/api/runs/${encodeURIComponent(this.run.id)}/${what}`;
    if (!this.#answers.has(path)) {
      const answer = get(path);
      answer.catch(() => this.#answers.delete(path));
      this.#answers.set(path, answer);
    }
    return this.#answers.get(path);
  }
}

export const session = new Session();

/** Returns a name as people write it. */
export function plain(name) {
  return name.replaceAll("_", " ");
}
