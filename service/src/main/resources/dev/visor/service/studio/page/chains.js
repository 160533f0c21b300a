/** Any two chains of defenses side by side: what each decides about the picture, and what each of its masks sees. */
import { latest, post } from "./api.js";
import { chainsFigure } from "./chains-figure.js";
import { showDecision, words } from "./decision.js";
import { fillSelect, make, makeButton, makeField, ProblemBox } from "./dom.js";
import { csvFile, ExportBar, save } from "./export.js";
import { plain, session } from "./session.js";
import { onChange, state } from "./state.js";
import { subject } from "./subject.js";
import { makeFigure, makeStrip } from "./zoomable.js";

const SIDES = ["left", "right"];

export class Chains {
  #selects = SIDES.map((side) => make("select", { onchange: ({ target }) => state.set({ [side]: target.value }) }));
  #columns = SIDES.map(() => make("div", { className: "answer-box" }));
  #problems = new ProblemBox();
  #status = make("p", { className: "quiet", role: "status" });
  #answers = [];
  #ask = latest(
    (wish) => post("/api/chains", wish),
    (answers, wish) =>
      wish.picture === subject.chosen?.id &&
      this.#show(wish.chains.map((name) => answers.find(({ chain }) => chain === name))),
    (error) => {
      this.#status.textContent = "";
      this.#problems.say(error);
    },
  );

  constructor() {
    const bar = new ExportBar({ name: () => "chains", figure: () => this.#figure() });
    bar.element.append(makeButton("Masks (CSV)", () => this.#saveTable()));
    const columns = SIDES.map((side, index) =>
      make(
        "div",
        { className: "chain" },
        makeField(index === 0 ? "Chain" : "Beside chain", this.#selects[index]),
        this.#columns[index],
      ),
    );
    this.element = make(
      "section",
      { className: "panel", "aria-labelledby": "chains-title" },
      make("h2", { id: "chains-title", textContent: "Chains side by side" }),
      make("div", { className: "two" }, ...columns),
      this.#status,
      this.#problems.element,
      bar.element,
    );
    onChange(SIDES, () => this.load());
  }

  load() {
    const run = session.run;
    const names = run?.chains.map(({ name }) => name) ?? [];
    const given = SIDES.map((side) => state.get(side));
    const [left, right] = [
      names.includes(given[0]) ? given[0] : run?.undefended,
      names.includes(given[1]) ? given[1] : names.at(-1),
    ];
    state.set({ left: left ?? "", right: right ?? "" });
    this.#selects.forEach((select, index) =>
      fillSelect(
        select,
        names.map((name) => [name, name]),
        [left, right][index],
      ),
    );
    const picture = subject.chosen;
    if (picture && left && right && state.view === "defenses") {
      this.#status.textContent = "Asking the chains …";
      this.#ask({ picture: picture.id, chains: [...new Set([left, right])] });
    }
  }

  #show(answers) {
    this.#problems.clear();
    this.#status.textContent = "";
    this.#answers = answers.length === 1 ? [answers[0], answers[0]] : answers;
    this.#columns.forEach((column, index) => column.replaceChildren(...showAnswer(this.#answers[index], session.run)));
  }

  #figure() {
    if (this.#answers.length === 0) {
      throw new Error("There is no answer yet.");
    }
    return chainsFigure(subject.chosen.url, this.#answers);
  }

  #saveTable() {
    const lines = this.#answers.flatMap(({ chain, decision, masks }) => [
      [chain, "", words(decision)],
      ...masks.map(({ mask, plausible }) => [chain, mask, plausible.map(plain).join("; ")]),
    ]);
    save(csvFile([["chain", "mask", "decision or plausible people"], ...lines]), "chains.csv");
  }
}

function showAnswer(answer, run) {
  if (!answer) {
    return [make("p", { className: "quiet", textContent: "No answer." })];
  }
  const elements = run?.chains.find(({ name }) => name === answer.chain)?.elements ?? [];
  const parts = [
    make("p", { className: "quiet", textContent: elements.length > 0 ? elements.join(" → ") : "No defense." }),
    showDecision(answer.decision),
    make("p", {
      textContent:
        answer.provenAgainst.length > 0 ? `Proven against: ${answer.provenAgainst.join(", ")}.` : "Nothing is proven.",
    }),
  ];
  if (answer.masks.length === 0) {
    return [...parts, make("p", { className: "quiet", textContent: "This chain looks at the picture without masks." })];
  }
  const figures = answer.masks.map(({ mask, plausible, picture }) => {
    const seen = plausible.length > 0 ? plausible.map(plain).join(", ") : "nobody";
    return makeFigure(mask, picture, 112, make("p", { className: "answer", textContent: `Sees ${seen}` }));
  });
  return [...parts, make("h3", { textContent: `What its ${answer.masks.length} masks see` }), makeStrip(figures)];
}
