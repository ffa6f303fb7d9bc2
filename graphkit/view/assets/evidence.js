// @ts-check
// Statements as cards: the sentence, then the words it was read from, with date, review, confidence and place.
import { date, link, make } from "./dom.js";
import { page, VERBS } from "./data.js";
import { status } from "./time.js";
import { glyph, mark, placeName, sentence, statementButton, thingButton, time } from "./words.js";

/** @typedef {import("./data.js").Statement} Statement */

const UNDONE = new Set(["past", "ended", "rejected", "Superseded", "Reversed", "done", "cancelled"]);
const FIRM = new Set(["held", "open", "overdue", "suggested"]);

/** Statements read out of the same words share their quote. @param {number[]} those */
export function cards(those) {
  /** @type {Map<string, number[]>} */
  const byPlace = new Map();
  for (const at of those) {
    const { note, line, quote } = page.statements[at];
    const place = `${note}:${line}:${quote}`;
    byPlace.set(place, [...(byPlace.get(place) ?? []), at]);
  }
  return [...byPlace.values()].map((same) => make("div", { class: `statement ${tone(same[0])}` }, ...same.map(say), evidence(same)));
}

/** @param {number} at */
function tone(at) {
  const read = status(at);
  if (UNDONE.has(read)) return "undone";
  return FIRM.has(read) ? "" : "unsure";
}

/** @param {number} at */
function say(at) {
  const statement = page.statements[at];
  const read = status(at);
  const line = make("div", { class: "say" });
  if (statement.power) line.append(glyph(statement.power, read));
  const words = ["decision", "question", "action"].includes(statement.kind) ? statementButton(at, "words") : sentence(statement.parts, "", "said");
  const text = make("span", {}, words, ...(page.marks[read] ? [mark(page.marks[read])] : []));
  line.append(text);
  const held = statement.kind === "right" ? [statement.from && `from ${date(statement.from)}`, statement.until && `until ${date(statement.until)}`] : [];
  const known = held.filter(Boolean).join(" ");
  if (known) text.append(make("span", { class: "note" }, ` ${known}`));
  return line;
}

/** The words statements were read from, and where they stand. @param {number[]} same */
export function evidence(same) {
  const first = page.statements[same[0]];
  const least = Math.min(...same.map((at) => page.statements[at].confidence ?? 1));
  const facts = [date(first.date)];
  if (first.review) facts.push(first.review.toLowerCase());
  if (least < 1) facts.push(`confidence ${least.toFixed(2)}`);
  if (first.times) facts.push(`said in ${first.times} notes`);
  const footer = make("footer", {}, facts.filter(Boolean).join(" · "));
  if (first.note !== null) footer.append(source(first));
  for (const also of first.also ?? []) {
    footer.append(make("div", {}, "also in ", link(page.notes[also].file, page.notes[also].path)));
  }
  return make("blockquote", {}, ...(first.quote ? [first.quote] : []), footer);
}

/** @param {Statement} statement */
function source(statement) {
  const note = page.notes[/** @type {number} */ (statement.note)];
  const place = make("div", { title: note.path }, link(note.file, placeName(statement)));
  if (note.obsidian) place.append(" · ", link(note.obsidian, "Obsidian"));
  return place;
}

/** Decisions as a list: those undone struck through. @param {number[]} those */
export function dated(those) {
  return make("ul", { class: "dated" }, ...those.map((at) => {
    const statement = page.statements[at];
    const read = status(at);
    const words = make("span", { class: UNDONE.has(read) ? "over" : "" }, statementButton(at, "words"));
    if (page.marks[read]) words.append(mark(page.marks[read]));
    return make("li", {}, time(statement.date), words);
  }));
}

/** Tasks as a list: who, until when. @param {number[]} those */
export function tasks(those) {
  return make("ul", { class: "dated" }, ...those.map((at) => {
    const statement = page.statements[at];
    const words = make("span", {}, statementButton(at, "words"));
    if (statement.who.length) words.append(" — ", ...statement.who.flatMap((who, index) => [index ? ", " : "", thingButton(who)]));
    if (status(at) === "overdue") words.append(mark("overdue"));
    else if (status(at) === "suggested") words.append(mark("only suggested", "calm"));
    return make("li", {}, statement.due ? time(statement.due) : make("time", {}, "no day"), words);
  }));
}

/** The small word between a verb and what it is about. @type {Record<string, string>} */
const BEFORE = { Own: " for", Consult: " on", Inform: " of" };

/** What a power lets somebody do, as a list of things. @param {string} power @param {number[]} things */
export function powerLine(power, things) {
  const line = make("li", {}, glyph(power), make("span", {}, `${VERBS[power]}${BEFORE[power] ?? ""} `));
  const span = line.lastChild;
  things.forEach((at, index) => span.append(index ? ", " : "", thingButton(at)));
  return line;
}
