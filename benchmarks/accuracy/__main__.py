"""How much is understood, and how much of it is true.

    python -m benchmarks.accuracy [--half dev|test] [--show rights|items|mentions] [--parser MODEL]

Prints one table; `--show` lists the mistakes, on the dev half only.
"""

from __future__ import annotations

import argparse
import sys

from benchmarks.accuracy import gold, items, mentions, rights
from benchmarks.accuracy.read import extractions, resolution

_CORPORA = {"nodejs": "nodejs-tsc", "ethereum": "ethereum-acd"}
Row = tuple[str, str, str]


def rights_rows(half: gold.Half, show: bool, parser: str = "") -> list[Row]:
    """Rights in the fictional notes and in the corpora; `parser` is a model of spaCy that reads them too."""
    rows: list[Row] = []
    for name, sentences, root in (
        ("notes", gold.fictional(half), gold.HERE / "rights"),
        ("corpora", gold.of_corpora(half), gold.CORPORA),
    ):
        if not sentences:
            continue
        paths = {sentence.path for sentence in sentences}
        found, mistakes = rights.score(sentences, extractions(root, paths, parser))
        if show:
            for mistake in mistakes:
                _tell(mistake)
        is_notes = name == "notes"
        rows += [
            (f"rights, {name}", f"{len(sentences)} sentences, {found.labelled} rights, {found.found} found", ""),
            ("  precision", f"{found.precision:.3f}", "0.92" if is_notes else ""),
            ("  recall", f"{found.recall:.3f}", ""),
            ("  F1", f"{found.f1:.3f}", "0.85" if is_notes else ""),
            ("  holder, power, standing", f"{found.of_paired(found.whole):.3f}", "0.85" if is_notes else ""),
            ("  words of the scope", f"{found.of_paired(found.scope):.3f}", ""),
            ("  condition there or not", f"{found.of_paired(found.condition):.3f}", ""),
            ("  to whom, there or not", f"{found.of_paired(found.to):.3f}", ""),
            ("  belief, there or not", f"{found.of_paired(found.believed):.3f}", ""),
            ("  false facts", str(found.false_facts), "0"),
        ]
    first, second = gold.fictional(half), gold.fictional(half, second=True)
    if second:
        noted = {sentence.path for sentence in second}
        both, kappa, count = rights.agreement([one for one in first if one.path in noted], second)
        rows += [
            ("two readers", f"{count} sentences", ""),
            ("  kappa of the kinds", f"{kappa:.3f}", ""),
            ("  F1 of the rights", f"{both.f1:.3f}", ""),
            ("  holder, power, standing", f"{both.of_paired(both.whole):.3f}", ""),
        ]
    return rows


def _tell(mistake: rights.Mistake) -> None:
    print(f"\n{mistake.path}:{mistake.line} {mistake.text}")
    for one in mistake.missed:
        print(f"  missed   {_short(one)}")
    for one in mistake.invented:
        print(f"  invented {_short(one)}")
    for label, one in mistake.wrong:
        print(f"  wrong    {_short(label)}  <>  {_short(one)}")


def _short(one: rights.Stated) -> str:
    marks = [one.standing] if one.standing != "Current" else []
    marks += ["not"] if one.negated else []
    marks += ["believed"] if one.believed else []
    return " | ".join([one.holder, one.power, " ".join(sorted(one.scope)), *marks])


def items_rows(half: gold.Half, show: bool) -> list[Row]:
    """Decisions and actions in the corpora."""
    rows: list[Row] = []
    if not gold.CORPORA.exists():
        return rows
    for corpus in _CORPORA:
        labels = {path: said for path, said in gold.items(corpus).items() if gold.half_of(path) == half}
        counts, slips = items.score(labels, extractions(gold.CORPORA, labels))
        for form, count in counts.items():
            figures = f"P {count.precision:.3f} R {count.recall:.3f} F1 {count.f1:.3f}, {count.labelled} labelled"
            figures += f", {count.repeated} said again" if count.repeated else ""
            rows.append((f"decisions, actions: {corpus}, {form}", figures, "0.95" if form == "listed" else "0.8"))
        if show:
            for slip in slips:
                print(f"{slip.path}:{slip.line} {slip.what}: {slip.text}")
    return rows


def mentions_rows(half: gold.Half, show: bool) -> list[Row]:
    """Who is who, in the corpora and in the demo."""
    rows: list[Row] = []
    for corpus in ("nodejs", "ethereum", "demo"):
        if corpus != "demo" and not gold.CORPORA.exists():
            continue
        root = gold.DEMO if corpus == "demo" else gold.CORPORA / _CORPORA[corpus]
        prefix = "" if corpus == "demo" else _CORPORA[corpus] + "/"
        labels = {
            path.removeprefix(prefix): marked
            for path, marked in gold.mentions(corpus).items()
            if gold.half_of(path) == half
        }
        named = {path: {(one.text, one.line): None for one in marked} for path, marked in labels.items()}
        notes, resolved = resolution(root, named)
        found, told = mentions.score(labels, notes, resolved)
        rows.append(
            (
                f"who is who: {corpus}",
                f"B-cubed P {found.precision:.3f} R {found.recall:.3f} F1 {found.f1:.3f}, "
                f"{found.known} of {found.mentions} names known",
                "0.97",
            )
        )
        rows.append(("  wrong merges", str(len(found.merges)), "0"))
        rows.append(("  questions per 100 names", f"{found.asked:.1f}", ""))
        if show:
            print("\n".join(told))
    return rows


def main() -> None:
    """Print the table."""
    arguments = argparse.ArgumentParser(description="How much graphkit understands, on notes labelled by reading.")
    arguments.add_argument("--half", choices=("dev", "test"), default="test")
    arguments.add_argument("--show", choices=("rights", "items", "mentions"))
    arguments.add_argument("--parser", default="", help="a model of spaCy that reads rights too")
    given = arguments.parse_args()
    if given.show and given.half == "test":
        sys.exit("The mistakes of the test half stay closed: nobody may tune on them.")
    rows = [
        *rights_rows(given.half, given.show == "rights", given.parser),
        *items_rows(given.half, given.show == "items"),
        *mentions_rows(given.half, given.show == "mentions"),
    ]
    wide = max(len(what) for what, _, _ in rows)
    print(f"half: {given.half}")
    for what, value, limit in rows:
        print(f"{what:{wide}}  {value:66}  {limit}".rstrip())


if __name__ == "__main__":
    main()
