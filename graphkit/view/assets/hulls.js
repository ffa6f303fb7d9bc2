// @ts-check
// Communities as areas behind their nodes.
import { blend, colours } from "./colours.js";

/** @param {CanvasRenderingContext2D} context @param {import("./marks.js").Group[]} groups @param {Set<number>} closed those that are one mark */
export function hulls(context, groups, closed) {
  if (groups.length < 2) return;
  context.fillStyle = blend(colours()("plain"), 0.09);
  groups.forEach(({ box, nodes }, at) => {
    if (closed.has(at) || nodes.length < 3) return;
    context.beginPath();
    context.roundRect(box.left - 14, box.top - 12, box.right - box.left + 28, box.bottom - box.top + 24, 20);
    context.fill();
  });
}
