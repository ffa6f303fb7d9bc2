// @ts-check
// What is shown: the day, and the filters; the powers are the legend too.
import { byId, counted, date, dayNumber, isoDay, make } from "./dom.js";
import { FIRST, LAST, page, POWERS } from "./data.js";
import { rows } from "./answers.js";
import { LENSES } from "./lenses.js";
import { MATRIX } from "./matrix.js";
import { change, day, DEFAULTS, listed, now, onChange } from "./store.js";
import { houses, kindOf, OTHERS } from "./time.js";
import { picture } from "./lines.js";
import { glyph, spoken } from "./words.js";

/** @typedef {import("./store.js").State} State */

const SIZES = { "": "all the same size", links: "sized by links", betweenness: "sized by betweenness", brokerage: "sized by brokerage" };

export function startFilters() {
  startDay();
  const bar = byId("filters");
  const build = () => bar.replaceChildren(...choices(), legend(), ...caption());
  onChange((state, before) => {
    const held = document.activeElement?.getAttribute("data-filter");
    if (state !== before) build();
    if (held) bar.querySelector(`[data-filter="${held}"]`)?.focus();
  });
}

function startDay() {
  const slider = byId("slider");
  const [first, last] = [dayNumber(FIRST), dayNumber(LAST)];
  byId("as-of").hidden = first === last || Number.isNaN(last);
  slider.min = String(first);
  slider.max = String(last);
  slider.addEventListener("input", () => change({ day: isoDay(Number(slider.value)) }, true));
  byId("today").addEventListener("click", () => change({ day: "" }));
  onChange(() => {
    slider.value = String(dayNumber(day()));
    slider.setAttribute("aria-valuetext", date(day()));
    slider.setAttribute("data-early", String(day() !== LAST));
    byId("day").textContent = date(day());
    byId("day").dateTime = day();
    byId("today").hidden = day() === LAST;
  });
}

/** What can be chosen in the view that is open. @returns {Node[]} */
function choices() {
  const { view, group, rows: chosen, sort, lens, size, org, kind, sure, review, since } = now();
  /** @type {Node[]} */ const found = [];
  if (view === "matrix") {
    const known = rows();
    found.push(choice("rows", "Topics", Object.entries(MATRIX.choices).map(([value, [text, takes]]) => [value, `${text} (${known.filter(takes).length})`]), chosen));
    found.push(choice("group", "Grouped by", Object.entries(MATRIX.groups).map(([value, text]) => [value, `by ${text}`]), group));
    found.push(choice("sort", "Order", Object.entries(MATRIX.sorts).map(([value, [text]]) => [value, text]), sort));
  }
  if (view === "graph") {
    const lenses = Object.entries(LENSES).filter(([name]) => name === "ego" || picture(name).places.size || name === lens);
    found.push(choice("lens", "Lens", lenses.map(([name, shown]) => [name, shown.name]), lens));
    found.push(choice("size", "Size of names", Object.entries(SIZES), size));
  }
  found.push(make("span", { class: "apart" }));
  const places = [...new Set([...houses().values()].flat())].sort((one, two) => page.things[one].label.localeCompare(page.things[two].label));
  if (places.length) found.push(choice("org", "Organisation", [["", "all organisations"], .../** @type {[string, string][]} */ (places.map((at) => [page.things[at].id, page.things[at].label]))], org));
  const kinds = new Set(page.statements.flatMap(({ who }) => who.map(kindOf)));
  /** @type {Node[]} */ const rare = [];
  if (kinds.size > 1) rare.push(choice("kind", "Holders", [["", "people, roles, organisations"], ["people", "people only"], ["roles", "roles only"], ["organisations", "organisations only"]], kind));
  if (page.statements.some(({ confidence }) => confidence !== undefined)) {
    rare.push(choice("sure", "Confidence", [["", "any confidence"], ["0.6", "confidence 0.6 or more"], ["0.8", "confidence 0.8 or more"], ["0.95", "confidence 0.95 or more"]], sure));
  }
  if (new Set(page.statements.map((statement) => statement.review ?? "")).size > 1) {
    rare.push(choice("review", "Review", [["", "confirmed or not"], ["Confirmed", "confirmed only"], ["Unconfirmed", "unconfirmed only"]], review));
  }
  rare.push(sinceField(since));
  const more = /** @type {any} */ (document.querySelector(".more-filters"));
  found.push(make("details", { class: "more-filters", open: Boolean(more?.open || kind || sure || review || since) }, make("summary", { "data-filter": "more" }, "More filters"), ...rare));
  if (["org", "kind", "sure", "review", "since", "hide", "also"].some((name) => now()[/** @type {keyof State} */ (name)] !== DEFAULTS[/** @type {keyof State} */ (name)])) {
    const { org: o, kind: k, sure: s, review: r, since: i, hide: h, also: a } = DEFAULTS;
    found.push(make("button", { type: "button", class: "quiet", "data-filter": "clear", onclick: () => change({ org: o, kind: k, sure: s, review: r, since: i, hide: h, also: a }) }, "Clear filters"));
  }
  return found;
}

/** @param {string} since */
function sinceField(since) {
  const input = make("input", { type: "date", "aria-label": "Said since", "data-filter": "since", min: FIRST, max: LAST });
  input.value = since;
  input.addEventListener("change", () => change({ since: input.value }));
  return make("label", { class: `choice since ${since ? "set" : ""}` }, make("span", {}, "said since"), input);
}

/** @param {keyof State} name @param {string} label @param {[string, string][]} options @param {string} value */
function choice(name, label, options, value) {
  const select = make("select", { "aria-label": label, "data-filter": name, class: value !== DEFAULTS[name] ? "set" : "" },
    ...options.map(([key, text]) => make("option", { value: key, selected: key === value }, text)));
  select.addEventListener("change", () => change({ [name]: select.value }));
  return make("span", { class: "choice" }, select);
}

/** What the picture that is open shows. @returns {Node[]} */
function caption() {
  const { view, lens } = now();
  return view === "graph" ? [make("p", { class: "note caption", id: "lens-says" }, LENSES[lens].says)] : [];
}

/** The signs, each a switch. */
function legend() {
  const { view, lens } = now();
  const some = new Set(page.statements.flatMap(({ power }) => power ?? []));
  if (!some.size || view === "questions" || (view === "graph" && !["decision-rights", "ego", "escalation"].includes(lens))) return make("div", { class: "legend" });
  const bar = make("div", { class: "legend", role: "group", "aria-label": "Powers and how sure they are" });
  for (const power of POWERS.filter((one) => some.has(one))) bar.append(toggle("hide", power, true, glyph(power), spoken(power, "held")));
  /** @type {Node[]} */ const others = [];
  const signs = { proposed: "proposed", denied: "negated", believed: "believed", past: "past" };
  for (const [name, statuses] of Object.entries(OTHERS)) {
    const count = page.statements.filter(({ kind, base, from, until }) => kind === "right" && (statuses.includes(base) || (base === "held" && ((name === "past" && until) || (name === "proposed" && from && from > LAST))))).length;
    if (count) others.push(toggle("also", name, false, glyph("Decide", signs[/** @type {keyof typeof signs} */ (name)]), name, make("small", {}, String(count))));
  }
  if (others.length) bar.append(make("span", { class: "apart" }), ...others);
  return bar;
}

/** @param {"hide" | "also"} list @param {string} name @param {boolean} inverse @param {...(Node | string)} content */
function toggle(list, name, inverse, ...content) {
  const on = listed(now()[list]).has(name) !== inverse;
  const flip = () => {
    const found = listed(now()[list]);
    if (!found.delete(name)) found.add(name);
    change({ [list]: [...found].join(",") });
  };
  return make("button", { type: "button", class: "chip", "data-filter": name, "aria-pressed": String(on), onclick: flip }, ...content);
}

/** How many notes the page knows on the day. */
export function noteCount() {
  return counted(page.notes.filter(({ date: on }) => on <= day()).length, "note");
}
