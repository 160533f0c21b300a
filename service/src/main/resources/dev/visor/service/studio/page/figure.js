/** Builds figures for papers and slides: pictures side by side with captions, and what stands below them. */
import { makeSvg } from "./dom.js";

const PAD = 16;
const SIDE = 200;
const LINE = 18;

/** Returns the address of a picture with the picture in it. */
export async function inline(url) {
  if (url.startsWith("data:")) {
    return url;
  }
  const response = await fetch(url);
  if (!response.ok) {
    throw new Error("The studio no longer has a picture of this figure.");
  }
  const blob = await response.blob();
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result);
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });
}

/** Returns a line of text in the ink of paper. */
export function line(x, y, content, { size = 13, weight = 400, anchor = "start", fill = "#1a2431" } = {}) {
  const attributes = {
    x,
    y,
    fill,
    "font-size": size,
    "font-weight": weight,
    "text-anchor": anchor,
    "font-family": "system-ui, sans-serif",
  };
  return makeSvg("text", attributes, content);
}

/** Returns an empty figure on white paper. */
export function sheet(width, height, title) {
  return makeSvg(
    "svg",
    { xmlns: "http://www.w3.org/2000/svg", width, height, viewBox: `0 0 ${width} ${height}` },
    makeSvg("title", {}, title),
    makeSvg("rect", { width, height, fill: "#ffffff" }),
  );
}

/**
 * Returns a figure with a title, [{url, label}] as pictures, lines of text, and below an optional drawing
 * {height, draw(width)} of elements.
 */
export async function pictureFigure(title, pictures, texts, drawing) {
  const width = Math.max(2, pictures.length) * (SIDE + PAD) + PAD;
  const top = 2 * PAD + LINE;
  const below = top + SIDE + LINE + PAD;
  const textHeight = texts.length * LINE;
  const svg = sheet(width, below + textHeight + (drawing ? drawing.height + PAD : 0) + PAD, title);
  svg.append(line(PAD, PAD + LINE, title, { size: 16, weight: 600 }));
  const urls = await Promise.all(pictures.map(({ url }) => inline(url)));
  pictures.forEach(({ label }, index) => {
    const x = PAD + index * (SIDE + PAD);
    svg.append(
      makeSvg("image", { href: urls[index], x, y: top, width: SIDE, height: SIDE }),
      line(x, top + SIDE + LINE, label),
    );
  });
  texts.forEach((text, index) => svg.append(line(PAD, below + (index + 1) * LINE, text, { fill: "#5a6676" })));
  if (drawing) {
    svg.append(
      makeSvg("g", { transform: `translate(${PAD} ${below + textHeight + PAD})` }, ...drawing.draw(width - 2 * PAD)),
    );
  }
  return svg;
}
