// @ts-check
// Elements made by hand: every text becomes a text node, so that nothing a note says can become markup.

/**
 * @param {string} tag
 * @param {Record<string, any>} [attributes] `class`, `on…` listeners, booleans, and attributes
 * @param {...(Node | string)} children
 * @returns {HTMLElement}
 */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (typeof value === "boolean") element.toggleAttribute(name, value);
    else element.setAttribute(name, String(value));
  }
  element.append(...children);
  return element;
}

/** The element of the page with this id. @param {string} id @returns {any} */
export function byId(id) {
  return document.getElementById(id);
}

/** A link to a note, or its text alone where the address is not one that graphkit makes. @param {string} address @param {string} text */
export function link(address, text) {
  if (!/^(\.\.?\/|file:\/\/|obsidian:\/\/open\?)/.test(address)) return make("span", {}, text);
  return make("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, text);
}

/** A day as people write it. @param {string} day */
export function date(day) {
  const at = new Date(`${day}T00:00:00Z`);
  if (!day || Number.isNaN(at.getTime())) return day;
  return at.toLocaleDateString("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
}
