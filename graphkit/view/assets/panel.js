// @ts-check
// Everything about the selection, in sentences with their evidence.
import { byId, date, link, make } from "./dom.js";
import { about, glyph, names, onSelect, page, select, sentence, thingButton } from "./model.js";

/** Headings in order; a statement stands under the first that takes it. @type {[string, (s: import("./model.js").Statement) => boolean][]} */
const GROUPS = [
  ["Rejected by a person", (s) => s.status === "rejected"],
  ["Now", (s) => s.kind === "right" && s.status === "held"],
  ["Believed or proposed, no fact", (s) => s.kind === "right" && ["believed", "proposed", "hypothetical", "later", "unconfirmed"].includes(s.status)],
  ["Denied", (s) => s.kind === "right" && s.status === "negated"],
  ["Before", (s) => s.kind === "right"],
  ["Reports", (s) => s.kind === "reporting"],
  ["Belongs to", (s) => s.kind === "membership"],
  ["Decisions", (s) => s.kind === "decision"],
  ["Open questions", (s) => s.kind === "question"],
];
const UNDONE = new Set(["past", "ended", "rejected", "Superseded", "Reversed"]);
/** @type {Record<string, string>} */
const KINDS = { scope: "in the words of a note" };

export function startPanel() {
  onSelect((selection) => {
    const panel = byId("panel");
    panel.replaceChildren(...content(selection));
    panel.scrollTop = 0;
  });
}

/** @param {import("./model.js").Selection} selection @returns {Node[]} */
function content(selection) {
  if (selection.thing !== undefined) return [closing(), ...thing(selection.thing)];
  if (selection.edge !== undefined) return [closing(), ...edge(selection.edge)];
  return introduction();
}

function closing() {
  return make("button", { type: "button", class: "close", "aria-label": "Close", onclick: () => select({}) }, "×");
}

/** @param {number} at @returns {Node[]} */
function thing(at) {
  const { kind, label, aliases, sub } = page.things[at];
  const nodes = [make("div", { class: "kind" }, KINDS[kind] ?? kind), make("h2", {}, label)];
  const also = aliases.filter((alias) => alias.toLowerCase() !== label.toLowerCase());
  if (sub) nodes.push(make("div", { class: "note" }, kind === "person" ? sub : `part of ${sub}`));
  if (also.length) nodes.push(make("div", { class: "note" }, `also written ${also.join(", ")}`));
  const summary = answer(at);
  if (summary) nodes.push(summary);
  const found = about(at);
  if (!found.length) nodes.push(make("p", { class: "summary note" }, "No statement about this is on the page."));
  return [...nodes, ...groups(found)];
}

/** The answer for a topic, in one line. @param {number} at */
function answer(at) {
  const row = page.decided.find((entry) => entry.topic === at);
  if (row) {
    const line = make("p", { class: "summary" });
    row.deciders.forEach((decider, index) => {
      if (index) line.append("; ");
      line.append(names(decider.who, "decider"), decider.note ? ` (${decider.note})` : "");
    });
    line.append(row.deciders.length > 1 ? " are said to decide." : " is said to decide.");
    return line;
  }
  if (!page.undecided.some((entry) => entry.topic === at)) return null;
  return make("p", { class: "summary" }, make("span", { class: "warn" }, "Nobody"), " is said to decide this.");
}

/** @param {number} id @returns {Node[]} */
function edge(id) {
  const found = page.graph.edges[id];
  const nodes = [
    make("div", { class: "kind" }, "between"),
    make("h2", {}, thingButton(found.from), " → ", thingButton(found.to)),
  ];
  if (found.say.length) nodes.push(make("p", { class: "summary" }, sentence(found.say)));
  return [...nodes, ...groups(found.statements)];
}

/** @param {number[]} positions @returns {Node[]} */
function groups(positions) {
  const found = positions.map((at) => page.statements[at]);
  const left = new Set(found);
  const taken = GROUPS.map(([title, takes]) => {
    const those = [...left].filter(takes);
    for (const statement of those) left.delete(statement);
    return { title, those };
  });
  // What a person rejected is taken first and shown last.
  taken.push(...taken.splice(0, 1));
  return taken.filter(({ those }) => those.length)
    .flatMap(({ title, those }) => [make("h3", {}, title), ...cards(those)]);
}

/** Statements read out of the same words share their quote. @param {import("./model.js").Statement[]} those */
function cards(those) {
  /** @type {Map<string, import("./model.js").Statement[]>} */
  const byPlace = new Map();
  for (const statement of those) {
    const place = `${statement.note}:${statement.line}:${statement.quote}`;
    byPlace.set(place, [...(byPlace.get(place) ?? []), statement]);
  }
  return [...byPlace.values()].map((same) => make("div", { class: `statement ${tone(same[0])}` }, ...same.map(say), evidence(same)));
}

/** @param {import("./model.js").Statement} statement */
function tone(statement) {
  if (UNDONE.has(statement.status)) return "undone";
  return statement.status === "held" ? "" : "unsure";
}

/** @param {import("./model.js").Statement} statement */
function say(statement) {
  const line = make("div", { class: "say" });
  if (statement.power) line.append(glyph(statement.power));
  line.append(sentence(statement.parts));
  if (statement.mark) line.append(make("span", { class: "mark" }, statement.mark));
  const [from, until] = statement.held ?? ["", ""];
  const held = [from && `from ${date(from)}`, until && `until ${date(until)}`].filter(Boolean).join(" ");
  if (held) line.append(make("span", { class: "note" }, ` ${held}`));
  return line;
}

/** @param {import("./model.js").Statement[]} same */
function evidence(same) {
  const [first] = same;
  const least = Math.min(...same.map((statement) => statement.confidence));
  const facts = [date(first.date)];
  if (first.review === "Unconfirmed") facts.push("unconfirmed");
  if (first.review === "Confirmed") facts.push("confirmed");
  if (least < 1) facts.push(`confidence ${least.toFixed(2)}`);
  const footer = make("footer", {}, facts.filter(Boolean).join(" · "));
  if (first.note !== null) footer.append(source(page.notes[first.note], first.line));
  for (const also of first.also) {
    if (also !== null) footer.append(make("div", {}, "also in ", link(page.notes[also].file, page.notes[also].path)));
  }
  return make("blockquote", {}, first.quote, footer);
}

/** @param {import("./model.js").Note} note @param {number} line */
function source(note, line) {
  const place = make("div", { title: note.path }, link(note.file, `${note.title}, line ${line}`));
  if (note.obsidian) place.append(" · ", link(note.obsidian, "Obsidian"));
  return place;
}

function introduction() {
  const kinds = [["person", "person"], ["role", "role"], ["team", "organisation or team"], ["topic", "topic"]];
  return [
    make("div", { class: "kind" }, "How to read this"),
    make("h2", {}, "Who decides what, as the notes say it"),
    make("p", { class: "summary" }, "Click a name, a topic or a line: every statement comes with the sentence it was read from."),
    make("h3", {}, "In the graph"),
    make("ul", { class: "legend" },
      ...kinds.map(([kind, text]) => make("li", {}, make("span", { class: `swatch ${kind}` }), text)),
      make("li", {}, make("span", { class: "stroke" }), "holds, by what the notes say"),
      make("li", {}, make("span", { class: "stroke dashed" }), "believed, proposed, denied or past: no fact")),
    make("h3", {}, "Not said by any line"),
    make("p", { class: "note" }, "Being in a meeting, owning a task or being asked is not deciding. What nobody wrote down is not here."),
  ];
}
