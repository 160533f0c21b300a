/** The matrix as a figure: one block of shaded cells for each accessory. */
import { makeSvg } from "./dom.js";
import { line, sheet } from "./figure.js";

const LEFT = 210;
const CELL = { width: 120, height: 46 };
const HEAD = 54;
const PAD = 16;
const LOW = [238, 244, 251];
const HIGH = [18, 67, 122];
const INK_TURNS = 71;

export function matrixFigure(title, matrix, accessories) {
  const block = HEAD + matrix.chains.length * CELL.height + PAD;
  const width = LEFT + matrix.attackers.length * CELL.width + PAD;
  const svg = sheet(width, 3 * PAD + accessories.length * block, title);
  svg.append(line(PAD, 28, `${title}: attacks that passed`, { size: 16, weight: 600 }));
  accessories.forEach((accessory, index) => svg.append(...drawBlock(matrix, accessory, 2 * PAD + 8 + index * block)));
  return svg;
}

function drawBlock(matrix, accessory, top) {
  const heads = matrix.attackers.map((name, column) =>
    line(centerOf(column), top + HEAD - 10, name, { anchor: "middle", fill: "#5a6676" }),
  );
  const rows = matrix.chains.flatMap((chain, row) => {
    const y = top + HEAD + row * CELL.height;
    const cells = matrix.attackers.flatMap((attacker, column) => {
      const cell = matrix.cells.find(
        (other) => other.accessory === accessory && other.chain === chain && other.attacker === attacker,
      );
      return cell ? drawCell(cell, column, y) : [];
    });
    return [line(LEFT - 10, y + CELL.height / 2 + 4, chain, { anchor: "end" }), ...cells];
  });
  return [line(PAD, top + 22, accessory, { size: 14, weight: 600 }), ...heads, ...rows];
}

function drawCell({ passed }, column, y) {
  const share = passed.percent / 100;
  const mixed = LOW.map((low, index) => Math.round(low + (HIGH[index] - low) * share));
  const fill = passed.percent >= INK_TURNS ? "#ffffff" : "#000000";
  const x = LEFT + column * CELL.width;
  return [
    makeSvg("rect", {
      x: x + 1,
      y: y + 1,
      width: CELL.width - 2,
      height: CELL.height - 2,
      rx: 4,
      fill: `rgb(${mixed.join(",")})`,
    }),
    line(centerOf(column), y + 20, `${passed.percent.toFixed(0)} %`, { anchor: "middle", weight: 600, fill }),
    line(centerOf(column), y + 37, `${passed.count} of ${passed.of}`, { anchor: "middle", size: 12, fill }),
  ];
}

function centerOf(column) {
  return LEFT + (column + 0.5) * CELL.width;
}
