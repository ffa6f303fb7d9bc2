// @ts-check
// Puts the page together: tabs, views, and what belongs to all of them.
import { byId } from "./dom.js";
import { page } from "./data.js";
import { noteCount, startFilters } from "./filters.js";
import { startGraph } from "./graph.js";
import { startMatrix } from "./matrix.js";
import { startPanel } from "./panel.js";
import { startQuestions } from "./questions.js";
import { startSave } from "./save.js";
import { startSearch } from "./search.js";
import { change, now, onChange, startStore, VIEWS } from "./store.js";
import { startTimeline } from "./timeline.js";

function startTabs() {
  for (const view of VIEWS) {
    const tab = byId(`tab-${view}`);
    tab.addEventListener("click", () => change({ view }));
    tab.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
      const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
      if (!step) return;
      const next = VIEWS[(VIEWS.indexOf(view) + step + VIEWS.length) % VIEWS.length];
      change({ view: next });
      byId(`tab-${next}`).focus();
    });
  }
  onChange((state) => {
    for (const view of VIEWS) {
      const on = view === state.view;
      byId(`tab-${view}`).setAttribute("aria-selected", String(on));
      byId(`tab-${view}`).tabIndex = on ? 0 : -1;
      byId(`view-${view}`).hidden = !on;
    }
    byId("subtitle").textContent = ["", page.title, noteCount()].filter((text, at) => !at || text).join(" · ");
  });
}

document.title = page.title ? `Who decides what · ${page.title}` : "Who decides what";
startTabs();
startMatrix();
startPanel();
startFilters();
startGraph();
startTimeline();
startQuestions();
startSearch();
startSave();
startStore();
document.body.setAttribute("data-ready", now().view);
