// @ts-check
// The colours of the theme, for what is drawn by hand.

/** @type {CSSStyleDeclaration | null} */ let style = null;
/** @type {Map<string, string>} */ let known = new Map();

/** Looks a colour of the style sheet up by its name; `again` after the theme has changed. @param {boolean} [again] */
export function colours(again = false) {
  if (!style || again) {
    style = getComputedStyle(document.documentElement);
    known = new Map();
  }
  return (/** @type {string} */ name) => {
    let found = known.get(name);
    if (found === undefined) known.set(name, (found = /** @type {CSSStyleDeclaration} */ (style).getPropertyValue(`--${name}`).trim()));
    return found;
  };
}

/** Red, green and blue of `#rgb` or `#rrggbb`. @param {string} colour */
function channels(colour) {
  const full = colour.length === 4 ? colour.replace(/[0-9a-f]/gi, "$&$&") : colour;
  return [1, 3, 5].map((at) => parseInt(full.slice(at, at + 2), 16));
}

/** A colour with an opacity. @param {string} colour @param {number} opacity */
export function blend(colour, opacity) {
  return `rgba(${channels(colour).join(", ")}, ${opacity})`;
}

/** So much of one colour on the ground of another. @param {string} colour @param {string} ground @param {number} share */
export function mixed(colour, ground, share) {
  const under = channels(ground);
  return `rgb(${channels(colour).map((value, at) => Math.round(value * share + under[at] * (1 - share))).join(", ")})`;
}
