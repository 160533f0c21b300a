/** Pictures that the report's <picture-zoom> enlarges, which wants figures that show an <svg>. */
import { make, makeSvg } from "./dom.js";

/** Returns a figure with a picture that can change, and a caption. */
export function makeFigure(caption, url = "", side = 112, ...rest) {
  const image = makeSvg("image", { width: side, height: side, "image-rendering": "auto" });
  const picture = makeSvg(
    "svg",
    { class: "picture", role: "img", viewBox: `0 0 ${side} ${side}` },
    makeSvg("title", {}, caption),
    image,
  );
  const element = make("figure", { className: "tile" }, picture, make("figcaption", { textContent: caption }), ...rest);
  const show = (address) => image.setAttribute("href", address);
  if (url) {
    show(url);
  }
  return { element, show };
}

/** Returns a strip of figures. */
export function makeStrip(figures) {
  return make("picture-zoom", { className: "tiles" }, ...figures.map(({ element }) => element));
}
