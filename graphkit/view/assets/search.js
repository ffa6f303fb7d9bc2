// @ts-check
// Find anything by name: "/" from anywhere, arrows, Enter, Esc.
import { byId, cut, date, fold, make } from "./dom.js";
import { about, page } from "./data.js";
import { change, day, now, other, select, selected, selectStatement } from "./store.js";
import { positions } from "./time.js";
import { kindName, plain } from "./words.js";

const FINDINGS = 12;
/** A rank from which on a name does not fit. */
const NOT = 90;

/** @typedef {{thing?: number, statement?: number, rank: number, weight: number}} Finding */

export function startSearch() {
  const input = byId("search");
  const list = byId("found");
  /** @type {{names: string[], thing?: number, statement?: number, weight: number}[] | null} */ let known = null;
  /** @type {Finding[]} */ let found = [];
  let at = 0;

  const close = () => {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const leave = () => {
    input.value = "";
    input.removeAttribute("data-second");
    close();
    input.blur();
  };
  const choose = (/** @type {Finding} */ { thing, statement }) => {
    const second = input.hasAttribute("data-second");
    leave();
    if (statement !== undefined) selectStatement(statement);
    else if (second && selected() !== undefined) change({ with: page.things[/** @type {number} */ (thing)].id });
    else select(thing);
    byId("panel").focus();
  };
  const show = () => {
    list.replaceChildren(...(found.length ? found.map((one, index) => option(one, index, index === at, choose)) : [make("li", { class: "note", role: "option", "aria-disabled": "true", "aria-selected": "false" }, "Nothing of that name is on the page.")]));
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    if (found.length) input.setAttribute("aria-activedescendant", `found-${at}`);
    list.children[at]?.scrollIntoView({ block: "nearest" });
  };

  input.addEventListener("input", () => {
    const wanted = fold(input.value);
    at = 0;
    if (!wanted) return close();
    known ??= everything();
    const things = input.hasAttribute("data-second");
    found = known.filter(({ thing }) => !things || thing !== undefined)
      .map((one) => ({ ...one, rank: Math.min(...one.names.map((name) => rank(name, wanted))) + (one.statement === undefined ? 0 : 5) }))
      .filter((one) => one.rank < NOT).sort((one, two) => one.rank - two.rank || two.weight - one.weight).slice(0, FINDINGS);
    show();
  });
  input.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
    if (event.key === "Escape") { leave(); event.stopPropagation(); }
    if (list.hidden || !found.length) return;
    if (event.key === "Enter") choose(found[at]);
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step) { event.preventDefault(); at = (at + step + found.length) % found.length; show(); }
  });
  input.addEventListener("blur", () => { close(); input.removeAttribute("data-second"); });
  document.addEventListener("keydown", (event) => {
    const typing = /** @type {HTMLElement} */ (event.target).closest?.("input:not([type=range]), select, textarea");
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey) { event.preventDefault(); input.focus(); }
    if (event.key === "Escape" && !typing) change(other() !== undefined && now().view === "graph" ? { with: "" } : { sel: "", with: "" });
  });
}

/** @param {Finding} one @param {number} index @param {boolean} chosen @param {(one: Finding) => void} choose */
function option(one, index, chosen, choose) {
  const { thing, statement } = one;
  const [label, more] = thing !== undefined
    ? [page.things[thing].label, positions().get(thing) || kindName(thing)]
    : [cut(plain(page.statements[/** @type {number} */ (statement)].parts), 90), `${page.statements[/** @type {number} */ (statement)].kind}, ${date(page.statements[/** @type {number} */ (statement)].date)}`];
  return make("li", {
    role: "option", id: `found-${index}`, "aria-selected": String(chosen),
    onmousedown: (/** @type {Event} */ event) => { event.preventDefault(); choose(one); },
  }, make("span", {}, label), make("small", {}, more));
}

/** Things by all their names; decisions, questions and tasks by their words. */
function everything() {
  const things = page.things.map((thing, at) => ({ names: [thing.label, ...(thing.aliases ?? [])].map(fold), thing: at, weight: about(at).length }));
  const statements = page.statements.flatMap((statement, at) => (["decision", "question", "action"].includes(statement.kind) && statement.date <= day()
    ? [{ names: [fold(plain(statement.parts))], statement: at, weight: 0 }] : []));
  return [...things, ...statements];
}

/** How well a name fits: 0 is best. A slip or two are forgiven where the words are long. @param {string} name @param {string} wanted */
export function rank(name, wanted) {
  if (name === wanted) return 0;
  if (name.startsWith(wanted)) return 1;
  if (name.includes(` ${wanted}`)) return 2;
  if (name.includes(wanted)) return 3;
  const words = wanted.split(/\s+/);
  if (words.every((word) => name.includes(word))) return 4;
  if (name.length > 80) return NOT;
  const parts = name.split(/[^\p{L}\p{N}]+/u);
  const slips = words.map((word) => Math.min(...parts.map((part) => slip(part, word))));
  return slips.every((count, at) => count <= Math.floor(words[at].length / 4)) ? 5 + slips.reduce((sum, count) => sum + count, 0) : NOT;
}

/** How many letters have to change for a word to become the beginning of another. @param {string} part @param {string} word */
function slip(part, word) {
  if (Math.abs(part.length - word.length) > 12) return 9;
  let before = Array.from({ length: part.length + 1 }, (_, at) => at);
  for (let row = 1; row <= word.length; row += 1) {
    const line = [row];
    for (let at = 1; at <= part.length; at += 1) {
      line.push(Math.min(before[at] + 1, line[at - 1] + 1, before[at - 1] + Number(part[at - 1] !== word[row - 1])));
    }
    before = line;
  }
  return Math.min(...before.slice(Math.max(0, word.length - 1)));
}
