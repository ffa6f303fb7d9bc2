// @ts-check
// Topics as rows, who decides them in words, then everybody who has a say as columns.
import { byId, counted, idle, make } from "./dom.js";
import { page, POWERS } from "./data.js";
import { rows } from "./answers.js";
import { change, listed, now, onChange, other, select, selected } from "./store.js";
import { houses, kindOf, positions, shownStatuses, wider } from "./time.js";
import { glyph, mark, spoken, thingButton } from "./words.js";

/** @typedef {import("./answers.js").Row} Row @typedef {import("./answers.js").Holding} Holding */

/** So many rows are drawn at a time, and so many of them at once: no screen shows more. */
const ROWS = 150;
const SIGHT = 48;
/** Widths of a column, and of the two that say topic and decider, in pixels. */
const COLUMN = 33;
const FIXED = 480;
/** Room for the way to the columns that do not fit, and for the last slanted name; the style sheet knows it too. */
const REST = 132;
/** A row so far down has half the say in which columns are shown. */
const NEAR = 25;
const STRENGTH = [8, 6, 6, 5, 3, 2, 2, 1];
/** Which rows a reader can choose. @type {Record<string, [string, (row: Row) => boolean]>} */
const CHOICES = {
  "": ["all topics", () => true],
  decided: ["decided by somebody", (row) => row.deciders.length > 0],
  undecided: ["decided by nobody", (row) => !row.deciders.length],
  disputed: ["decided by two", (row) => row.conflict],
};
/** @type {Record<string, string>} */
const GROUPS = { answer: "answer", topic: "topic tree", project: "project", organisation: "organisation", none: "nothing" };
/** @type {Record<string, [string, (one: Row, two: Row) => number]>} */
const SORTS = {
  "": ["liveliest first", () => 0],
  name: ["by name", (one, two) => page.things[one.topic].label.localeCompare(page.things[two.topic].label)],
  last: ["latest first", (one, two) => two.last.localeCompare(one.last)],
  decider: ["by decider", (one, two) => deciderName(one).localeCompare(deciderName(two))],
};

let shownRows = ROWS;
let allColumns = false;
/** The width that the columns in sight were chosen for. */
let width = 0;
/** Draws the rows that are not in sight yet. */
let drawRest = () => {};

export const MATRIX = { choices: CHOICES, groups: GROUPS, sorts: SORTS };

export function startMatrix() {
  onChange((state, before) => {
    if (state.view !== "matrix") return;
    if (state.group !== before.group || state.rows !== before.rows || state.sort !== before.sort) shownRows = ROWS;
    drawMatrix();
    if (state.sel !== before.sel || before.view !== "matrix") bring();
  });
  new ResizeObserver(() => {
    if (now().view === "matrix" && !allColumns && Math.abs(byId("matrix").clientWidth - width) >= COLUMN) drawMatrix();
  }).observe(byId("matrix"));
  addEventListener("beforeprint", () => drawRest());
}

/** What the matrix shows: groups of rows, and the columns that have most to do with them. */
export function arranged() {
  const { rows: choice, group, sort } = now();
  const chosen = rows().filter((CHOICES[choice] ?? CHOICES[""])[1]).sort((SORTS[sort] ?? SORTS[""])[1]);
  /** @type {Map<string, Row[]>} */ const groups = new Map();
  for (const row of chosen) {
    const name = groupName(row, group);
    groups.set(name, [...(groups.get(name) ?? []), row]);
  }
  const order = [...groups].sort(([one, rows1], [two, rows2]) => groupRank(one, rows1, group) - groupRank(two, rows2, group) || one.localeCompare(two));
  const all = order.flatMap(([, those]) => those);
  const far = all.slice(shownRows).filter(({ topic }) => topic === selected());
  return { groups: order, rows: all, columns: columnsOf([...all.slice(0, shownRows), ...far]) };
}

/** @param {Row} row @param {string} group */
function groupName(row, group) {
  if (group === "answer") {
    if (row.conflict) return "More than one is said to decide";
    if (row.deciders.length) return "Decided";
    return row.rights.length || row.questions.length || row.decisions.length ? "Nobody is said to decide" : "Only spoken of";
  }
  const { label } = page.things[row.topic];
  if (group === "topic") return [...wider(row.topic)].map((at) => page.things[at].label).pop() ?? (parents().has(row.topic) ? label : "Other topics");
  if (group === "project") return kindOf(row.topic) === "project" ? label : projectOf(row) || "No project";
  if (group === "organisation") {
    const [first] = row.rights;
    const place = first && (kindOf(first.holder) === "organisations" ? first.holder : houses().get(first.holder)?.[0]);
    return place === undefined ? "No organisation" : page.things[place].label;
  }
  return "";
}

function parents() {
  return new Set(page.things.flatMap(({ broader }) => broader ?? []));
}

/** The project that the occasions about a topic are most often about. @param {Row} row */
function projectOf(row) {
  /** @type {Map<number, number>} */ const counts = new Map();
  for (const occasion of page.occasions) {
    if (!occasion.about.includes(row.topic)) continue;
    for (const at of occasion.about) if (page.things[at].kind === "project") counts.set(at, (counts.get(at) ?? 0) + 1);
  }
  const [best] = [...counts].sort((one, two) => two[1] - one[1] || one[0] - two[0]);
  return best ? page.things[best[0]].label : "";
}

/** @param {string} name @param {Row[]} those @param {string} group */
function groupRank(name, those, group) {
  if (group === "answer") return ["More than one is said to decide", "Decided", "Nobody is said to decide", "Only spoken of"].indexOf(name);
  if (["Other topics", "No project", "No organisation"].includes(name)) return 1;
  return -those.length;
}

/** Everybody who has a say in these rows, those with most of it first. @param {Row[]} those */
function columnsOf(those) {
  /** @type {Map<number, number>} */ const weights = new Map();
  const shown = powersShown();
  those.forEach(({ rights }, index) => {
    // What is in sight first counts most.
    const near = 1 / (1 + index / NEAR);
    for (const { holder, power, status } of rights.filter(shown)) {
      weights.set(holder, (weights.get(holder) ?? 0) + near * STRENGTH[POWERS.indexOf(power)] * (status === "held" ? 1 : 0.3));
    }
  });
  return [...weights].sort((one, two) => two[1] - one[1] || one[0] - two[0]).map(([holder]) => holder);
}

/** Which powers, read how, the reader wants to see. @returns {(right: Holding) => boolean} */
export function powersShown() {
  const hidden = listed(now().hide);
  const statuses = shownStatuses();
  return ({ power, status }) => !hidden.has(power) && statuses.has(status);
}

/** The signs of one cell: each power once, what holds first. @param {Row} row @param {number} holder @param {(right: Holding) => boolean} shown */
export function signs(row, holder, shown) {
  /** @type {Map<string, Holding>} */ const found = new Map();
  for (const right of row.rights) {
    if (right.holder === holder && shown(right) && !found.has(right.power)) found.set(right.power, right);
  }
  return [...found.values()];
}

/** @param {Row} row */
export function deciderName(row) {
  return row.deciders.map(({ holder, limit }) => page.things[holder].label + (limit && ` (${limit})`)).join(" · ") || "nobody";
}

function drawMatrix() {
  const { groups, rows: all, columns } = arranged();
  const place = byId("matrix");
  const held = /** @type {HTMLElement | null} */ (document.activeElement)?.closest("#matrix [data-key]")?.getAttribute("data-key");
  if (!all.length) {
    place.replaceChildren(make("p", { class: "empty" }, rows().length
      ? "No topic is left by these filters."
      : "The notes do not say of anybody that they decide something, and no topic came up more than once."));
    return;
  }
  width = place.clientWidth;
  const fitting = Math.max(4, Math.floor((width - FIXED - REST) / COLUMN));
  const some = allColumns ? columns : within(fitting, columns, all);
  const { scrollLeft, scrollTop } = place;
  const shown = powersShown();
  const home = all.findIndex(({ topic }) => topic === selected());
  if (home >= shownRows) shownRows = Math.ceil((home + 1) / ROWS) * ROWS;
  let left = shownRows;
  // Whoever has scrolled down or holds a button of the table finds all of it at once, and so does paper.
  let soon = scrollTop || held || matchMedia("print").matches ? shownRows : SIGHT;
  /** @type {(() => void)[]} */ const waiting = [];
  const bodies = groups.flatMap(([name, those]) => {
    const drawn = those.slice(0, Math.max(0, left));
    const first = drawn.slice(0, Math.max(0, soon));
    left -= those.length;
    soon -= those.length;
    if (!drawn.length) return [];
    const head = name ? [make("tr", { class: "group" }, make("th", { scope: "rowgroup", colspan: some.length + 3 }, make("span", {}, name, make("small", {}, ` ${those.length}`))))] : [];
    const body = make("tbody", {}, ...head, ...first.map((row) => line(row, some, shown)));
    if (first.length < drawn.length) waiting.push(() => body.append(...drawn.slice(first.length).map((row) => line(row, some, shown))));
    return [body];
  });
  const table = make("table", { class: "matrix", "aria-label": "Who decides what" }, header(some, columns.length), ...bodies);
  const more = all.length > shownRows
    ? [make("button", { type: "button", class: "more", onclick: () => { shownRows += ROWS; drawMatrix(); } }, `Show ${Math.min(ROWS, all.length - shownRows)} more of ${all.length} topics`)]
    : [];
  drawRest = () => waiting.splice(0).forEach((work) => work());
  place.replaceChildren(table, ...more);
  if (scrollLeft || scrollTop) place.scrollTo(scrollLeft, scrollTop);
  if (waiting.length) idle(drawRest);
  if (held) place.querySelector(`[data-key="${held}"]`)?.focus();
}

/** Scroll to the row that is selected, if it is out of sight. */
function bring() {
  if (!rows().some(({ topic }) => topic === selected())) return;
  drawRest();
  const place = byId("matrix");
  const [row, head] = [place.querySelector("tr.chosen"), place.querySelector("thead")];
  if (!row) return;
  const { top, bottom } = row.getBoundingClientRect();
  const under = head.getBoundingClientRect().bottom;
  const end = place.getBoundingClientRect().bottom;
  if (top < under || bottom > end) place.scrollTop += (top + bottom - under - end) / 2;
}

/** The first columns that fit; the last of them give way to those of what is selected. @param {number} fitting @param {number[]} columns @param {Row[]} all */
function within(fitting, columns, all) {
  const named = all.find(({ topic }) => topic === selected())?.rights.map(({ holder }) => holder) ?? [];
  const wanted = new Set(columns.filter((at) => at === selected() || at === other() || named.includes(at)));
  const kept = new Set(columns.filter((at) => !wanted.has(at)).slice(0, Math.max(1, fitting - wanted.size)));
  return columns.filter((at) => wanted.has(at) || kept.has(at));
}

/** @param {number[]} some @param {number} count */
function header(some, count) {
  const rest = count - some.length;
  const toggle = rest > 0 || allColumns
    ? [make("button", { type: "button", class: "columns", onclick: () => { allColumns = !allColumns; drawMatrix(); } }, allColumns ? "Fewer" : `+${rest} more`)]
    : [];
  const sorter = (/** @type {string} */ key, /** @type {string} */ text) => make("button", {
    type: "button", class: "sort", "data-key": `sort-${key}`, onclick: () => change({ sort: now().sort === key ? "" : key }),
  }, text, make("span", { "aria-hidden": "true" }, now().sort === key ? " ↓" : ""));
  const sorted = (/** @type {string} */ key) => (now().sort === key ? { "aria-sort": "ascending" } : {});
  return make("thead", {}, make("tr", {},
    make("th", { scope: "col", class: "t", ...sorted("name") }, sorter("name", "Topic")),
    make("th", { scope: "col", class: "d", ...sorted("decider") }, sorter("decider", "Decided by")),
    ...some.map((at) => make("th", { scope: "col", class: at === selected() || at === other() ? "chosen" : "" }, make("div", {},
      make("button", { type: "button", "data-key": `c${at}`, onclick: () => select(at) }, page.things[at].label,
        make("small", {}, ` ${kindOf(at) === "people" ? positions().get(at) ?? "" : page.things[at].kind}`))))),
    make("td", { class: "rest" }, ...toggle)));
}

/** @param {Row} row @param {number[]} some @param {(right: Holding) => boolean} shown */
function line(row, some, shown) {
  const { topic } = row;
  const chosen = topic === selected() || topic === other();
  const kind = [row.conflict && "disputed", !row.deciders.length && (row.rights.length || row.questions.length || row.decisions.length) && "gap", chosen && "chosen"];
  return make("tr", { class: kind.filter(Boolean).join(" ") },
    make("th", { scope: "row", class: "t" }, thingButton(topic)),
    make("td", { class: "d" }, ...decided(row)),
    ...some.map((holder) => cell(row, holder, shown)),
    make("td", { class: "rest" }));
}

/** Who decides a topic, in words. @param {Row} row */
function decided(row) {
  if (!row.deciders.length) return [make("span", { class: `none ${row.rank === row.meetings ? "calm" : ""}` }, "nobody"), make("span", { class: "note" }, ` ${cameUp(row)}`)];
  const shown = row.deciders.slice(0, 2);
  return [
    ...(row.conflict ? [make("span", { class: "warn", role: "img", "aria-label": "They contradict each other:" }, "⚠ ")] : []),
    ...shown.flatMap(({ holder, limit }, at) => [at ? " · " : "", thingButton(holder, "decider"), limit ? make("span", { class: "note" }, ` ${limit}`) : ""]),
    ...(row.deciders.length > 2 ? [mark(`+${row.deciders.length - 2}`)] : []),
  ];
}

/** How a topic came up. @param {Row} row */
export function cameUp(row) {
  const counts = [
    row.questions.length && counted(row.questions.length, "question"),
    row.decisions.length && counted(row.decisions.length, "decision"),
    row.meetings && counted(row.meetings, "meeting"),
  ];
  return counts.filter(Boolean).slice(0, 2).join(", ");
}

/** @param {Row} row @param {number} holder @param {(right: Holding) => boolean} shown */
function cell(row, holder, shown) {
  const found = signs(row, holder, shown);
  const crossed = holder === selected() || holder === other() ? "chosen" : "";
  if (!found.length) return make("td", { class: crossed });
  const words = `${page.things[holder].label} ${found.map(({ power, status }) => spoken(power, status)).join(", ")}: ${page.things[row.topic].label}`;
  return make("td", { class: crossed }, make("button", {
    type: "button", class: "cell", title: words, "aria-label": words, "data-key": `${row.topic}-${holder}`, onclick: () => select(row.topic, holder),
  }, ...found.slice(0, 2).map(({ power, status }) => glyph(power, status)), ...(found.length > 2 ? [make("small", {}, `+${found.length - 2}`)] : [])));
}
