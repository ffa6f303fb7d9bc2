// @ts-check
// vis-network, which is most of the file: the browser reads it only once a graph is wanted.
import { byId } from "./dom.js";

/** @returns {any} */
export function library() {
  const known = /** @type {any} */ (globalThis);
  if (!known.vis) {
    const script = document.createElement("script");
    script.textContent = byId("vis-network").textContent;
    document.head.append(script);
    script.remove();
  }
  return known.vis;
}
