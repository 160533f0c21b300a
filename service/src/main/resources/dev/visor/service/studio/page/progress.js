/** Watches an attack advance: its picture, its curve, and its verdict in words. */
import { Curve } from "./curve.js";
import { percent, showDecision } from "./decision.js";
import { Announcer, make } from "./dom.js";
import { plain } from "./session.js";

const STATES = {
  none: "No attack has run yet.",
  running: "Running",
  paused: "Paused",
  done: "Done",
  stopped: "Stopped",
  failed: "Failed",
};

export class Progress {
  #picture = make("img", { alt: "Picture of the attack", width: 112, height: 112, hidden: true });
  #line = make("p", { className: "line" });
  #verdict = make("div");
  #curve = new Curve();
  #announcer = new Announcer();
  #run;
  #about;
  #frame;

  /** Takes an attack and what describes it: {from, target, total}. */
  constructor(run, about) {
    this.#run = run;
    this.#about = about;
    this.element = make(
      "section",
      { className: "panel progress", "aria-labelledby": "progress-title" },
      make("h2", { id: "progress-title", textContent: "Progress" }),
      make(
        "div",
        { className: "beside" },
        make(
          "div",
          { className: "stage-column" },
          make("div", { className: "stage still" }, this.#picture),
          this.#line,
        ),
        make("div", {}, this.#curve.element, this.#verdict),
      ),
      this.#announcer.element,
    );
    ["step", "state", "end"].forEach((name) => run.addEventListener(name, () => this.draw()));
    run.addEventListener("state", () => this.#announcer.sayNow(this.#headline()));
    run.addEventListener("end", () => this.#announcer.sayNow(this.#outcome()));
  }

  /** Draws with the next picture of the screen, however many steps came in between. */
  draw() {
    this.#frame ??= requestAnimationFrame(() => {
      this.#frame = undefined;
      this.#draw();
    });
  }

  #draw() {
    const { last, steps, outcome, state } = this.#run;
    const url = outcome?.picture?.url ?? last?.picture;
    this.#picture.hidden = !url;
    if (url && this.#picture.getAttribute("src") !== url) {
      this.#picture.src = url;
    }
    const { target, total } = this.#about();
    this.#curve.draw(steps, total, target ? `Confidence in ${plain(target)}` : "Confidence in oneself");
    const said = this.#headline();
    this.#line.textContent = said;
    if (steps.length > 0) {
      this.#curve.description = `Confidence over the steps. ${said}`;
    }
    this.#verdict.replaceChildren(...this.#showVerdict());
    if (state === "running" && steps.length > 0) {
      this.#announcer.say(said);
    }
  }

  #showVerdict() {
    const { outcome, last } = this.#run;
    if (outcome) {
      const box = make("p", {
        className: `outcome ${outcome.success ? "passed" : "held"}`,
        textContent: this.#outcome(),
      });
      return outcome.picture?.decision ? [box, showDecision(outcome.picture.decision)] : [box];
    }
    if (!last) {
      return [];
    }
    const seen =
      last.verdict === "person" && last.person ? `Now seen as ${plain(last.person)}` : `Now refused: ${last.verdict}`;
    return [make("p", { className: "verdict", textContent: seen })];
  }

  #headline() {
    const { state, steps, detail } = this.#run;
    const step = steps.at(-1);
    const said = step
      ? `${STATES[state]}: step ${step[0]} of ${this.#about().total}, confidence ${percent(step[1])}, best ${percent(step[2])}`
      : STATES[state];
    return detail ? `${said}. ${detail}` : said;
  }

  #outcome() {
    const { success, steps, confidence } = this.#run.outcome;
    const { from, target } = this.#about();
    const who = from ? plain(from) : "the face";
    const goal = target ? `taken for ${plain(target)}` : "no longer recognized";
    return success
      ? `The attack succeeded: after ${steps} steps ${who} is ${goal}. Confidence ${percent(confidence)}.`
      : `The attack did not succeed: after ${steps} steps ${who} is ${target ? `not ${goal}` : "still recognized"}. Confidence ${percent(confidence)}.`;
  }
}
