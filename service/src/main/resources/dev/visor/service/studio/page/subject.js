/**
 * The face that all views look at: clean, with the accessory on it, and as an attack left it. Events "clean", "worn" and
 * "result" say that one changed, "coming" carries the address of the next face, and "problem" an error.
 */
import { latest, post } from "./api.js";
import { session } from "./session.js";
import { onChange, state } from "./state.js";

/** The keys of the state that place the accessory. */
export const POSE = ["along", "across", "scale", "degrees"];

class Subject extends EventTarget {
  clean;
  worn;
  result;
  share = 0;
  coveredByMasks = false;
  #source;
  #wear = latest(
    (wish) => post("/api/wear", wish),
    (answer, wish) => {
      if (wish.picture === this.clean?.id) {
        this.worn = answer.picture;
        this.share = answer.share;
        this.coveredByMasks = answer.coveredByMasks;
        this.#notify("worn");
      }
    },
    (error) => this.#fail(error),
  );
  #take = latest(
    (source) => post("/api/pictures", { run: state.get("run"), ...parseSource(source) }),
    (picture, source) => {
      if (source === state.get("source")) {
        this.clean = picture;
        this.#source = source;
        this.worn = undefined;
        this.#notify("clean");
        this.wear();
      }
    },
    (error) => this.#fail(error),
  );

  /** Starts to follow the state. */
  start() {
    onChange(["run", "source"], () => this.load());
    onChange(["accessory", "color", ...POSE], () => this.wear());
    onChange(["result"], () => this.#restoreResult());
    this.#restoreResult();
    return this.load();
  }

  async load() {
    const run = session.run;
    const source = state.get("source");
    if (source) {
      const { face } = parseSource(source);
      if (face && run) {
        const url = `/api/runs/${encodeURIComponent(run.id)}/face.png?id=${encodeURIComponent(face)}`;
        this.dispatchEvent(new CustomEvent("coming", { detail: url }));
      }
      this.#take(source);
      return;
    }
    try {
      const face = run && (await session.faces())[0];
      if (face && run === session.run && !state.get("source")) {
        state.set({ source: `face:${face.id}` });
      }
    } catch (error) {
      this.#fail(error);
    }
  }

  /** Returns the clean face that was chosen last, as soon as it is there. */
  async arrived() {
    while (state.get("source") && this.#source !== state.get("source")) {
      await new Promise((resolve, reject) => {
        this.addEventListener("clean", resolve, { once: true });
        this.addEventListener("problem", ({ detail }) => reject(detail), { once: true });
      });
    }
    return this.clean;
  }

  wear() {
    if (this.clean && state.get("accessory")) {
      this.#wear({
        picture: this.clean.id,
        accessory: state.get("accessory"),
        color: state.get("color"),
        pose: pose(),
      });
    }
  }

  /** Takes what an attack left. */
  setResult(picture) {
    this.result = picture;
    state.set({ result: picture?.id ?? "" });
    this.#notify("result");
  }

  /** The picture that a choice of the state names, or the clean one. */
  get chosen() {
    return { clean: this.clean, worn: this.worn, result: this.result }[state.get("subject")] ?? this.clean;
  }

  /** The server keeps pictures for as long as it runs, so a reload finds the result again. */
  #restoreResult() {
    const id = state.get("result");
    if ((this.result?.id ?? "") !== id) {
      this.result = id ? { id, url: `/api/pictures/${encodeURIComponent(id)}.png` } : undefined;
      this.#notify("result");
    }
  }

  #notify(what) {
    this.dispatchEvent(new Event(what));
  }

  #fail(error) {
    this.dispatchEvent(new CustomEvent("problem", { detail: error }));
  }
}

/** Returns where the accessory sits. */
export function pose() {
  return Object.fromEntries(POSE.map((key) => [key, state.number(key)]));
}

/** Returns a source of the state, face:ID, photograph:ID:INDEX or example:ATTACKER|ACCESSORY|CHAIN|ID, for the server. */
function parseSource(source) {
  const colon = source.indexOf(":");
  const kind = source.slice(0, colon);
  const rest = source.slice(colon + 1);
  if (kind === "photograph") {
    const end = rest.lastIndexOf(":");
    return { photograph: rest.slice(0, end), index: Number(rest.slice(end + 1)) };
  }
  if (kind === "example") {
    const [attacker, accessory, chain, ...id] = rest.split("|");
    return { example: { attacker, accessory, chain, id: id.join("|") } };
  }
  return { face: rest };
}

export const subject = new Subject();
