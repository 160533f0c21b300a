/** Starts the page: the run, the views, and which of them is seen. */
import { AttackView } from "./attack-view.js";
import { DefensesView } from "./defenses-view.js";
import { make, makeButton } from "./dom.js";
import { ExamplesView } from "./examples.js";
import { MatrixView } from "./matrix.js";
import { showNotice } from "./notice.js";
import { RunPicker } from "./run-picker.js";
import { session } from "./session.js";
import { onChange, state } from "./state.js";
import { subject } from "./subject.js";

const main = document.querySelector("main");
const links = [...document.querySelectorAll("nav a")];

/** How far down the reader was in each view. */
const places = new Map();
let seen = state.view;

function show(views) {
  places.set(seen, scrollY);
  Object.entries(views).forEach(([name, view]) => (view.element.hidden = name !== state.view));
  links.forEach((link) => {
    if (link.hash === `#${state.view}`) {
      link.setAttribute("aria-current", "page");
    } else {
      link.removeAttribute("aria-current");
    }
  });
  if (seen !== state.view) {
    seen = state.view;
    scrollTo(0, places.get(seen) ?? 0);
  }
  document.title = [views[state.view].title, session.run?.title, "Visor studio"].filter(Boolean).join(" · ");
}

async function start() {
  try {
    await session.load();
  } catch (error) {
    main.replaceChildren(
      make("p", { className: "problem", role: "alert", textContent: error.message }),
      makeButton("Try again", start),
    );
    return;
  }
  document.querySelector("#run").append(new RunPicker().element);
  showNotice(document.querySelector("#notice"), session.notice);
  const views = {
    attack: new AttackView(),
    defenses: new DefensesView(),
    matrix: new MatrixView(),
    examples: new ExamplesView(),
  };
  main.replaceChildren(...Object.values(views).map(({ element }) => element));
  show(views);
  onChange(["view", "run"], () => show(views));
  onChange(["view"], () => state.view !== "attack" && views[state.view].load());
  subject.start();
  views.attack.load();
  if (state.view !== "attack") {
    views[state.view].load();
  }
}

history.scrollRestoration = "manual";
document.querySelector("#skip").addEventListener("click", (event) => {
  event.preventDefault();
  main.focus();
});
start();
