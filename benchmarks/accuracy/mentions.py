"""Who is who: labelled names against the people that graphkit takes them for, as B-cubed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from msgspec import Struct

from benchmarks.accuracy.gold import Marked
from graphkit.extract.statement import Extraction, Mention
from graphkit.identity.resolution import Resolution


class Identity(Struct, frozen=True):
    """B-cubed over the labelled names; `merges` are people that graphkit holds for one and the labels do not."""

    mentions: int
    known: int
    precision: float
    recall: float
    merges: tuple[tuple[str, ...], ...]
    asked: float  # names that may mean several people, per 100 labelled

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def score(
    labels: Mapping[str, Sequence[Marked]], notes: Mapping[str, Extraction], resolution: Resolution
) -> tuple[Identity, list[str]]:
    """Compare; a labelled name that graphkit takes for nobody is a person of its own."""
    wanted: list[str] = []
    got: list[str] = []
    texts: list[str] = []
    asked = 0
    for path, marked in labels.items():
        note = resolution.notes.get(path)
        agents = (
            {_key(mention): ref.slug for mention, ref in note.agents.items() if ref.kind == "person"} if note else {}
        )
        asked += len(note.ambiguous) if note else 0
        for one in marked:
            if one.person == "?":
                continue
            wanted.append(one.person)
            found = agents.get(_plain(one.text))
            got.append(found or f"nobody {len(got)}")
            texts.append(f"{path}:{one.line} {one.text}")
    known = sum(not one.startswith("nobody ") for one in got)
    precision, recall = _b_cubed(wanted, got)
    merges, told = _merges(wanted, got, texts)
    unknown = [f"nobody: {text}" for text, one in zip(texts, got, strict=True) if one.startswith("nobody ")]
    splits = _splits(wanted, got, texts)
    share = 100 * asked / len(wanted) if wanted else 0.0
    return Identity(len(wanted), known, precision, recall, merges, share), [*told, *splits, *unknown]


def _b_cubed(wanted: list[str], got: list[str]) -> tuple[float, float]:
    if not wanted:
        return 1.0, 1.0
    both = Counter(zip(wanted, got, strict=True))
    people, clusters = Counter(wanted), Counter(got)
    precision = sum(count * count / clusters[cluster] for (_, cluster), count in both.items()) / len(wanted)
    recall = sum(count * count / people[person] for (person, _), count in both.items()) / len(wanted)
    return precision, recall


def _merges(wanted: list[str], got: list[str], texts: list[str]) -> tuple[tuple[tuple[str, ...], ...], list[str]]:
    held: dict[str, dict[str, str]] = defaultdict(dict)
    for person, cluster, text in zip(wanted, got, texts, strict=True):
        held[cluster].setdefault(person, text)
    wrong = {cluster: people for cluster, people in held.items() if len(people) > 1}
    return (
        tuple(tuple(sorted(people)) for people in wrong.values()),
        [f"one person for {', '.join(people.values())}" for people in wrong.values()],
    )


def _splits(wanted: list[str], got: list[str], texts: list[str]) -> list[str]:
    held: dict[str, dict[str, str]] = defaultdict(dict)
    for person, cluster, text in zip(wanted, got, texts, strict=True):
        if not cluster.startswith("nobody "):
            held[person].setdefault(cluster, text)
    return [f"several for {', '.join(one.values())}" for one in held.values() if len(one) > 1]


def _key(mention: Mention) -> str:
    return _plain(mention.name or mention.handle)


def _plain(written: str) -> str:
    return " ".join(written.casefold().strip("@*_[]:., ").replace("’", "'").removesuffix("'s").split())
