/** The figure of chains side by side: what each decides, and below it what each of its masks sees. */
import { words } from "./decision.js";
import { makeSvg } from "./dom.js";
import { inline, line, sheet } from "./figure.js";
import { plain } from "./session.js";

const PAD = 16;
const SIDE = 104;
const TILE = { width: SIDE + 12, height: SIDE + 46 };
const ACROSS = 6;
const HEAD = 56;

/** Takes the answers of chains about a picture. */
export async function chainsFigure(url, answers) {
  const width = 2 * PAD + ACROSS * TILE.width;
  const rows = answers.map(({ masks }) => Math.ceil((masks.length + 1) / ACROSS));
  const height = rows.reduce((sum, count) => sum + HEAD + count * TILE.height, 2 * PAD);
  const svg = sheet(width, height, "Chains side by side");
  let top = PAD;
  for (const [index, answer] of answers.entries()) {
    const proven =
      answer.provenAgainst.length > 0 ? `Proven against ${answer.provenAgainst.join(", ")}.` : "Nothing is proven.";
    svg.append(
      line(PAD, top + 18, `${answer.chain}: ${words(answer.decision)}`, { size: 15, weight: 600 }),
      line(PAD, top + 38, proven, { fill: "#5a6676" }),
      ...(await drawTiles(top + HEAD, [{ mask: "picture", picture: url }, ...answer.masks])),
    );
    top += HEAD + rows[index] * TILE.height;
  }
  return svg;
}

async function drawTiles(top, masks) {
  const urls = await Promise.all(masks.map(({ picture }) => inline(picture)));
  return masks.flatMap(({ mask, plausible }, index) => {
    const x = PAD + (index % ACROSS) * TILE.width;
    const y = top + Math.floor(index / ACROSS) * TILE.height;
    const seen = plausible && (plausible.length > 0 ? plausible.map(plain).join(", ") : "nobody");
    return [
      makeSvg("image", { href: urls[index], x, y, width: SIDE, height: SIDE }),
      line(x, y + SIDE + 14, short(mask), { size: 11, weight: 600 }),
      ...(plausible ? [line(x, y + SIDE + 28, short(seen), { size: 11, fill: "#5a6676" })] : []),
    ];
  });
}

/** A line of a tile has room for some letters. */
function short(text) {
  return text.length > 18 ? `${text.slice(0, 17)}…` : text;
}
