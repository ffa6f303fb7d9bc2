// @ts-check
// What the file says: lists that refer to each other by position.

/**
 * @typedef {(string | number)[]} Parts text, and positions of things
 * @typedef {{id: string, kind: string, label: string, aliases?: string[], broader?: number[]}} Thing
 * @typedef {{id: string, kind: string, parts: Parts, base: string, who: number[], about: number[], date: string,
 *   quote: string, line: number, note: number | null, to?: number[], source?: number[], place?: number[],
 *   power?: string, limit?: string, scope?: string, condition?: string, from?: string, until?: string, due?: string,
 *   state?: string, confidence?: number, review?: string, times?: number, also?: number[], supersedes?: number[],
 *   reverses?: number[], reaffirms?: number[]}} Statement
 * @typedef {{date: string, title: string, mail: boolean, about: number[], people: number[], listed: number[]}} Occasion
 * @typedef {{path: string, title: string, date: string, file: string, obsidian: string, records?: number}} Note
 * @typedef {{columns: string[], rows: any[][]}} Rows
 * @typedef {{description: string, nodes: Rows, edges: Rows, options: any}} Picture
 * @typedef {{title: string, day: string, lens: string, around: string, marks: Record<string, string>,
 *   things: Thing[], statements: Statement[], occasions: Occasion[], notes: Note[],
 *   pictures: Record<string, Picture>}} Page
 */

/** @type {Page} */
export const page = JSON.parse(document.getElementById("data")?.textContent ?? "{}");

export const POWERS = ["Decide", "Approve", "Veto", "Own", "Recommend", "Consult", "Perform", "Inform"];
/** @type {Record<string, string>} */
export const VERBS = {
  Decide: "decides", Approve: "approves", Veto: "can veto", Own: "accountable", Recommend: "recommends",
  Consult: "consulted", Perform: "carries out", Inform: "informed",
};
export const AGENTS = new Set(["person", "role", "organisation", "team"]);

/** Positions of things and of statements by their id. @type {Map<string, number>} */
export const thingIds = new Map(page.things.map((thing, at) => [thing.id, at]));
/** @type {Map<string, number>} */
export const statementIds = new Map(page.statements.map((statement, at) => [statement.id, at]));

/** Everything that names a thing. @param {Statement} statement */
export function involved(statement) {
  return new Set([...statement.who, ...statement.about, ...(statement.to ?? []), ...(statement.source ?? []), ...(statement.place ?? [])]);
}

/** @type {number[][]} */
const byThing = page.things.map(() => []);
page.statements.forEach((statement, at) => {
  for (const things of [statement.who, statement.about, statement.to, statement.source, statement.place]) {
    for (const thing of things ?? []) {
      const known = byThing[thing];
      if (known[known.length - 1] !== at) known.push(at);
    }
  }
});
/** The statements about a thing, newest first. @param {number} thing */
export function about(thing) {
  return byThing[thing] ?? [];
}

/** @type {number[][]} */
const meetings = page.things.map(() => []);
page.occasions.forEach((occasion, at) => {
  for (const thing of new Set([...occasion.about, ...occasion.people, ...occasion.listed])) meetings[thing].push(at);
});
/** The occasions that were about a thing, or that a person was at or listed for, oldest first. @param {number} thing */
export function occasionsOf(thing) {
  return meetings[thing] ?? [];
}

/** The decisions that undo or repeat a decision. @type {Map<number, {at: number, how: "supersedes" | "reverses" | "reaffirms"}[]>} */
export const later = new Map();
page.statements.forEach((statement, at) => {
  for (const how of /** @type {const} */ (["supersedes", "reverses", "reaffirms"])) {
    for (const earlier of statement[how] ?? []) later.set(earlier, [...(later.get(earlier) ?? []), { at, how }]);
  }
});

const days = [...page.statements, ...page.occasions, ...page.notes].map(({ date }) => date).filter(Boolean).sort();
/** The first and the last day the page can be about; the same where no note has a date. */
export const FIRST = days[0] ?? page.day;
export const LAST = days.length ? page.day : FIRST;
