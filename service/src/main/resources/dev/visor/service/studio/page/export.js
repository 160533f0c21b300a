/** Saves what is on the screen: the picture, a figure as SVG or PNG, and files that the server or the page writes. */
import { make, makeButton, ProblemBox } from "./dom.js";

const SCALE = 2;

export class ExportBar {
  #what;
  #links = [];
  #problems = new ProblemBox();

  /**
   * Takes {name, picture, pictureText, figure, links}: functions that give a file's stem, the address of the picture, and an <svg>
   * with all pictures in it; what else the picture is called; and [text, function that gives an address or nothing, file name] for other files.
   */
  constructor(what) {
    this.#what = what;
    const buttons = [];
    if (what.picture) {
      buttons.push(
        this.#makeButton(what.pictureText ?? "Picture (PNG)", () => savePicture(what.picture(), `${what.name()}.png`)),
      );
    }
    if (what.figure) {
      buttons.push(
        this.#makeButton("Figure (SVG)", async () => save(svgFile(await what.figure()), `${what.name()}.svg`)),
        this.#makeButton("Figure (PNG)", async () =>
          save(await pngFile(await what.figure()), `${what.name()}-figure.png`),
        ),
      );
    }
    this.#links = (what.links ?? []).map(([text, address, file]) => [
      make("a", { textContent: text, download: file }),
      address,
    ]);
    this.element = make(
      "div",
      { className: "export", role: "group", "aria-label": "Save" },
      make("span", { textContent: "Save:" }),
      ...buttons,
      ...this.#links.map(([link]) => link),
      this.#problems.element,
    );
    this.show();
  }

  /** Offers the files that there are. */
  show() {
    this.#links.forEach(([link, address]) => {
      const href = address();
      link.hidden = !href;
      if (href) {
        link.href = href;
      }
    });
  }

  #makeButton(text, action) {
    return makeButton(text, async () => {
      this.#problems.clear();
      try {
        await action();
      } catch (error) {
        this.#problems.say(error);
      }
    });
  }
}

/** Saves a file. */
export function save(blob, name) {
  const href = URL.createObjectURL(blob);
  make("a", { href, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(href), 10_000);
}

/** Returns text as a file of comma-separated values (RFC 4180). */
export function csvFile(lines) {
  const field = (value) => {
    const text = String(value ?? "");
    const harmless = /^[=+@\t\r]|^-(?![\d.])/.test(text) ? `'${text}` : text;
    return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
  };
  return new Blob([lines.map((line) => `${line.map(field).join(",")}\r\n`).join("")], { type: "text/csv" });
}

function savePicture(url, name) {
  if (!url) {
    throw new Error("There is no picture yet.");
  }
  make("a", { href: url, download: name }).click();
}

function svgFile(svg) {
  return new Blob([new XMLSerializer().serializeToString(svg)], { type: "image/svg+xml" });
}

async function pngFile(svg) {
  const href = URL.createObjectURL(svgFile(svg));
  try {
    const picture = new Image();
    picture.src = href;
    await picture.decode();
    const { width, height } = svg.viewBox.baseVal;
    const canvas = make("canvas", { width: width * SCALE, height: height * SCALE });
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) => {
      canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("The figure could not be drawn."))));
    });
  } finally {
    URL.revokeObjectURL(href);
  }
}
