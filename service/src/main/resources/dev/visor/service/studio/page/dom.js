/** Makes elements. Data only ever becomes text, attributes or properties, never markup. */
const SVG = "http://www.w3.org/2000/svg";

/** Makes an element. A property whose name starts with "on" listens; one that the element lacks is an attribute. */
export function make(name, properties = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key.startsWith("on")) {
      element.addEventListener(key.slice(2), value);
    } else if (key in element) {
      element[key] = value;
    } else {
      element.setAttribute(key, value);
    }
  }
  element.append(...children);
  return element;
}

/** Makes an element of a picture of lines. */
export function makeSvg(name, attributes = {}, ...children) {
  const element = document.createElementNS(SVG, name);
  Object.entries(attributes).forEach(([key, value]) => element.setAttribute(key, value));
  element.append(...children);
  return element;
}

export function makeButton(text, onclick, properties = {}) {
  return make("button", { type: "button", textContent: text, onclick, ...properties });
}

/** Makes a select of [value, text] pairs. */
export function makeSelect(options, value, onchange) {
  const select = make("select", { onchange: () => onchange(select.value) });
  fillSelect(select, options, value);
  return select;
}

export function fillSelect(select, options, value) {
  select.replaceChildren(...options.map(([key, text]) => make("option", { value: key, textContent: text })));
  select.value = value;
}

/** Puts a label over a control. */
export function makeField(text, control) {
  return make("label", { className: "field" }, make("span", { textContent: text }), control);
}

/** A slider with its value in words beside its label. */
export class Slider {
  #say;
  #output = make("output");
  #input;

  constructor(label, { min, max, step, say = String, oninput }) {
    this.#say = say;
    this.#input = make("input", { type: "range", min, max, step });
    this.#input.addEventListener("input", () => {
      this.#show();
      oninput(this.#input.valueAsNumber);
    });
    const head = make("span", {}, label, " ", this.#output);
    this.element = make("label", { className: "field slider" }, head, this.#input);
  }

  set value(value) {
    this.#input.value = value;
    this.#show();
  }

  #show() {
    const words = this.#say(this.#input.valueAsNumber);
    this.#output.value = words;
    this.#input.setAttribute("aria-valuetext", words);
  }
}

/** Where a view says what went wrong. It stays until the next attempt. */
export class ProblemBox {
  element = make("div", { className: "problems", role: "alert" });

  say(error) {
    this.element.replaceChildren(make("p", { className: "problem", textContent: error.message }));
  }

  clear() {
    this.element.replaceChildren();
  }
}

/** Reads text out, the latest only, and at most once in an interval. */
export class Announcer {
  element = make("p", { className: "unseen", role: "status" });
  #interval;
  #timer;
  #text;

  constructor(interval = 2000) {
    this.#interval = interval;
  }

  say(text) {
    this.#text = text;
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.element.textContent = this.#text;
    }, this.#interval);
  }

  /** Says something at once. */
  sayNow(text) {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.element.textContent = text;
  }
}
