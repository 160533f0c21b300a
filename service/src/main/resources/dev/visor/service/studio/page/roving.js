/**
 * Makes a list of buttons one stop of the Tab key. The arrow keys, Home and End lead to the others; up and down by the
 * rows that the reader sees.
 */
export function rove(list, selector) {
  const all = () => [...list.querySelectorAll(selector)];
  list.addEventListener("focusin", ({ target }) => {
    if (target.matches(selector)) {
      list.querySelectorAll(`${selector}[tabindex="0"]`).forEach((other) => (other.tabIndex = -1));
      target.tabIndex = 0;
    }
  });
  list.addEventListener("keydown", (event) => {
    const buttons = all();
    const index = buttons.indexOf(event.target);
    const next = index < 0 ? undefined : goal(event.key, buttons, index);
    if (next) {
      event.preventDefault();
      next.focus();
    }
  });
}

/** Makes one button the stop: a chosen one, or the first. */
export function setStop(buttons, chosen) {
  buttons.forEach((button) => (button.tabIndex = -1));
  const stop = chosen ?? buttons[0];
  if (stop) {
    stop.tabIndex = 0;
  }
}

function goal(key, buttons, index) {
  switch (key) {
    case "ArrowLeft":
      return buttons[index - 1];
    case "ArrowRight":
      return buttons[index + 1];
    case "ArrowUp":
      return buttons[index - columns(buttons)];
    case "ArrowDown":
      return buttons[index + columns(buttons)];
    case "Home":
      return buttons[0];
    case "End":
      return buttons.at(-1);
    default:
      return undefined;
  }
}

function columns(buttons) {
  const top = buttons[0].getBoundingClientRect().top;
  const second = buttons.findIndex((button) => Math.abs(button.getBoundingClientRect().top - top) > 4);
  return second < 0 ? buttons.length : second;
}
