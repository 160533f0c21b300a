/** Says in words, and in a short list, what a system decided about a picture. */
import { make } from "./dom.js";
import { plain } from "./session.js";

export function percent(share) {
  return `${(100 * share).toFixed(share > 0 && share < 0.1 ? 1 : 0)}\u00a0%`;
}

/** Returns a decision in words. */
export function words(decision) {
  const proven = decision.certified ? ", proven" : "";
  if (decision.verdict === "tampered") {
    return `Refused: tampered${proven}`;
  }
  if (decision.verdict === "unknown" || !decision.person) {
    return `Refused: nobody it knows${proven}`;
  }
  const sure = typeof decision.confidence !== "number" ? "" : ` (${percent(decision.confidence)})`;
  return `Recognized as ${plain(decision.person)}${sure}${proven}`;
}

/** Shows a decision with the people who come first. */
export function showDecision(decision) {
  const box = make("div", { className: `decision ${decision.verdict}` });
  box.append(make("p", { className: "verdict", textContent: words(decision) }));
  if (decision.top?.length) {
    const list = make("ol", { className: "top3" });
    decision.top.forEach(({ person, probability }) => {
      const bar = make("span", { className: "bar" });
      bar.style.setProperty("--share", `${100 * probability}%`);
      bar.setAttribute("aria-hidden", "true");
      list.append(
        make(
          "li",
          {},
          make("span", { textContent: plain(person) }),
          bar,
          make("span", { textContent: percent(probability) }),
        ),
      );
    });
    box.append(list);
  }
  return box;
}
