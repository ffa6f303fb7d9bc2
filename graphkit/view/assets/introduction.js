// @ts-check
// What stands beside the views before anything is selected: the answers as a whole, and how to get to each.
import { capital, counted, make } from "./dom.js";
import { disputed, openQuestions, rows, undecided } from "./answers.js";
import { change } from "./store.js";
import { thingButton } from "./words.js";

/** Of those who decide, so many are named. */
const NAMED = 3;

/** @returns {Node[]} */
export function introduction() {
  return [
    make("div", { class: "kind" }, "At a glance"),
    make("h2", {}, "Who decides what, as the notes say it"),
    ...glance(),
    make("h3", {}, "How to ask"),
    make("ul", { class: "hints" },
      make("li", {}, "Who has the final say, why we believe that, and whom to talk to first: choose the topic. Every statement comes with the sentence it was read from."),
      make("li", {}, make("kbd", {}, "/"), " finds a person, a topic, a decision"),
      make("li", {}, make("kbd", {}, "Esc"), " lets go of what is selected"),
      make("li", {}, "The date above sets the day that every view answers for.")),
    make("h3", {}, "Not said by any line"),
    make("p", { class: "note" }, "Being in a meeting, owning a task or being asked is not deciding. What nobody wrote down is not here."),
  ];
}

/** The answers in figures, each the way to its list. @returns {Node[]} */
function glance() {
  const all = rows().length;
  const nobody = undecided().length;
  const [two, asked] = [disputed().length, openQuestions().length];
  /** @type {[number, string, import("./store.js").State | Record<string, string>][]} */
  const lines = [
    [all - nobody, `${counted(all - nobody, "topic")} decided by somebody`, { view: "matrix", rows: "decided" }],
    [nobody, `${counted(nobody, "topic")} decided by nobody`, { view: "matrix", rows: "undecided" }],
    [two, `${counted(two, "topic")} where two are said to decide`, { view: "matrix", rows: "disputed" }],
    [asked, `${counted(asked, "question")} still open`, { view: "questions" }],
  ];
  const shown = lines.filter(([count]) => count)
    .map(([, words, to]) => make("li", {}, make("button", { type: "button", class: "quiet", onclick: () => change(to) }, capital(words))));
  const most = deciders();
  return [
    ...(shown.length ? [make("ul", { class: "glance" }, ...shown)] : []),
    ...(most.length ? [make("p", { class: "note most" }, "Named most as deciding: ", ...most.flatMap(([at, count], index) => [index ? ", " : "", thingButton(at), ` (${count})`]), ".")] : []),
  ];
}

/** Those who decide most topics, with how many. @returns {[number, number][]} */
function deciders() {
  /** @type {Map<number, number>} */ const counts = new Map();
  for (const { deciders: those } of rows()) {
    for (const holder of new Set(those.map((one) => one.holder))) counts.set(holder, (counts.get(holder) ?? 0) + 1);
  }
  return [...counts].filter(([, count]) => count > 1).sort((one, two) => two[1] - one[1] || one[0] - two[0]).slice(0, NAMED);
}
