/**
 * What is on the screen, kept in the hash of the address: #view?key=value&... A reload, a bookmark and the browser's Back
 * show the same again. Values equal to their default are left out. An event "change" names the keys that changed.
 */
const VIEWS = ["attack", "defenses", "matrix", "examples"];

const DEFAULTS = {
  run: "",
  source: "",
  accessory: "",
  along: "0",
  across: "0",
  scale: "1",
  degrees: "0",
  color: "#1a1a1a",
  target: "",
  preset: "",
  steps: "300",
  chain: "",
  attack: "",
  about: "",
  result: "",
  subject: "worn",
  mu: "0.93",
  n: "2",
  phi: "40",
  fill: "zero",
  left: "",
  right: "",
  wearing: "",
  "of-attacker": "",
  "of-accessory": "",
  "of-chain": "",
  "of-outcome": "",
  "of-person": "",
  example: "",
};
const WAIT = 200;

class State extends EventTarget {
  view = VIEWS[0];
  #values = { ...DEFAULTS };
  #timer;

  constructor() {
    super();
    this.#read();
    addEventListener("hashchange", () => this.#onHash());
  }

  get(key) {
    return this.#values[key];
  }

  number(key) {
    const value = Number(this.#values[key]);
    return Number.isFinite(value) ? value : Number(DEFAULTS[key]);
  }

  /** Changes values. A step that Back should undo is pushed. */
  set(changes, push = false) {
    const keys = Object.keys(changes).filter((key) => this.#values[key] !== String(changes[key] ?? ""));
    if (keys.length === 0) {
      return;
    }
    keys.forEach((key) => (this.#values[key] = String(changes[key] ?? "")));
    this.#write(push);
    this.#notify(keys);
  }

  /** Shows another view. */
  go(view, changes = {}) {
    this.view = view;
    const keys = Object.keys(changes);
    keys.forEach((key) => (this.#values[key] = String(changes[key] ?? "")));
    this.#write(true);
    this.#notify([...keys, "view"]);
  }

  reset(keys) {
    this.set(Object.fromEntries(keys.map((key) => [key, DEFAULTS[key]])));
  }

  #hash() {
    const query = new URLSearchParams();
    Object.entries(this.#values)
      .filter(([key, value]) => value !== DEFAULTS[key])
      .forEach(([key, value]) => query.set(key, value));
    const text = query.toString();
    return `#${this.view}${text && `?${text}`}`;
  }

  /** Browsers refuse to change the address too often. */
  #write(push) {
    clearTimeout(this.#timer);
    if (push) {
      history.pushState(null, "", this.#hash());
    } else {
      this.#timer = setTimeout(() => history.replaceState(null, "", this.#hash()), WAIT);
    }
  }

  /** A hash without values, as in a link to a view, changes only the view. */
  #read() {
    const [view, query] = location.hash.slice(1).split("?");
    this.view = VIEWS.includes(view) ? view : this.view;
    if (query === undefined) {
      return [];
    }
    const given = new URLSearchParams(query);
    const before = this.#values;
    this.#values = { ...DEFAULTS };
    Object.keys(DEFAULTS).forEach((key) => (this.#values[key] = given.get(key) ?? DEFAULTS[key]));
    return Object.keys(DEFAULTS).filter((key) => before[key] !== this.#values[key]);
  }

  #onHash() {
    clearTimeout(this.#timer);
    const before = this.view;
    const keys = this.#read();
    history.replaceState(null, "", this.#hash());
    if (keys.length > 0 || this.view !== before) {
      this.#notify(this.view === before ? keys : [...keys, "view"]);
    }
  }

  #notify(keys) {
    this.dispatchEvent(new CustomEvent("change", { detail: new Set(keys) }));
  }
}

export const state = new State();

/** Calls back when one of some keys changes. */
export function onChange(keys, action) {
  state.addEventListener("change", ({ detail }) => {
    if (keys.some((key) => detail.has(key))) {
      action(detail);
    }
  });
}
