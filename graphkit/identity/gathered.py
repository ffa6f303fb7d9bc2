"""Every form of a name that evidence and notes have: whose it can be, what is written around it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from typing import Final

from graphkit.extract.statement import Extraction, Membership
from graphkit.identity.curated import Curated, CuratedPair
from graphkit.identity.evidence import Evidence
from graphkit.identity.names import Name, Names
from graphkit.identity.uses import Part, Use

#: Parts that only people play, whatever else is known of a name.
_PERSONAL: Final[frozenset[Part]] = frozenset({"participant", "owner", "member", "speaker"})
_UNNAMED: Final = re.compile(
    r"\b(?:last|family|sur)[ -]?name\b[^()]*(?:unknown|unclear|missing|not known|\?)", re.IGNORECASE
)
#: What evidence counts for against what notes write.
OUTRIGHT: Final = 1_000_000


def is_unnamed(quote: str) -> bool:
    """Whether a list says of somebody that the last name is not known.

    >>> is_unnamed("Jo (last name unknown)")
    True
    """
    return "name" in quote and _UNNAMED.search(quote) is not None


def bare_handle(handle: str) -> str:
    """A handle as it is compared: without @ and case."""
    return handle.strip().lstrip("@").casefold()


class GatheredNames:
    """Forms of names from evidence and notes. `is_thing` tells whether a folded name is something else's."""

    def __init__(self, names: Names, is_thing: Callable[[str], bool]) -> None:
        self.names = names
        self.is_thing = is_thing
        self.full: dict[str, bool] = {}  # folded full name -> whether it is surely a person's
        self.single: dict[str, Name] = {}  # folded first or shortened name that a person bears
        self.claimed: set[str] = set()  # names that evidence says are people's
        self.elsewhere: set[str] = set()  # names that are more than owners of tasks
        self.unnamed: set[str] = set()
        self.waiting: list[Sequence[Use]] = []  # what notes use names for in which a word acts that may be no name
        self.written: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self.stated: defaultdict[str, dict[str, int]] = defaultdict(dict)
        self.aliases: defaultdict[str, set[str]] = defaultdict(set)  # folded canonical name -> other ways
        self.handles: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self.mailboxes: defaultdict[str, set[str]] = defaultdict(set)
        self.organisations: defaultdict[str, set[str]] = defaultdict(set)
        self.above: dict[str, str] = {}
        self.behind: defaultdict[str, set[str]] = defaultdict(set)  # what stands in parentheses -> behind which names
        self.same: list[CuratedPair] = []  # names and handles that somebody said are one person's
        self.apart: defaultdict[str, set[str]] = defaultdict(set)

    def read_evidence(self, evidence: Evidence) -> None:
        key_of = self.names.key
        if evidence.owner:
            self.claim(evidence.owner, 0)
        for person in evidence.people:
            self.claim(person.name, 0)
            self.aliases[key_of(person.name)].update(person.aliases)
            for handle in person.handles:
                self.handles[bare_handle(handle)][key_of(person.name)] += OUTRIGHT
            if person.organisation:
                self.organisations[key_of(person.name)].add(key_of(person.organisation))
        for listed in evidence.listed:
            if listed.kind == "person":
                self.claim(listed.name, 1)
                self.aliases[key_of(listed.name)].update(listed.aliases)
                if listed.mailbox:
                    self.mailboxes[listed.mailbox.lower()].add(key_of(listed.name))
                if listed.organisation:
                    self.organisations[key_of(listed.name)].add(key_of(listed.organisation))
        for canonical, other in evidence.aliases:
            self.alias(canonical, other)

    def read_answers(self, curated: Curated) -> None:
        """Enter who is one and who is not; a name that stands for another one is an alias of a full name."""
        for written in curated.people():
            if not written.startswith("@"):
                self.claim(written, 9)
        for pair in curated.one_person():
            self.same.append(pair)
            if not pair.one.startswith("@"):
                self.state(self.names.of(pair.written[0]), 0)
        for pair in curated.two_people():
            self.apart[pair.one].add(pair.other)
            self.apart[pair.other].add(pair.one)

    def claim(self, written: str, rank: int) -> None:
        """Evidence says that somebody is called so."""
        name = self.names.of(written)
        if name.shape == "full":
            self.full[name.key] = True
        elif name.shape in ("single", "short"):
            self.single[name.key] = name
        else:
            return
        self.claimed.add(name.key)
        self.elsewhere.add(name.key)
        self.state(name, rank)

    def state(self, name: Name, rank: int) -> None:
        ranks = self.stated[name.key]
        ranks[name.written] = min(rank, ranks.get(name.written, rank))

    def alias(self, canonical: str, other: str) -> None:
        name = self.names.of(canonical)
        self.aliases[name.key].add(other)
        self.state(name, 1)

    def read_note(self, extraction: Extraction, used: Sequence[Use]) -> None:
        for written in (
            extraction.place.name if extraction.place.kind == "person" else "",
            extraction.entities.get("person"),
        ):
            if written and not self.is_thing(self.names.key(written)):
                self.claim(written, 2)
        for canonical, other in extraction.aliases:
            self.alias(canonical, other)
        for written, mailbox in extraction.mailboxes:
            self.mailboxes[mailbox.lower()].add(self.names.key(written))
        for said in extraction.statements:
            if type(said) is Membership and said.organisation:
                self.behind[self.names.key(said.organisation)].add(self.names.key(said.who.name))
        waits = False
        for use in used:
            mention = use.mention
            if mention.kind not in ("person", "unknown"):
                continue
            name = self.names.of(mention.name or mention.handle)
            if mention.handle and use.part == "participant" and self.read_handle(mention.handle, name):
                continue
            personal = mention.kind == "person" or use.part in _PERSONAL
            if name.shape == "full":
                if not personal and use.part not in ("actor", "target"):
                    continue
                self.full[name.key] = personal or self.full.get(name.key, False)
            elif name.shape in ("single", "short"):
                if not personal:
                    waits = waits or use.part == "actor"
                    continue
                self.single[name.key] = name
                if use.part == "participant" and is_unnamed(use.quote):
                    self.unnamed.add(name.key)
            else:
                continue
            self.written[name.key][name.written] += 1
            if use.part != "owner":
                self.elsewhere.add(name.key)
        if waits:
            self.waiting.append(used)

    def read_handle(self, handle: str, name: Name) -> bool:
        """Enter a listed handle; whether the handle alone says who is meant."""
        handle = bare_handle(handle)
        if name.shape == "full":
            self.handles[handle][name.key] += 1
            return False
        if name.shape in ("single", "short") and name.key != self.names.key(handle):
            self.handles[handle][name.key] += 1
        else:
            self.handles[handle]["@" + handle] += 1
        self.written["@" + handle][name.written] += 1
        return True

    def read_actors(self, used: Sequence[Use]) -> None:
        """Of a word that acts nothing is known; beside a full name or a participant that acts it is a person's."""
        acting = [use for use in used if use.part == "actor" and use.mention.kind in ("person", "unknown")]
        present = {self.names.key(use.mention.name) for use in used if use.part == "participant"}
        beside = {
            (use.line, use.quote)
            for use in acting
            if (key := self.names.key(use.mention.name)) in present or self.full.get(key)
        }
        for use in acting:
            name = self.names.of(use.mention.name)
            if use.mention.kind == "unknown" and name.shape in ("single", "short") and (use.line, use.quote) in beside:
                self.single[name.key] = name
                self.written[name.key][name.written] += 1
                self.elsewhere.add(name.key)

    def drop_what_is_no_person(self) -> None:
        """Names that are something else's; and full names of which only a right is known and that look like no name."""
        no_names = self.names.lexicon.no_names
        for key, sure in list(self.full.items()):
            plausible = sure or (key.count(" ") < 4 and no_names.isdisjoint(key.split()))
            if key not in self.claimed and (not plausible or self.is_thing(key)):
                del self.full[key]
        for key in list(self.single):
            if key not in self.claimed and (self.is_thing(key) or self.is_initials(key) or key in self.handles):
                del self.single[key]

    def is_initials(self, key: str) -> bool:
        """Whether a name is initials, which mean nobody until something says whom."""
        return len(key) <= 3 and all(form.isupper() for form in self.written[key])

    def keys_in(self, members: Sequence[int], uses: Sequence[Sequence[Use]], part: Part) -> set[str]:
        return {self.names.key(use.mention.name) for at in members for use in uses[at] if use.part == part}
