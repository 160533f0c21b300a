/**
 * <theme-switch> is a button that changes between light and dark colors. At first the page follows the system. A choice
 * that differs from the system is remembered in the browser, under "visor-theme". theme.css has the colors.
 */
const KEY = "visor-theme";
const SYSTEM = matchMedia("(prefers-color-scheme: dark)");

/** A browser may refuse to remember anything for a file. */
function remembered() {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

function remember(theme) {
  try {
    if (theme === null) {
      localStorage.removeItem(KEY);
    } else {
      localStorage.setItem(KEY, theme);
    }
  } catch {
    // The choice holds as long as the page is open.
  }
}

function systemTheme() {
  return SYSTEM.matches ? "dark" : "light";
}

class ThemeSwitch extends HTMLElement {
  #button;

  connectedCallback() {
    if (this.#button) {
      return;
    }
    this.#button = document.createElement("button");
    this.#button.type = "button";
    this.#button.textContent = "Dark colors";
    this.#button.addEventListener("click", () => this.#change());
    SYSTEM.addEventListener("change", () => this.#show());
    this.append(this.#button);
    const theme = remembered();
    if (theme === "light" || theme === "dark") {
      document.documentElement.dataset.theme = theme;
    }
    this.#show();
  }

  #theme() {
    return document.documentElement.dataset.theme ?? systemTheme();
  }

  #change() {
    const theme = this.#theme() === "dark" ? "light" : "dark";
    if (theme === systemTheme()) {
      delete document.documentElement.dataset.theme;
      remember(null);
    } else {
      document.documentElement.dataset.theme = theme;
      remember(theme);
    }
    this.#show();
  }

  #show() {
    this.#button.setAttribute("aria-pressed", String(this.#theme() === "dark"));
  }
}

customElements.define("theme-switch", ThemeSwitch);
