// @ts-check
// Elements made by hand: every text becomes a text node, so that nothing a note says can become markup.

/** @typedef {Node | string} Child */

/**
 * @param {string} tag
 * @param {Record<string, any>} [attributes] `class`, `on…` listeners, booleans, and attributes
 * @param {...Child} children
 * @returns {any}
 */
export function make(tag, attributes = {}, ...children) {
  return filled(document.createElement(tag), attributes, children);
}

/**
 * An element of a drawing.
 * @param {string} tag @param {Record<string, any>} [attributes] @param {...Child} children
 * @returns {any}
 */
export function draw(tag, attributes = {}, ...children) {
  return filled(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);
}

/** @param {any} element @param {Record<string, any>} attributes @param {Child[]} children */
function filled(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (typeof value === "boolean") element.toggleAttribute(name, value);
    else if (value !== undefined) element.setAttribute(name, String(value));
  }
  element.append(...children);
  return element;
}

/** The element of the page with this id. @param {string} id @returns {any} */
export function byId(id) {
  return document.getElementById(id);
}

/** Do something as soon as the page has nothing better to do. @param {() => void} work */
export function idle(work) {
  if ("requestIdleCallback" in globalThis) requestIdleCallback(work, { timeout: 1000 });
  else setTimeout(work, 50);
}

/** A link to a note, or its text alone where the address is not one that graphkit makes. @param {string} address @param {string} text */
export function link(address, text) {
  if (!/^(\.\.?\/|file:\/\/|obsidian:\/\/open\?)/.test(address)) return make("span", {}, text);
  return make("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, text);
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** A day as people write it; a text that is none stays as it is. By hand: the browser's own words cost a tenth of a second once. @param {string} day */
export function date(day) {
  const [, year, month, number] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(day) ?? [];
  const name = MONTHS[Number(month) - 1];
  return name ? `${Number(number)} ${name} ${year}` : day;
}

/** The month of a day. @param {string} day */
export function month(day) {
  return date(day).replace(/^\d+ /, "");
}

/** Days since the first of 1970. @param {string} day */
export function dayNumber(day) {
  return Math.round(Date.parse(`${day}T00:00:00Z`) / 86400000);
}

/** The ISO day of such a number. @param {number} number */
export function isoDay(number) {
  return new Date(number * 86400000).toISOString().slice(0, 10);
}

/** `one meeting`, `3 meetings`. @param {number} n @param {string} one @param {string} [many] */
export function counted(n, one, many = `${one}s`) {
  return `${n === 1 ? "one" : String(n).replace(/\B(?=(\d{3})+$)/g, ",")} ${n === 1 ? one : many}`;
}

/** Without accents and case. @param {string} text */
export function fold(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().trim();
}

/** A text in capitals at its beginning. @param {string} text */
export function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A text cut to a length. @param {string} text @param {number} length */
export function cut(text, length) {
  const flat = text.replace(/\s+/g, " ").trim();
  return flat.length > length ? `${flat.slice(0, length - 1).trimEnd()}…` : flat;
}
