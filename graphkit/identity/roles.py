"""Roles ("PMs", "the CFO") and units ("the Pricing Council"): agents that are no particular person."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cache
from typing import Final

from msgspec import Struct

from graphkit.extract.agents import load_lexicon
from graphkit.identity.names import load_words
from graphkit.identity.resolution import Entity, Ref
from graphkit.identity.slugs import ascii_fold, slug

_UNCHANGED: Final = (
    "ss",
    "us",
    "is",
    "sales",
    "news",
    "operations",
    "ops",
    "logistics",
    "analytics",
    "partnerships",
)


class RoleLexicon(Struct, frozen=True):
    """The words of lexicon/roles.toml, and those of extract/lexicon/agents.toml that roles and units need."""

    canonical: dict[str, str]  # folded form -> name of the role
    acronyms: frozenset[str]
    bodies: frozenset[str]
    determiners: frozenset[str]


@cache
def role_lexicon() -> RoleLexicon:
    """The lexicon of roles, read once per process."""
    data = load_lexicon("agents.toml")
    ways = load_words("roles.toml")["role_names"]
    canonical = {form.lower(): name for name, forms in ways.items() for form in (name, *forms)}
    return RoleLexicon(
        canonical=canonical,
        acronyms=frozenset(data["acronyms"]),
        bodies=frozenset(data["body_heads"]),
        determiners=frozenset(data["determiners"]),
    )


class Roles:
    """Roles and units by what they are called; `forums` are recurring meetings that may act as councils.

    >>> roles = Roles()
    >>> roles.role("the PMs"), roles.role("product managers")
    (Ref(kind='role', slug='product-manager'), Ref(kind='role', slug='product-manager'))
    """

    def __init__(self, forums: Iterable[str] = (), taken: Iterable[str] = ()) -> None:
        self.lexicon = role_lexicon()
        self._forums = {_fold(forum): forum for forum in sorted(forums)}
        self._taken = frozenset(taken)
        self._refs: dict[tuple[str, str], Ref] = {}
        self._forms: defaultdict[Ref, Counter[str]] = defaultdict(Counter)
        self._labels: dict[Ref, str] = {}
        self._above: dict[Ref, Ref] = {}

    def is_role(self, written: str) -> bool:
        """Whether a name is a role's whatever stands around it: an entry of the lexicon, or initials such as "CTO"."""
        bare = self._bare(written)
        return bare.lower() in self.lexicon.canonical or bare in self.lexicon.acronyms

    def is_unit(self, written: str) -> bool:
        """Whether a name of several words ends in a body's word ("council"), or is a forum's."""
        words = self._bare(written).lower().split()
        return bool(words) and (
            (len(words) > 1 and words[-1] in self.lexicon.bodies) or _fold(" ".join(words)) in self._forums
        )

    def role(self, written: str, forum: str = "") -> Ref:
        """The role that is called so, without its article, in any number; a lone "council" is that of `forum`."""
        if forum and self._bare(written).lower() in self.lexicon.bodies:
            return self.unit(written, forum)
        ref = self._refs.get(("role", written))
        if ref is None:
            bare = self._bare(written)
            name = self.lexicon.canonical.get(bare.lower()) or self.lexicon.canonical.get(_singular(bare).lower())
            ref = self._refs["role", written] = Ref("role", slug(name or _singular(bare)))
            if name:
                self._labels[ref] = name
        self._forms[ref][_uncapitalised(self._bare(written))] += 1
        return ref

    def unit(self, written: str, forum: str = "", above: Ref | None = None) -> Ref:
        """The unit that is called so; a lone "council" is that of `forum`, the note's own, when it ends so.

        A department that the lexicon knows as a role ("finance team") is the role. `above` is whose unit it is.
        """
        bare = self._bare(written)
        words = bare.lower().split()
        if bare.lower() in self.lexicon.canonical:
            return self.role(written)
        if len(words) == 1 and words[0] in self.lexicon.bodies:
            if not forum or _fold(forum).split()[-1] != words[0]:
                return self.role(written)
            bare = forum
        ref = self._refs.get(("unit", bare))
        if ref is None:
            key = _fold(bare)
            known = self._forums.get(key)
            short = slug(known or bare)
            ref = Ref("org", short if short not in self._taken else f"{short}-unit")
            self._refs["unit", bare] = ref
            if known:
                self._labels[ref] = known
        if above:
            self._above[ref] = above
        self._forms[ref][bare] += 1
        return ref

    def entities(self) -> list[Entity]:
        """Everything asked for so far, with its best attested name."""
        found = []
        for ref in sorted(self._forms):
            forms = self._forms[ref]
            label = self._labels.get(ref) or min(forms, key=lambda form: (-forms[form], form))
            aliases = tuple(sorted(form for form in forms if form != label))
            kind = "Role" if ref.kind == "role" else "OrganizationalUnit"
            found.append(Entity(ref, kind, label, aliases, unit_of=self._above.get(ref)))  # type: ignore[arg-type]
        return found

    def _bare(self, written: str) -> str:
        words = written.split()
        while len(words) > 1 and words[0].lower() in self.lexicon.determiners:
            del words[0]
        return " ".join(words).strip(' .,;:*_"“”')


def _fold(text: str) -> str:
    return " ".join(ascii_fold(text).casefold().replace("-", " ").split())


def _singular(role: str) -> str:
    """One of many: the head of the name loses its plural.

    >>> [_singular(role) for role in ("heads of sales", "team leads", "legal counsel", "deputies")]
    ['head of sales', 'team lead', 'legal counsel', 'deputy']
    """
    head, of, rest = role.partition(" of ")
    before, blank, last = head.rpartition(" ")
    return before + blank + _singular_word(last) + of + rest


def _singular_word(word: str) -> str:
    lower = word.lower()
    if len(word) < 3 or not lower.endswith("s") or lower.endswith(_UNCHANGED):
        return word
    if lower.endswith("ies"):
        return word[:-3] + "y"
    if lower.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    return word[:-1]


def _uncapitalised(form: str) -> str:
    """A role as it stands inside a sentence: "Squads" is "squads", "Head of Platform" and "CFO" stay."""
    first, *others = form.split(" ")
    plain = first[:1].isupper() and first[1:].islower() and not any(word[:1].isupper() for word in others)
    return form[0].lower() + form[1:] if plain else form
