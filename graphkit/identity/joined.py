"""Which of the gathered names are one person's: where evidence, an answer, a handle or an address says so."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Final

from rapidfuzz.fuzz import ratio

from graphkit.identity.curated import CuratedPair
from graphkit.identity.gathered import OUTRIGHT, GatheredNames
from graphkit.identity.uses import Use

_ALIKE: Final = 80


class JoinedNames(GatheredNames):
    """Sets of names that are one person's; `root` gives the name that stands for all of a set."""

    def join(self) -> None:
        """Join full names that evidence calls one person's."""
        for key, ways in sorted(self.aliases.items()):
            joined = sorted(other for way in ways if (other := self.names.key(way)) in self.full)
            if key not in self.full and joined and self.names.of(next(iter(self.stated[key]), key)).shape == "full":
                self.full[key] = True
            if key in self.full:
                for other in joined:
                    self.unite(key, other)
        for pair in self.same:
            self.join_same(pair)
        self.join_initials()
        for counts in self.handles.values():
            self.unite_alike([key for key, _ in most(counts) if key in self.full])
        for keys in self.mailboxes.values():
            self.unite_alike(sorted(keys & self.full.keys()))

    def join_same(self, pair: CuratedPair) -> None:
        """Join what somebody said is one person: full names, first names, handles."""
        self.unite(pair.one, pair.other)
        ways = zip((pair.one, pair.other), (pair.other, pair.one), reversed(pair.written), strict=True)
        for full, way, written in ways:
            if full not in self.full or way in self.full:
                continue
            if way.startswith("@"):
                self.handles[way[1:]][full] += 2 * OUTRIGHT
            else:
                self.aliases[full].add(written)

    def read_nicknames(self, uses: Sequence[Sequence[Use]], groups: Sequence[Sequence[int]]) -> None:
        """In "Ann Lee (stargazer)" a person's name behind one full name is that one's too, unless a list holds both."""
        found = {}
        for nickname in self.behind.keys() & self.single.keys():
            bearers = [key for key in self.behind[nickname] if key in self.full]
            if len(bearers) == 1:
                found[nickname] = bearers[0]
        for members in groups if found else ():
            listed = self.keys_in(members, uses, "participant")
            for nickname in listed & found.keys():
                if found[nickname] in listed:
                    del found[nickname]
        for nickname, key in found.items():
            self.unite(key, nickname)
            self.aliases[key].update(self.written[nickname])

    def join_initials(self) -> None:
        """ "Ann B. Lee" is Ann Lee, unless there is an Ann C. Lee too."""
        inner: defaultdict[str, list[str]] = defaultdict(list)
        for key in self.full:
            words = key.split()
            if len(words) > 2 and all(len(word) == 1 for word in words[1:-1]):
                inner[f"{words[0]} {words[-1]}"].append(key)
        for short, keys in inner.items():
            if len(keys) == 1 and short in self.full:
                self.unite(short, keys[0])

    def unite_alike(self, keys: list[str]) -> None:
        """One handle or address, several names: one person, when the names have something in common."""
        for key in keys[1:]:
            if set(key.split()) & set(keys[0].split()) or ratio(key, keys[0]) >= _ALIKE:
                self.unite(keys[0], key)

    def unite(self, one: str, other: str) -> None:
        one, other = sorted((self.root(one), self.root(other)))
        if self.apart and self.kept_apart(one, other):
            return
        self.above[other] = one

    def kept_apart(self, one: str, other: str) -> bool:
        """Whether somebody said of names below these two roots that they are not one person's."""
        return any(
            {self.root(key), self.root(kept)} == {one, other} for key, others in self.apart.items() for kept in others
        )

    def root(self, key: str) -> str:
        above = self.above
        while (parent := above.setdefault(key, key)) != key:
            above[key] = above[parent]
            key = above[key]
        return key


def most(counts: Counter[str]) -> list[tuple[str, int]]:
    """Names with their counts, the most frequent first."""
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))
