// @ts-check
// Everything about the selection, in sentences with their evidence.
import { byId, capital, counted, date, make } from "./dom.js";
import { about, AGENTS, involved, later, occasionsOf, page, POWERS, statementIds } from "./data.js";
import { conflicts, rowOf } from "./answers.js";
import { cards, dated, evidence, powerLine, tasks } from "./evidence.js";
import { introduction } from "./introduction.js";
import { pathBetween } from "./lines.js";
import { change, day, now, onChange, other, select, selected } from "./store.js";
import { age, passes, positions, status } from "./time.js";
import { firstOf, kindName, mark, plain, statementButton, thingButton, time } from "./words.js";
import { chain, escalations, wayTo } from "./ways.js";

const FIRST = 8;

export function startPanel() {
  onChange((state, before) => {
    const panel = byId("panel");
    panel.replaceChildren(...content());
    document.body.toggleAttribute("data-selected", Boolean(state.sel));
    if (state.sel !== before.sel || state.with !== before.with) panel.scrollTop = 0;
  });
}

/** @returns {Node[]} */
function content() {
  const thing = selected();
  const second = other();
  const statement = statementIds.get(now().sel);
  if (thing !== undefined && second !== undefined) return [closing(), ...between(thing, second)];
  if (thing !== undefined) return [closing(), ...one(thing)];
  if (statement !== undefined) return [closing(), ...said(statement)];
  return introduction();
}

function closing() {
  return make("button", { type: "button", class: "close", "aria-label": "Close", onclick: () => select() }, "×");
}

/** @param {string} title @param {Node[]} nodes @returns {Node[]} */
function part(title, nodes) {
  return nodes.length ? [make("h3", {}, title), ...nodes] : [];
}

/** @param {number} at @returns {Node[]} */
function one(at) {
  const { label, aliases, broader, kind } = page.things[at];
  const nodes = [make("div", { class: "kind" }, kindName(at)), make("h2", {}, label)];
  const place = kind === "person" ? positions().get(at) : (broader ?? []).length ? `part of ${(broader ?? []).map((up) => page.things[up].label).join(", ")}` : "";
  if (place) nodes.push(make("div", { class: "note" }, place));
  nodes.push(make("div", { class: "note" }, activity(at)));
  if (aliases?.length) nodes.push(make("div", { class: "note" }, `also written ${aliases.slice(0, 6).join(", ")}`));
  return [...nodes, ...(AGENTS.has(kind) ? agent(at) : topic(at)), ...statements(at), ...onward(at)];
}

/** How often something came up. @param {number} at */
function activity(at) {
  const on = occasionsOf(at).filter((found) => page.occasions[found].date <= day());
  const decisions = about(at).filter((found) => page.statements[found].kind === "decision" && status(found) && page.statements[found].about.includes(at));
  const last = on.length ? page.occasions[on[on.length - 1]].date : "";
  const words = [
    on.length && (AGENTS.has(page.things[at].kind) ? `in ${counted(on.length, "meeting")}` : `raised in ${counted(on.length, "meeting")}`),
    decisions.length && counted(decisions.length, "decision"),
    last && `last on ${date(last)}`,
  ];
  return words.filter(Boolean).join(" · ");
}

/** @param {number} at @returns {Node[]} */
function topic(at) {
  const row = rowOf(at);
  if (!row) return [];
  const summary = make("p", { class: "summary" });
  if (row.deciders.length) {
    row.deciders.forEach(({ holder, limit }, index) => {
      summary.append(index ? (index === row.deciders.length - 1 ? " and " : ", ") : "", thingButton(holder, "decider"), limit ? ` (${limit})` : "");
    });
    summary.append(row.deciders.length > 1 ? " are said to decide." : " decides.");
  } else summary.append(make("span", { class: "none" }, "Nobody"), " is said to decide this.");
  const contradicting = conflicts(row.deciders);
  const warned = contradicting.map(([first, second]) => make("p", { class: "warned" }, make("span", { "aria-hidden": "true" }, "⚠ "),
    `${page.things[first.holder].label} and ${page.things[second.holder].label} are both said to decide it, and nothing tells their parts apart.`));
  const way = wayTo(at);
  return [summary, ...warned, ...(way.length ? part("Whom to talk to, in this order", [stages(way)]) : [])];
}

/** @param {import("./ways.js").Stage[]} way */
function stages(way) {
  return make("ol", { class: "way" }, ...way.map(({ things, why, end }) => make("li", { class: end ? "end" : "" },
    make("span", { class: "those" }, ...things.slice(0, 5).flatMap((at, index) => [index ? ", " : "", thingButton(at)]),
      ...(things.length > 5 ? [` and ${things.length - 5} more`] : [])),
    make("small", {}, things.length > 1 ? why.replace(/^has /, "have ").replace(/^is /, "are ").replace(/^decides\b/, "decide") : why))));
}

/** @param {number} at @returns {Node[]} */
function agent(at) {
  /** @type {Map<string, Set<number>>} */ const powers = new Map();
  for (const found of about(at)) {
    const statement = page.statements[found];
    if (statement.kind !== "right" || status(found) !== "held" || !passes(found) || !statement.who.includes(at)) continue;
    const topics = powers.get(statement.power ?? "") ?? new Set();
    for (const topic of statement.about) topics.add(topic);
    powers.set(statement.power ?? "", topics);
  }
  const lines = POWERS.filter((power) => powers.get(power)?.size).map((power) => powerLine(power, [...(powers.get(power) ?? [])]));
  const up = chain(at);
  const down = [...escalations()].filter(([, those]) => those.some(({ to }) => to === at)).map(([who]) => who);
  return [
    ...(lines.length ? [make("ul", { class: "powers" }, ...lines)] : [make("p", { class: "summary" }, "No power over a topic is stated.")]),
    ...part("Takes matters to", up.length ? [stages([{ things: [at], why: "" }, ...up.map(({ to }, index) => ({ things: [to], why: "", end: index === up.length - 1 }))])] : []),
    ...part("Matters are brought by", down.length ? [make("p", {}, ...down.flatMap((who, index) => [index ? ", " : "", thingButton(who)]))] : []),
  ];
}

/** Headings in order; a statement stands under the first that takes it. @type {[string, (kind: string, read: string) => boolean][]} */
const GROUPS = [
  ["Now", (kind, read) => kind === "right" && read === "held"],
  ["Believed or proposed, no fact", (kind, read) => kind === "right" && ["believed", "proposed", "hypothetical", "later", "unconfirmed"].includes(read)],
  ["Denied", (kind, read) => kind === "right" && read === "negated"],
  ["Before", (kind, read) => kind === "right" && read !== "rejected"],
  ["Reports", (kind, read) => kind === "reporting" && read !== "rejected"],
  ["Belongs to", (kind, read) => kind === "membership" && read !== "rejected"],
];

/** Of a membership that many notes repeat the page has the first and the newest: one is enough to read. @param {number[]} those */
function newest(those) {
  const seen = new Set();
  return those.filter((at) => {
    const { kind, who, place, base } = page.statements[at];
    const key = JSON.stringify([who, place, base]);
    return kind !== "membership" || (!seen.has(key) && seen.add(key));
  });
}

/** @param {number} at @returns {Node[]} */
function statements(at) {
  const found = newest(about(at).filter((one) => status(one) && passes(one)));
  const kinds = (/** @type {string} */ kind) => found.filter((one) => page.statements[one].kind === kind && status(one) !== "rejected");
  const left = new Set(found);
  const groups = GROUPS.flatMap(([title, takes]) => {
    const those = [...left].filter((one) => takes(page.statements[one].kind, status(one)));
    for (const taken of those) left.delete(taken);
    return part(title, those.length ? [firstOf(those, FIRST, cards)] : []);
  });
  const open = kinds("action").filter((one) => !["done", "cancelled"].includes(status(one)))
    .sort((one, two) => Number(status(one) !== "overdue") - Number(status(two) !== "overdue"));
  return [
    ...groups,
    ...part("Decisions", kinds("decision").length ? [firstOf(kinds("decision"), FIRST, (those) => [dated(those)])] : []),
    ...part("Still open", kinds("question").length ? [firstOf(kinds("question"), FIRST, (those) => [questions(those)])] : []),
    ...part("Waiting", open.length ? [firstOf(open, FIRST, (those) => [tasks(those)])] : []),
    ...part("Rejected by a person", [...left].some((one) => status(one) === "rejected") ? cards([...left].filter((one) => status(one) === "rejected")) : []),
  ];
}

/** @param {number[]} those */
function questions(those) {
  return make("ul", { class: "dated" }, ...those.map((at) => make("li", {}, time(page.statements[at].date),
    make("span", {}, statementButton(at, "words"), mark(`open for ${counted(age(page.statements[at].date), "day")}`, "first calm")))));
}

/** @param {number} at @returns {Node[]} */
function onward(at) {
  const around = () => change({ view: "graph", lens: "ego", sel: page.things[at].id, with: "" });
  return [make("p", { class: "onward" }, make("button", { type: "button", class: "quiet", onclick: around }, "Show everything around it"),
    make("button", { type: "button", class: "quiet", onclick: () => { byId("search").focus(); byId("search").setAttribute("data-second", ""); } }, "Find the way to …"))];
}

/** @param {number} thing @param {number} second @returns {Node[]} */
function between(thing, second) {
  const both = about(thing).filter((at) => status(at) && passes(at) && involved(page.statements[at]).has(second));
  const met = occasionsOf(thing).filter((at) => page.occasions[at].date <= day() && occasionsOf(second).includes(at));
  const nodes = [make("div", { class: "kind" }, "between"), make("h2", {}, thingButton(thing), " and ", thingButton(second))];
  if (met.length) nodes.push(make("p", { class: "note" }, `Together in ${counted(met.length, "meeting")}, last on ${date(page.occasions[met[met.length - 1]].date)}.`));
  const rights = both.filter((at) => ["right", "reporting", "membership"].includes(page.statements[at].kind));
  const rest = both.filter((at) => !rights.includes(at) && status(at) !== "rejected");
  const way = both.length ? [] : pathBetween(thing, second);
  return [
    ...nodes,
    ...(both.length ? [firstOf(rights, FIRST, cards)] : [make("p", { class: "summary" }, "No statement names both.")]),
    ...part("Also", rest.length ? [firstOf(rest, FIRST, (those) => [dated(those)])] : []),
    ...part("How they hang together", way.length ? [stages(way.map((at) => ({ things: [at], why: kindName(at) })))] : []),
  ];
}

/** @param {number} at @returns {Node[]} */
function said(at) {
  const statement = page.statements[at];
  const read = status(at) || "not said yet on this day";
  const record = statement.note === null ? undefined : page.notes[statement.note].records;
  const nodes = [make("div", { class: "kind" }, statement.kind === "action" ? "task" : statement.kind === "question" ? "open question" : statement.kind)];
  nodes.push(make("h2", { class: "long" }, capital(plain(statement.parts))));
  const facts = [statement.due && `due ${date(statement.due)}`, statement.state && statement.state.toLowerCase()].filter(Boolean).join(" · ");
  nodes.push(make("p", { class: "note" }, ...(record === undefined ? [] : [`${page.occasions[record].title || "A meeting"} · `]), time(statement.date), facts ? ` · ${facts}` : ""));
  if (page.marks[read]) nodes.push(make("p", {}, mark(page.marks[read])));
  const names = (/** @type {number[]} */ those) => [make("p", {}, ...those.flatMap((who, index) => [index ? ", " : "", thingButton(who)]))];
  const who = statement.kind === "decision" ? "Decided by" : statement.kind === "action" ? "To be done by" : "Who";
  const undoing = (later.get(at) ?? []).filter((link) => status(link.at));
  const earlier = [...(statement.supersedes ?? []), ...(statement.reverses ?? []), ...(statement.reaffirms ?? [])].filter((found) => status(found));
  const room = record === undefined ? [] : page.occasions[record].people;
  return [
    ...nodes,
    ...(statement.kind === "decision" && !statement.who.length ? [make("p", { class: "summary" }, make("span", { class: "none" }, "Nobody"), " is named as who decided it.")] : []),
    ...part(who, statement.who.length ? names(statement.who) : []),
    ...part("About", statement.about.length ? names(statement.about) : []),
    evidence([at]),
    ...part("Undone or repeated by", undoing.length ? [dated(undoing.map((link) => link.at))] : []),
    ...part("In place of", earlier.length ? [dated(earlier)] : []),
    ...part("In the room, which is not deciding", statement.kind === "decision" && room.length ? names(room) : []),
    ...part("In the room when it was noted; who gave it is not said", statement.kind === "action" && room.length ? names(room) : []),
  ];
}
