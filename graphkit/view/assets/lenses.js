// @ts-check
// The pictures of the graph: their names, and what a reader may take from each.

/** @type {Record<string, {name: string, says: string}>} */
export const LENSES = {
  "decision-rights": { name: "decision rights", says: "Who has which power over what, as the notes state it." },
  escalation: { name: "escalation", says: "An arrow leads to whom somebody reports or takes matters; whoever takes them no further stands on top." },
  "co-attendance": { name: "who meets whom", says: "Who was in meetings together, of everybody those they met most often. Being there is not deciding." },
  assignments: { name: "who has tasks", says: "Whose task it is, and what it is about. Who gave it the notes do not say: choose a task to see its meeting and who was there." },
  organisations: { name: "who belongs where", says: "Who belongs to which organisation, and who has which role." },
  ego: { name: "around the selection", says: "Everything stated that joins the selection with others, and these with each other." },
};
