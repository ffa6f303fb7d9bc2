// @ts-check
import { byId, date } from "./dom.js";
import { startAnswers } from "./answers.js";
import { startFilters } from "./filters.js";
import { startGraph } from "./graph.js";
import { page, select } from "./model.js";
import { startPanel } from "./panel.js";
import { startSearch } from "./search.js";

const notes = page.note_count === 1 ? "one note" : `${page.note_count} notes`;
byId("subtitle").textContent = ["", page.title, notes].filter((text, at) => !at || text).join(" · ");
document.title = page.title ? `Who decides what · ${page.title}` : "Who decides what";
byId("day").textContent = date(page.day);
byId("day").dateTime = page.day;
startAnswers();
startPanel();
startFilters();
startGraph();
startSearch();
select({});
document.body.setAttribute("data-ready", "");
