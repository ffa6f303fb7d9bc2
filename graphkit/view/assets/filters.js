// @ts-check
// What the graph shows: powers and standings as chips, which are its legend too.
import { byId, make } from "./dom.js";
import { draw } from "./graph.js";
import { glyph, page, POWERS, shown, STANDINGS, VERBS } from "./model.js";

/** With more lines than this, the weaker powers are left to a click. */
const MANY = 150;

export function startFilters() {
  const bar = byId("filters");
  const drawn = new Set(page.graph.edges.flatMap((edge) => edge.statements));
  const statements = [...drawn].map((at) => page.statements[at]);
  const powers = POWERS.filter((power) => statements.some((statement) => statement.power === power));
  if (page.graph.edges.length > MANY) for (const power of POWERS.slice(4)) shown.powers.delete(power);
  if (powers.length) bar.append(make("span", { class: "label" }, "Show"));
  for (const power of powers) bar.append(chip(shown.powers, power, [power], glyph(power), VERBS[power]));
  const others = Object.entries(STANDINGS)
    .map(([name, statuses]) => ({ name, statuses, count: statements.filter(({ status }) => statuses.includes(status)).length }))
    .filter(({ count }) => count);
  if (others.length) bar.append(make("span", { class: "apart" }), make("span", { class: "label" }, "no fact:"));
  for (const { name, statuses, count } of others) {
    const button = chip(shown.standings, name, statuses, name, make("small", {}, String(count)));
    button.classList.add("text");
    bar.append(button);
  }
  if (!powers.length) bar.append(make("span", {}, page.description));
  if (page.left_out) bar.append(make("span", { class: "label" }, `${page.left_out} more are not drawn`));
}

/** @param {Set<string>} chosen @param {string} name @param {string[]} values @param {...(Node | string)} content */
function chip(chosen, name, values, ...content) {
  const button = make("button", { type: "button", class: "chip", "data-filter": name, "aria-pressed": String(chosen.has(values[0])) }, ...content);
  button.addEventListener("click", () => {
    const on = button.getAttribute("aria-pressed") !== "true";
    for (const value of values) on ? chosen.add(value) : chosen.delete(value);
    button.setAttribute("aria-pressed", String(on));
    draw();
  });
  return button;
}
