// @ts-check
// Decisions in the order they were made, what undid them, and rights from their beginning to their end.
import { byId, capital, cut, date, dayNumber, draw, isoDay, make, month } from "./dom.js";
import { involved, LAST, later, page } from "./data.js";
import { rows, said } from "./answers.js";
import { day, listed, now, onChange, select, selected, selectStatement } from "./store.js";
import { shownStatuses, status } from "./time.js";
import { plain, spoken } from "./words.js";

/**
 * @typedef {{title: string, topic?: number, decisions: number[], rights: number[]}} Lane
 * @typedef {{at: number, x: number, y: number}} Dot
 */

const LANES = 24;
const LABEL = 190;
const EDGE = 24;
const BAR = 18;
const ABOVE = 30;
/** So many rights of one topic are drawn. */
const BARS = 6;
/** Decisions closer than this stand on top of each other, in at most so many rows. */
const CLOSE = 13;
const STACK = 5;

let shown = LANES;

export function startTimeline() {
  onChange((state) => { if (state.view === "timeline") drawTimeline(); });
  let width = 0;
  new ResizeObserver(([entry]) => {
    if (now().view !== "timeline" || entry.contentRect.width === width) return;
    width = entry.contentRect.width;
    drawTimeline();
  }).observe(byId("timeline"));
}

/** A lane for each topic that has a decision or a right, what is selected first. @returns {Lane[]} */
export function lanes() {
  const statuses = shownStatuses();
  const hidden = listed(now().hide);
  /** @type {Map<number, number[]>} */ const decisions = new Map();
  /** @type {number[]} */ const loose = [];
  const rank = new Map(rows().map(({ topic }, index) => [topic, index]));
  for (const at of said("decision", (one) => status(one) !== "rejected")) {
    const [home] = [...page.statements[at].about].sort((one, two) => (rank.get(one) ?? 1e9) - (rank.get(two) ?? 1e9));
    if (home === undefined) loose.push(at);
    else decisions.set(home, [...(decisions.get(home) ?? []), at]);
  }
  const found = rows().flatMap(({ topic, rights }) => {
    const those = [...new Set(rights.filter(({ power, status: read }) => !hidden.has(power) && (statuses.has(read) || read === "ended" || read === "past")).map(({ at }) => at))];
    const made = decisions.get(topic) ?? [];
    const bars = merged(those);
    return made.length || bars.length ? [{ title: page.things[topic].label, topic, decisions: made, rights: bars }] : [];
  });
  const chosen = selected();
  const near = (/** @type {Lane} */ lane) => chosen !== undefined
    && (lane.topic === chosen || [...lane.decisions, ...lane.rights].some((at) => involved(page.statements[at]).has(chosen)));
  const ordered = chosen === undefined ? found : [...found.filter(near), ...found.filter((lane) => !near(lane))];
  return loose.length ? [...ordered, { title: "No topic", decisions: loose, rights: [] }] : ordered;
}

/** What several notes say of one holder as one bar, from the earliest on. @param {number[]} those */
function merged(those) {
  /** @type {Map<string, number>} */ const found = new Map();
  for (const at of those) {
    const { who, power, until = "", from, date: on } = page.statements[at];
    const key = JSON.stringify([who, power, until, status(at)]);
    const known = found.get(key);
    if (known === undefined || (from || on) < (page.statements[known].from || page.statements[known].date)) found.set(key, at);
  }
  return [...found.values()];
}

/** The first day on which anything of these lanes was said; what held before that begins at the edge. @param {Lane[]} those */
function beginning(those) {
  const days = those.flatMap(({ decisions, rights }) => [...decisions, ...rights]).map((at) => page.statements[at].date);
  return days.reduce((first, on) => (on && on < first ? on : first), day()).slice(0, 7) + "-01";
}

/** Where a day is, from left to right. @param {number} width @param {string} begin */
function scale(width, begin) {
  const first = dayNumber(begin);
  const span = Math.max(1, dayNumber(LAST) - first);
  return (/** @type {string} */ on) => LABEL + EDGE + ((width - LABEL - 2 * EDGE) * (Math.min(Math.max(dayNumber(on), first), first + span) - first)) / span;
}

function drawTimeline() {
  const place = byId("timeline");
  const all = lanes();
  if (!all.length) {
    place.replaceChildren(make("p", { class: "empty" }, "No decision and no right is left by these filters on this day."));
    return;
  }
  const held = document.activeElement?.getAttribute("data-at");
  const more = all.length > shown
    ? [make("button", { type: "button", class: "more", onclick: () => { shown += LANES; drawTimeline(); } }, `Show more of ${all.length} topics`)] : [];
  const { scrollTop } = place;
  place.replaceChildren(key(), timelineDrawing(all.slice(0, shown), Math.max(640, place.clientWidth - 40)), ...more);
  place.scrollTop = scrollTop;
  if (held) place.querySelector(`[data-at="${held}"]`)?.focus();
}

function key() {
  const sample = (/** @type {string} */ kind, /** @type {Node[]} */ ...drawn) => draw("svg", { width: 34, height: 16, class: `key ${kind}`, "aria-hidden": "true" }, ...drawn);
  return make("p", { class: "keys note" },
    sample("", draw("circle", { cx: 17, cy: 8, r: 5, class: "dot" })), "decision",
    sample("", draw("circle", { cx: 17, cy: 8, r: 5, class: "dot undone" })), "undone since",
    sample("", draw("path", { d: "M4 13 Q17 -4 30 13", class: "arc" })), "takes the place of",
    sample("", draw("path", { d: "M4 13 Q17 -4 30 13", class: "arc reverses" })), "reverses",
    sample("", draw("rect", { x: 2, y: 3, width: 30, height: 11, rx: 2, class: "bar Decide" })), "right, from when it is said to hold");
}

/** The timeline as a drawing. @param {Lane[]} those @param {number} width */
export function timelineDrawing(those, width) {
  const begin = beginning(those);
  const x = scale(width, begin);
  /** @type {Map<number, Dot>} */ const dots = new Map();
  /** @type {Node[]} */ const drawn = [];
  let y = 34;
  for (const lane of those) {
    const top = y;
    const linked = lane.decisions.some((at) => page.statements[at].supersedes || page.statements[at].reverses);
    if (lane.decisions.length) {
      y += linked ? ABOVE : 20;
      const stacked = stack(lane.decisions, x);
      for (const { at, x: across, row } of stacked) dots.set(at, { at, x: across, y: y + row * CLOSE });
      y += 14 + CLOSE * Math.max(...stacked.map(({ row }) => row));
    }
    const bars = lane.rights.slice(0, BARS);
    if (bars.length && !lane.decisions.length) y += 8;
    for (const at of bars) { drawn.push(bar(at, x, y, width, begin)); y += BAR; }
    if (lane.rights.length > BARS) { drawn.push(draw("text", { x: LABEL + EDGE, y: y + 11, class: "small" }, `and ${lane.rights.length - BARS} more`)); y += BAR; }
    y += 8;
    drawn.unshift(draw("line", { x1: 0, x2: width, y1: y, y2: y, class: "rule" }));
    if (lane.topic !== undefined && lane.topic === selected()) drawn.unshift(draw("rect", { x: 0, y: top, width, height: y - top, class: "chosen" }));
    drawn.push(title(lane, top));
  }
  const arcs = [...dots.values()].flatMap((dot) => (later.get(dot.at) ?? []).flatMap(({ at, how }) => {
    const from = dots.get(at);
    return from && how !== "reaffirms" ? [arc(from, dot, how)] : [];
  }));
  const today = x(day());
  return draw("svg", { width, height: y + 10, viewBox: `0 0 ${width} ${y + 10}`, class: "timeline", role: "group", "aria-label": "Decisions and rights over time" },
    ...months(x, y, begin), ...drawn, ...arcs, ...[...dots.values()].map(point),
    draw("line", { x1: today, x2: today, y1: 22, y2: y, class: "today" }));
}

/**
 * Each decision on its day; what is too close together stands in rows, the first that has room.
 * @param {number[]} those @param {(day: string) => number} x @returns {{at: number, x: number, row: number}[]}
 */
function stack(those, x) {
  /** @type {number[]} */ const ends = Array(STACK).fill(-Infinity);
  return [...those].sort((one, two) => page.statements[one].date.localeCompare(page.statements[two].date)).map((at) => {
    const across = x(page.statements[at].date);
    const free = ends.findIndex((end) => across - end >= CLOSE);
    const row = free >= 0 ? free : ends.indexOf(Math.min(...ends));
    ends[row] = across;
    return { at, x: across, row };
  });
}

/** @param {Lane} lane @param {number} y */
function title({ title: text, topic }, y) {
  const label = draw("text", { x: 8, y: y + 20, class: "lane" }, cut(text, 27), draw("title", {}, text));
  if (topic === undefined) return label;
  return chooser(`t${topic}`, text, () => select(topic), label);
}

/** A part of the drawing that selects something. @param {string} key @param {string} words @param {() => void} chosen @param {...Node} parts */
function chooser(key, words, chosen, ...parts) {
  return draw("g", {
    role: "button", tabindex: 0, "aria-label": words, class: "chooser", "data-at": key, onclick: chosen,
    onkeydown: (/** @type {KeyboardEvent} */ event) => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); chosen(); } },
  }, ...parts);
}

/** @param {Dot} dot */
function point({ at, x, y }) {
  const statement = page.statements[at];
  const read = status(at);
  const words = `${date(statement.date)}: ${capital(plain(statement.parts))}${page.marks[read] ? ` (${page.marks[read]})` : ""}`;
  return chooser(`s${at}`, words, () => selectStatement(at),
    draw("circle", { cx: x, cy: y, r: 6, class: `dot ${read === "held" ? "" : "undone"} ${now().sel === statement.id ? "selected" : ""}` }, draw("title", {}, words)));
}

/** @param {Dot} from @param {Dot} to @param {string} how */
function arc(from, to, how) {
  const height = Math.min(26, 10 + Math.abs(from.x - to.x) / 8);
  const top = Math.min(from.y, to.y) - height * 1.6;
  return draw("path", { d: `M${from.x} ${from.y - 6} Q${(from.x + to.x) / 2} ${top} ${to.x} ${to.y - 6}`, class: `arc ${how}` });
}

/** @param {number} at @param {(day: string) => number} x @param {number} y @param {number} width @param {string} begin */
function bar(at, x, y, width, begin) {
  const statement = page.statements[at];
  const read = status(at);
  const power = statement.power ?? "";
  const from = x(statement.from || statement.date);
  const ended = statement.until && statement.until <= day();
  const to = Math.max(from + 6, read === "past" ? from + 6 : x(ended ? /** @type {string} */ (statement.until) : day()));
  const holder = statement.who.map((who) => page.things[who].label).join(", ");
  const words = `${capital(plain(statement.parts))} (${page.marks[read] || `since ${date(statement.from || statement.date)}`}${ended ? `, until ${date(statement.until ?? "")}` : ""})`;
  const room = to - from;
  const earlier = statement.from && statement.from < begin ? ` ‹ ${month(statement.from)}` : "";
  const text = cut(`${power.charAt(0)} ${holder}`, 34) + earlier;
  const inside = room > text.length * 6.6 + 10;
  const after = !inside && to + text.length * 6.6 + 8 < width;
  const chosen = selected() !== undefined && involved(statement).has(/** @type {number} */ (selected()));
  return chooser(`s${at}`, `${text}: ${words}`, () => select(statement.about[0], statement.who[0]),
    draw("rect", { x: from, y, width: room, height: BAR - 4, rx: 3, class: `bar ${power} ${read} ${chosen ? "selected" : ""}` }, draw("title", {}, words)),
    draw("text", { x: inside ? from + 6 : after ? to + 5 : from - 5, y: y + 11, class: `small ${inside ? "inside" : ""}`, "text-anchor": inside || after ? "start" : "end" }, text));
}

/** @param {(day: string) => number} x @param {number} bottom @param {string} begin */
function months(x, bottom, begin) {
  const first = new Date(`${begin}T00:00:00Z`);
  const months = (Number(LAST.slice(0, 4)) - Number(begin.slice(0, 4))) * 12 + Number(LAST.slice(5, 7)) - Number(begin.slice(5, 7)) + 1;
  const step = [1, 2, 3, 6, 12, 24, 60].find((size) => months / size <= 14) ?? 120;
  const found = [];
  for (let at = 0; at < months; at += step) {
    const on = isoDay(dayNumber(new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + at, 1)).toISOString().slice(0, 10)));
    const across = x(on);
    const words = step >= 12 ? on.slice(0, 4) : month(on);
    found.push(draw("line", { x1: across, x2: across, y1: 22, y2: bottom, class: "month" }), draw("text", { x: across + 3, y: 16, class: "small" }, words));
  }
  return found;
}

/** What the timeline says, as rows. */
export function timelineRows() {
  return lanes().flatMap((lane) => [...lane.decisions, ...lane.rights].map((at) => {
    const { kind, parts, date: on, from = "", until = "", power = "", line, note } = page.statements[at];
    return [lane.title, kind, capital(plain(parts)), power && spoken(power, status(at)), from || on, until, status(at), note === null ? "" : page.notes[note].path, String(line)];
  }));
}
