// @ts-check
// Find a thing by name: "/" from anywhere, arrows, Enter, Esc.
import { byId, make } from "./dom.js";
import { page, select } from "./model.js";

const FINDINGS = 12;

export function startSearch() {
  const input = byId("search");
  const list = byId("found");
  const known = page.things.map((thing) => [thing.label, ...thing.aliases].map(fold));
  /** @type {number[]} */ let found = [];
  let at = 0;

  const close = () => {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const choose = (/** @type {number} */ thing) => {
    input.value = "";
    close();
    input.blur();
    select({ thing });
  };
  const show = () => {
    list.replaceChildren(...(found.length ? found.map((thing, index) => make("li",
      { role: "option", id: `found-${index}`, "aria-selected": String(index === at), onmousedown: (/** @type {Event} */ event) => { event.preventDefault(); choose(thing); } },
      page.things[thing].label, make("small", {}, page.things[thing].sub || page.things[thing].kind)))
      : [make("li", { class: "note" }, "Nothing of that name is on the page.")]));
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    if (found.length) input.setAttribute("aria-activedescendant", `found-${at}`);
  };

  input.addEventListener("input", () => {
    const wanted = fold(input.value);
    at = 0;
    if (!wanted) return close();
    found = known.map((those, thing) => ({ thing, rank: Math.min(...those.map((name) => rank(name, wanted))) }))
      .filter(({ rank }) => rank < 9).sort((one, other) => one.rank - other.rank).slice(0, FINDINGS).map(({ thing }) => thing);
    show();
  });
  input.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
    if (event.key === "Escape") { input.value = ""; close(); input.blur(); }
    if (list.hidden || !found.length) return;
    if (event.key === "Enter") choose(found[at]);
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step) { event.preventDefault(); at = (at + step + found.length) % found.length; show(); }
  });
  input.addEventListener("blur", close);
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && document.activeElement !== input) { event.preventDefault(); input.focus(); }
    if (event.key === "Escape" && document.activeElement !== input) select({});
  });
}

/** Without accents and case. @param {string} text */
function fold(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().trim();
}

/** How well a name fits: 0 is best, 9 not at all. @param {string} name @param {string} wanted */
function rank(name, wanted) {
  if (name === wanted) return 0;
  if (name.startsWith(wanted)) return 1;
  if (name.includes(` ${wanted}`)) return 2;
  if (name.includes(wanted)) return 3;
  return wanted.split(/\s+/).every((word) => name.includes(word)) ? 4 : 9;
}
