// @ts-check
// The small pieces that every view is made of: names, sentences, signs.
import { capital, cut, date, make } from "./dom.js";
import { page, VERBS } from "./data.js";
import { select, selectStatement } from "./store.js";

/** @typedef {import("./data.js").Parts} Parts */

/** A thing as a button that selects it. @param {number} at @param {string} [more] @param {string} [label] */
export function thingButton(at, more = "", label = page.things[at].label) {
  return make("button", { type: "button", class: `thing ${more}`, onclick: () => select(at) }, label);
}

/** A statement as a button that selects it. @param {number} at @param {string} [more] */
export function statementButton(at, more = "") {
  return make("button", { type: "button", class: `thing ${more}`, onclick: () => selectStatement(at) }, capital(plain(page.statements[at].parts)));
}

/** A sentence with its things as buttons. @param {Parts} parts @param {string} [more] @param {string} [kind] */
export function sentence(parts, more = "", kind = "") {
  const [first, ...rest] = parts;
  const begun = typeof first === "string" ? [capital(first), ...rest] : parts;
  return make("span", { class: kind }, ...begun.map((part) => (typeof part === "number" ? thingButton(part, more) : part)));
}

/** The words of a sentence. @param {Parts} parts */
export function plain(parts) {
  return parts.map((part) => (typeof part === "number" ? page.things[part].label : part)).join("");
}

/** How a status that is no fact is drawn. @type {Record<string, string>} */
const DRAWN = {
  proposed: "maybe", hypothetical: "maybe", later: "maybe", unconfirmed: "maybe", negated: "denied", believed: "believed",
  past: "over", ended: "over", rejected: "denied",
};

/** The sign of a power: a letter with a shape and a colour. @param {string} power @param {string} [status] */
export function glyph(power, status = "held") {
  const letter = status === "believed" ? `${power.charAt(0)}?` : power.charAt(0);
  return make("span", { class: `glyph ${power} ${DRAWN[status] ?? ""}`, "data-letter": letter, "aria-hidden": "true" });
}

/** What a sign says in words. @param {string} power @param {string} status */
export function spoken(power, status) {
  return status === "held" ? VERBS[power] : `${VERBS[power]} (${page.marks[status] ?? status})`;
}

/** A few words that stand out. @param {string} text @param {string} [more] */
export function mark(text, more = "") {
  return make("span", { class: `mark ${more}` }, text);
}

/** Words for a reader of the screen alone. @param {string} text */
export function unseen(text) {
  return make("span", { class: "unseen" }, text);
}

/** A day, short. @param {string} day */
export function time(day) {
  return make("time", { datetime: day }, date(day));
}

/**
 * The first items, and a button for the rest.
 * @template R @param {R[]} items @param {number} first @param {(items: R[]) => Node[]} drawn @param {string} [what]
 */
export function firstOf(items, first, drawn, what = "") {
  const place = make("div", { class: "listed" }, ...drawn(items.slice(0, first)));
  if (items.length > first) {
    const all = () => {
      place.replaceChildren(...drawn(items));
      place.querySelector("button")?.focus();
    };
    place.append(make("button", { type: "button", class: "more", onclick: all }, `Show all ${items.length}${what && ` ${what}`}`));
  }
  return place;
}

/** A title for the place a statement stands. @param {import("./data.js").Statement} statement */
export function placeName(statement) {
  return statement.note === null ? "" : `${cut(page.notes[statement.note].title, 70)}, line ${statement.line}`;
}

const WIDEST = 26;

/** A label in at most three lines. @param {string} label */
export function wrapped(label) {
  /** @type {string[]} */ const lines = [];
  for (const word of label.split(/\s+/).filter(Boolean)) {
    const last = lines.length - 1;
    if (last >= 0 && lines[last].length + word.length < WIDEST) lines[last] += ` ${word}`;
    else lines.push(word.length > WIDEST ? `${word.slice(0, WIDEST - 1)}…` : word);
  }
  return (lines.length > 3 ? [...lines.slice(0, 2), `${lines[2]} …`] : lines).join("\n") || "?";
}

/** The word for a kind of thing. @param {number} at */
export function kindName(at) {
  const { kind } = page.things[at];
  return kind === "scope" ? "in the words of a note" : kind;
}
