/**
 * <picture-zoom> is a strip of <figure>s. Each shows an <svg> of the class "picture", which opens in a dialog with the
 * caption of its figure and the heading of its <article> or <section>.
 *
 * A strip is one stop of the Tab key; the arrow keys lead to its other pictures. In the dialog, the arrow keys lead
 * through all pictures that are seen on the page, and Escape leads back to where the reader was.
 */
const STEPS = { ArrowLeft: -1, ArrowRight: 1 };

function make(name, className, ...content) {
  const element = document.createElement(name);
  element.className = className;
  element.append(...content);
  return element;
}

function makeButton(text, action) {
  const button = make("button", "", text);
  button.type = "button";
  button.addEventListener("click", action);
  return button;
}

/** Returns an element's text without line breaks. */
function words(element) {
  return element?.textContent.replace(/\s+/g, " ").trim() ?? "";
}

/** The dialog, which shows one picture after another. */
class Viewer {
  #title = make("h2", "");
  #place = make("p", "place");
  #figure = make("figure", "");
  #dialog = make("dialog", "zoom");
  #buttons = [];
  #current = 0;

  constructor() {
    this.#title.id = "zoom-title";
    this.#dialog.setAttribute("aria-labelledby", this.#title.id);
    this.#figure.setAttribute("aria-live", "polite");
    const close = makeButton("Close", () => this.#dialog.close());
    close.autofocus = true;
    const bar = make("div", "bar");
    bar.append(
      makeButton("Previous", () => this.#move(-1)),
      this.#place,
      makeButton("Next", () => this.#move(1)),
      close,
    );
    this.#dialog.append(this.#title, this.#figure, bar);
    this.#dialog.addEventListener("keydown", (event) => this.#onKey(event));
    this.#dialog.addEventListener("click", (event) => {
      if (event.target === this.#dialog) {
        this.#dialog.close();
      }
    });
    document.body.append(this.#dialog);
  }

  open(button) {
    this.#buttons = [...document.querySelectorAll("picture-zoom .zoom-in")].filter((other) => other.checkVisibility());
    this.#current = this.#buttons.indexOf(button);
    this.#dialog.addEventListener("close", () => button.focus(), { once: true });
    this.#show();
    this.#dialog.showModal();
  }

  #onKey(event) {
    const step = STEPS[event.key];
    if (step) {
      event.preventDefault();
      this.#move(step);
    }
  }

  #move(step) {
    const count = this.#buttons.length;
    this.#current = (this.#current + step + count) % count;
    this.#show();
  }

  #show() {
    const button = this.#buttons[this.#current];
    const figure = button.closest("figure");
    this.#title.textContent = words(button.closest("article, section")?.querySelector("h2, h3"));
    this.#place.textContent = `${this.#current + 1} of ${this.#buttons.length}`;
    this.#figure.className = figure.className;
    const rest = [...figure.children].filter((child) => child !== button).map((child) => child.cloneNode(true));
    const picture = button.firstElementChild.cloneNode(true);
    const { width, height } = picture.viewBox.baseVal;
    picture.style.setProperty("--ratio", width / height);
    this.#figure.replaceChildren(picture, ...rest);
  }
}

/** There is one dialog in a document; it is made when it is first needed. */
let viewer;

class PictureZoom extends HTMLElement {
  #buttons = [];

  connectedCallback() {
    if (this.#buttons.length > 0) {
      return;
    }
    for (const figure of this.querySelectorAll(":scope > figure")) {
      const picture = figure.querySelector(".picture");
      if (picture) {
        this.#buttons.push(this.#wrap(picture, figure));
      }
    }
    this.addEventListener("keydown", (event) => this.#onKey(event));
  }

  #wrap(picture, figure) {
    const button = makeButton("", () => (viewer ??= new Viewer()).open(button));
    button.className = "zoom-in";
    button.tabIndex = this.#buttons.length === 0 ? 0 : -1;
    button.setAttribute("aria-haspopup", "dialog");
    const names = [figure.querySelector("figcaption"), picture.querySelector("title")].map(words).filter(Boolean);
    button.setAttribute("aria-label", `Enlarge: ${names.join(", ")}`);
    button.addEventListener("focus", () => this.#buttons.forEach((other) => (other.tabIndex = other === button ? 0 : -1)));
    picture.replaceWith(button);
    button.append(picture);
    return button;
  }

  #onKey(event) {
    const step = STEPS[event.key];
    const index = this.#buttons.indexOf(event.target);
    if (step && index >= 0) {
      event.preventDefault();
      this.#buttons[index + step]?.focus();
    }
  }
}

customElements.define("picture-zoom", PictureZoom);
