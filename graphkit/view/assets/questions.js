// @ts-check
// What is open: questions, topics nobody decides, decisions without a decider, contradictions, late tasks, changes.
import { byId, counted, dayNumber, isoDay, make } from "./dom.js";
import { FIRST, LAST, page } from "./data.js";
import { changes, conflicts, disputed, openQuestions, overdue, undecided, unsigned } from "./answers.js";
import { change, day, now, onChange, selected } from "./store.js";
import { age, status } from "./time.js";
import { cameUp } from "./matrix.js";
import { firstOf, glyph, mark, placeName, sentence, spoken, statementButton, thingButton, time, unseen } from "./words.js";

const FIRST_ROWS = 12;
/** Without a day chosen, changes are those of the last weeks. */
const RECENT = 42;

/** @typedef {{id: string, title: string, none: string, items: any[], row: (item: any) => Node, note?: Node}} Section */

export function startQuestions() {
  onChange((state) => {
    const count = disputed().length + openQuestions().length;
    const badge = byId("open-count");
    badge.textContent = count ? String(count) : "";
    badge.hidden = !count;
    if (state.view === "questions") drawQuestions();
  });
}

/** A topic that somebody asks or decides about, not one that was only spoken of. @param {import("./answers.js").Row} row */
function pressing(row) {
  return row.questions.length > 0 || row.decisions.length > 0 || row.rights.some(({ power }) => power === "Decide");
}

/** The day since which changes are told. */
export function changedSince() {
  if (now().changed) return now().changed;
  const back = isoDay(dayNumber(day()) - RECENT);
  return back > FIRST ? back : FIRST;
}

/** @returns {Section[]} */
export function sections() {
  const since = changedSince();
  return [
    { id: "disputed", title: "More than one is said to decide", none: "No two are said to decide the same.", items: disputed(), row: contradiction },
    { id: "asked", title: "Open questions", none: "No question is open.", items: openQuestions(), row: question },
    { id: "undecided", title: "Topics nobody is said to decide", none: "Every topic that came up has somebody who decides it.", items: undecided().filter((row) => pressing(row) || row.rights.length), row: topic },
    { id: "unsigned", title: "Decisions that name nobody", none: "Every decision names who made it.", items: unsigned(), row: decision },
    { id: "overdue", title: "Overdue tasks", none: "No task is overdue.", items: overdue(), row: late },
    { id: "changed", title: "What changed", none: "Nothing that decides anything has changed.", items: changes(since), row: changed, note: sinceField(since) },
  ];
}

function drawQuestions() {
  const place = byId("questions");
  const found = sections();
  const nav = make("nav", { class: "jump", "aria-label": "Questions" }, ...found.map(({ id, title, items }) => make("button", {
    type: "button", onclick: () => { const head = byId(`q-${id}`); head.scrollIntoView(); head.focus(); },
  }, title, make("b", {}, String(items.length)))));
  const top = place.scrollTop;
  place.replaceChildren(nav, make("div", { class: "sections" }, ...[0, 1].map((side) => make("div", {}, ...found.filter((_, at) => at % 2 === side).map(section)))));
  place.scrollTop = top;
}

/** @param {Section} found */
function section({ id, title, none, items, row, note }) {
  return make("section", { "aria-labelledby": `q-${id}` },
    make("h2", { id: `q-${id}`, tabindex: "-1" }, title, make("small", {}, ` ${items.length}`)),
    ...(note ? [note] : []),
    items.length ? firstOf(items, FIRST_ROWS, (those) => [make("ul", { class: "rows" }, ...those.map(row))]) : make("p", { class: "note" }, none));
}

/** @param {string} since */
function sinceField(since) {
  const input = make("input", { type: "date", id: "changed-since", min: FIRST, max: LAST });
  input.value = since;
  input.addEventListener("change", () => { if (input.value) change({ changed: input.value }); });
  return make("label", { class: "note" }, "since ", input);
}

/** @param {boolean} chosen @param {Node[]} said @param {(Node | string)[]} more */
function row(chosen, said, more) {
  return make("li", { class: chosen ? "chosen" : "" }, make("div", { class: "words" }, ...said), make("div", { class: "note" }, ...more));
}

/** @param {number[]} things @param {string} [before] */
function names(things, before = "") {
  return things.length ? [before, ...things.flatMap((at, index) => [index ? ", " : "", thingButton(at)])] : [];
}

/** @param {(Node | string)[][]} lists */
function joined(...lists) {
  return lists.filter((list) => list.length).flatMap((list, index) => [index ? " · " : "", ...list]);
}

/** @param {number} at */
function chosen(at) {
  return now().sel === page.statements[at].id;
}

/** @param {import("./answers.js").Row} found */
function contradiction(found) {
  const pairs = [...new Set(conflicts(found.deciders).flat().map(({ at }) => at))];
  return row(found.topic === selected(), [make("span", { class: "warn", "aria-hidden": "true" }, "⚠ "), thingButton(found.topic)],
    pairs.map((at) => make("span", { class: "entry" }, sentence(page.statements[at].parts), " · ", time(page.statements[at].date), ` · ${placeName(page.statements[at])}`)));
}

/** @param {number} at */
function question(at) {
  const { who, about, date } = page.statements[at];
  return row(chosen(at), [statementButton(at, "words")],
    joined([mark(`open for ${counted(age(date), "day")}`, `first ${age(date) > 60 ? "" : "calm"}`), " ", time(date)], names(who, "to be settled by "), names(about, "about ")));
}

/** @param {import("./answers.js").Row} found */
function topic(found) {
  const others = [...new Map(found.rights.filter(({ power, status: read }) => power !== "Decide" || read !== "held")
    .map((right) => [`${right.holder} ${right.power} ${right.status}`, right])).values()].slice(0, 4);
  return row(found.topic === selected(), [thingButton(found.topic), make("span", { class: "note" }, ` ${cameUp(found)}`)],
    others.flatMap(({ holder, power, status: read }, index) => [index ? " · " : "", glyph(power, read), unseen(spoken(power, read)), thingButton(holder),
      ...(page.marks[read] ? [mark(page.marks[read], "calm")] : [])]));
}

/** @param {number} at */
function decision(at) {
  return row(chosen(at), [statementButton(at, "words")], joined([time(page.statements[at].date)], names(page.statements[at].about, "about "), [placeName(page.statements[at])]));
}

/** @param {number} at */
function late(at) {
  const { who, due = "", about } = page.statements[at];
  return row(chosen(at), [statementButton(at, "words")],
    joined([mark(`${counted(age(due), "day")} late`, "first"), " due ", time(due)], names(who), names(about, "about ")));
}

/** @param {{at: number, how: string, date: string}} item */
function changed({ at, how, date }) {
  const statement = page.statements[at];
  const read = status(at);
  const words = statement.kind === "decision" ? statementButton(at, "words") : sentence(statement.parts);
  return row(chosen(at), [...(statement.power ? [glyph(statement.power, read)] : []), words, ...(how === "new" || page.marks[read] === how ? [] : [mark(how, "calm")]), ...(page.marks[read] ? [mark(page.marks[read], "calm")] : [])],
    joined([time(date)], [placeName(statement)]));
}
