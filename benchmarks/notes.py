"""Seed-sized notes of an invented company: as many as wanted, the same every time.

    python -m benchmarks.notes FOLDER --notes 10000

Each has what the note has that the product was conceived from: ten actions, a decision, a summary and nine paragraphs
of information; about 5 kB. `--rights` of the nine state rights: in real vaults one note in three has such a line, in the
note that the product was conceived from three paragraphs do.
"""

from __future__ import annotations

import argparse
import random
from datetime import date, timedelta
from pathlib import Path

FIRST = (
    "Ada Bela Ciro Dora Edda Fenna Goran Hilda Ilan Jarla Kamil Liv Milo Nadja Orla Piet Quirin Runa Sanna Timo Ulla "
    "Vito Wanda Xenia Yara Zeno Alba Bruno Carla Dario Enya Fritz Greta Hugo Iris Jens Klara Lasse Mona Nils"
).split()
LAST = (
    "Abendroth Brandvik Castellan Drosten Eklund Falkner Grimaldi Hollander Iversen Jankovic Kestrel Lombardi Marchetti "
    "Nordahl Oberlin Petersson Quistgaard Rasmussen Silverio Tavares Ulvestad Varnhagen Westergaard Ylonen Zandstra"
).split()
COMPANIES = (
    "Oakmere Systems|Pinewell|Quarrystone Labs|Riverbend Foods|Saltmarsh Logistics|Thornfield Energy|Umberhall|Vesper Health|"
    "Windrose Retail|Yarrow Bank|Zephyr Grid|Alderbrook|Birchgate Media|Cindermoor|Duskwater Ports|Elmstead Rail"
).split("|")
AREAS = (
    "usage pricing|tenant isolation|release calendar|data retention|partner onboarding|audit logging|mobile client|"
    "billing export|search relevance|support rota|capacity planning|sandbox access|incident review|schema migration|"
    "trial conversion|regional rollout|access reviews|invoice layout|rate limits|backup policy|feature flags|"
    "customer council|renewal terms|service credits|vendor selection|hiring plan|design tokens|alert routing"
).split("|")
THINGS = "proposal checklist dashboard report prototype estimate runbook agenda survey summary backlog draft".split()
VERBS = "Prepare Review Collect Draft Compare Share Update Verify Outline Summarize Schedule Confirm".split()
ROLES = ["architects", "product managers", "team leads", "the CFO", "support engineers", "the release manager"]
MARKS = ["⏫ ", "⏫ ", "🔼 ", "🔽 ", "", ""]
RIGHTS = (
    "{a} has the final say on {t}, and {b} brings the proposals to {a}.",
    "Decisions about {t} are made by {a}, while {r} prepare the figures.",
    "{r} drive {t}, and {a} approves anything above 40,000 euros.",
    "{a} is responsible for {t} at {c}.",
    "{b} believes that {t} should be owned by {r}.",
    "Until last year {b} signed off on {t}; now {a} does.",
    "{r} do not decide on {t}.",
)
FACTS = (
    "{c} runs about 40 sites with {t}, which limits how much the group can look at before the summer and makes the plan "
    "for the second half of the year harder to keep.",
    "{b} is visiting the teams of {c} this month to learn how {t} works in practice and what the night shift makes of it.",
    "The lead time for {t} went from four to six weeks because two suppliers had moved, which led to a longer queue.",
    "An earlier attempt to change {t} had little effect, since the numbers were reversed at the last minute twice.",
    "About three people look after {t} for roughly two hundred users, and the backlog of small requests keeps growing.",
    "The workshop on {t} was well received, and {c} would like to repeat it with a larger group after the holidays.",
    "The first version of {t} took eleven weeks at {c}, four of which went into tests on the older machines in the cellar.",
    "{c} showed pictures of the new hall, in which {t} is shown on two screens next to the door and nobody looks at them.",
    "For {t} the figures of March are missing, because the export stopped at midnight and was started again on Thursday.",
)


KINDS = "regional internal early annual mobile premium legacy shared public seasonal offline nightly".split()


def person(number: int) -> str:
    """One of 200 people."""
    return f"{FIRST[number % 40]} {LAST[number % 25]}"


def topic_of(rng: random.Random) -> tuple[str, str]:
    """One of 336 topics, and who decides it: in one note of fifty, somebody else is said to."""
    kind, area = rng.randrange(len(KINDS)), rng.randrange(len(AREAS))
    number = kind * 31 + area * 7 + (rng.randrange(200) if rng.random() < 0.02 else 0)
    return f"{KINDS[kind]} {AREAS[area]}", person(number)


def note(index: int, rights: int = 1) -> tuple[str, str]:
    """The path and the text of the note of that number; `rights` of its paragraphs (0 to 7) state rights."""
    rng = random.Random(index)
    people = [person(index * 7 + k * 11) for k in range(6)]
    owner, other = "Maja Lindholt", people[0]
    company, topic = rng.choice(COMPANIES), rng.choice(AREAS)
    day = date(2023, 1, 2) + timedelta(days=index % 1000)
    due = day + timedelta(days=10)
    listed = [owner, *people[:4], f"{people[4]} (formerly {rng.choice(COMPANIES)}, now director at {company})"]
    title = f"{owner} 1:1 with {other}, {topic} and the plan for {rng.choice(AREAS)} ({index})"

    def fill(text: str) -> str:
        topic, a = topic_of(rng)
        b = rng.choice([name for name in people if name != a])
        filled = text.format(a=a, b=b, t=topic, c=rng.choice(COMPANIES), r=rng.choice(ROLES))
        return filled[0].upper() + filled[1:]

    actions = [
        f"- [?] {rng.choice(VERBS)} the {rng.choice(THINGS)} about {topic_of(rng)[0]} for {rng.choice(COMPANIES)}, "
        f"including {topic_of(rng)[0]} and the open points that came up in the discussion. "
        f"@{rng.choice(['Myself', *people[:4]])} 📅 {due} {rng.choice(MARKS)}#task #proposed #auto"
        for _ in range(10)
    ]
    facts = [fill(text) for text in [*rng.sample(RIGHTS, rights), *rng.sample(FACTS, 9 - rights)]]
    participants = ", ".join(f'"{name}"' for name in listed)
    text = f"""---
type: "people"
title: "{title}"
date: "{day}"
person: ""
participants: [{participants}]
source: "transcript"
source_ref: "Sources/Transcripts/{day.year}/{day} - {index}.md"
tags:
  - "type/people"
  - "person/"
  - "generated"

---

# {title}

**Date**: {day}
**With**: {", ".join(listed)}

## Summary

{owner} and {other} talked about {topic} at {company}, about how the work is shared between {people[1].split()[0]} and \
{people[2].split()[0]}, and about what has to be ready before the next review. They went through the open points one by \
one, compared the figures of the last two quarters, and agreed to meet again on Friday.

## Action Items

{chr(10).join(actions)}

## Decisions

- The {rng.choice(THINGS)} for {topic} goes to {company} on {due:%d %B}, and the next one follows a month later.

## Key Information

{(chr(10) * 2).join("- " + fact for fact in facts)}

---

*Source: [[{day} - {index}]]*
"""
    return f"Work/People/{other}/{day} - {owner} 1-1 with {other} ({index}).md", text


def write_notes(folder: Path, count: int, rights: int = 1) -> int:
    """Write `count` notes into a folder; the number of bytes."""
    (folder / "graphkit.toml").parent.mkdir(parents=True, exist_ok=True)
    (folder / "graphkit.toml").write_text('[vault]\nowner = "Maja Lindholt"\n', "utf-8")
    size = 0
    for index in range(count):
        path, text = note(index, rights)
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        size += file.write_bytes(text.encode())
    return size


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--notes", type=int, default=10_000)
    parser.add_argument("--rights", type=int, default=1, help="paragraphs of each note that state rights")
    given = parser.parse_args()
    print(f"{write_notes(given.folder, given.notes, given.rights):,} bytes")
