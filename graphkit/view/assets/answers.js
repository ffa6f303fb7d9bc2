// @ts-check
// The answers in words, above the graph.
import { byId, make } from "./dom.js";
import { glyph, names, onSelect, page, POWERS, sentence, thingButton, VERBS } from "./model.js";

const FIRST = 40;
/** So many names of one power are listed in a row. */
const MOST = 3;

export function startAnswers() {
  byId("decided").append(page.decided.length
    ? listed(page.decided, (rows) => table(rows))
    : make("p", { class: "note" }, "The notes do not say of anybody that they decide something."));
  byId("undecided").append(page.undecided.length
    ? listed(page.undecided, (rows) => make("div", {}, ...rows.map(open)))
    : make("p", { class: "note" }, "No topic that came up is without somebody who decides it."));
  byId("conflicts-part").hidden = !page.conflicts.length;
  byId("conflicts").append(...page.conflicts.map(conflict));
  onSelect(({ thing }) => {
    for (const row of document.querySelectorAll("[data-topic]")) {
      row.classList.toggle("selected", Number(row.getAttribute("data-topic")) === thing);
    }
  });
}

/**
 * The first rows, and a button for the rest.
 * @template R @param {R[]} rows @param {(rows: R[]) => HTMLElement} draw
 */
function listed(rows, draw) {
  const place = make("div", {}, draw(rows.slice(0, FIRST)));
  if (rows.length > FIRST) {
    const all = () => place.replaceChildren(draw(rows));
    place.append(make("button", { type: "button", class: "more", onclick: all }, `Show all ${rows.length}`));
  }
  return place;
}

/** @param {import("./model.js").Row[]} rows */
function table(rows) {
  const head = make("tr", {}, ...["Topic", "Decided by", "Also"].map((title) => make("th", { scope: "col" }, title)));
  return make("table", {}, make("thead", {}, head), make("tbody", {}, ...rows.map((row) => make("tr", { "data-topic": row.topic },
    make("td", {}, thingButton(row.topic)),
    make("td", {}, ...row.deciders.map((decider) => make("span", { class: "entry" },
      names(decider.who, "decider"), ...(decider.note ? [make("span", { class: "note" }, ` ${decider.note}`)] : [])))),
    make("td", {}, ...also(row))))));
}

/** Who has the other powers, a line for each power. @param {import("./model.js").Row} row */
function also(row) {
  const decides = new Set(row.deciders.map(({ who }) => JSON.stringify(who)));
  return POWERS.flatMap((power) => {
    const those = row.also.filter((entry) => entry.power === power && !decides.has(JSON.stringify(entry.who)));
    if (!those.length) return [];
    const line = make("span", { class: "entry also" }, glyph(power), make("span", { class: "spoken" }, `${VERBS[power]}: `));
    those.slice(0, MOST).forEach(({ who }, at) => line.append(at ? ", " : "", names(who)));
    if (those.length > MOST) line.append(make("span", { class: "note" }, ` and ${those.length - MOST} more`));
    return [line];
  });
}

/** @param {import("./model.js").Row} row */
function open(row) {
  return make("div", { class: "row", "data-topic": row.topic },
    thingButton(row.topic), make("span", { class: "note" }, ` ${row.came_up ?? ""}`),
    ...(row.said ?? []).map((at) => make("span", { class: "entry note" }, sentence(page.statements[at].parts),
      make("span", { class: "mark" }, page.statements[at].mark))),
    ...also(row));
}

/** @param {{topic: number, statements: number[]}} entry */
function conflict(entry) {
  return make("div", { class: "row", "data-topic": entry.topic },
    make("span", { class: "warn", "aria-hidden": "true" }, "⚠ "), thingButton(entry.topic),
    ...entry.statements.map((at) => make("span", { class: "entry note" }, sentence(page.statements[at].parts))));
}
