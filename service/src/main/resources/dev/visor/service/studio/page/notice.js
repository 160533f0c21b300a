/** Says who may use the studio: on top until it is acknowledged, and then at the foot of the page. */
import { make, makeButton } from "./dom.js";

const KEY = "visor-studio-notice";

/** A browser may refuse to remember anything. */
function remembered() {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

function remember(text) {
  try {
    localStorage.setItem(KEY, text);
  } catch {
    // It is said again the next time.
  }
}

export function showNotice(place, text) {
  place.hidden = !text;
  if (remembered() === text) {
    toFoot(place, text);
    return;
  }
  const button = makeButton("Understood", () => {
    remember(text);
    toFoot(place, text);
    document.querySelector("main").focus({ preventScroll: true });
  });
  place.replaceChildren(make("p", { textContent: text }), button);
}

function toFoot(place, text) {
  place.className = "foot";
  place.replaceChildren(make("p", { textContent: text }));
  document.body.append(place);
}
