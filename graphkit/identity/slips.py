"""Full names that are one person's although they are not spelt alike: close names, and evidence around both.

A name is close to another when the letters are the same but for their order, blanks, transliteration or one slip. Two
close names are one person's when the likeness of the two (`graphkit.identity.likeness`) is at least `LINKED`, they
have a series, an organisation or company in common, are never listed at one meeting, and nobody else is as close to
one of them and known to be another. Names that are less close, cut short or short for each other, have to be listed in
turns besides: the one, again and again, only where the other is not.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations
from typing import Final

from graphkit.extract.statement import Extraction, Membership
from graphkit.identity.alike import alike, are_two_names, sounds
from graphkit.identity.likeness import TURNS, Profile, in_turns
from graphkit.identity.names import Names
from graphkit.identity.pairs import like_pairs
from graphkit.identity.series import Place, place_in_series, series_of
from graphkit.identity.uses import Use

#: From this probability on two names are one person's; docs/who-is-who.md says how it was found.
LINKED: Final = 0.9
#: Names of one word are as long as this when they may be a full name written together.
_WHOLE: Final = 8
#: So long is a first name that may be short for another, which begins with it.
SHORTEST: Final = 4
#: So long is a first name that alone tells who is meant, however it is transliterated.
_TELLING: Final = 6
#: More names than this that come down to one form are a coincidence.
_MOST: Final = 12


def one_person_names(
    keys: Iterable[str],
    extractions: Sequence[Extraction],
    uses: Sequence[Sequence[Use]],
    groups: Iterable[Sequence[int]],
    names: Names,
    root: Callable[[str], str],
) -> list[tuple[str, str]]:
    """Pairs of folded full names that are one person's, the likeliest first.

    `groups` are positions of notes that record one thing; `root` gives the name that stands for all of a person's.
    """
    keys = list(keys)
    close = {pair for pair in _pairs(keys, _close_forms) if root(pair[0]) != root(pair[1])}
    loose = {pair for pair in _pairs(keys, _loose_forms) if root(pair[0]) != root(pair[1])} - close
    loose = _without_doubt(loose, keys, root)
    if not close and not loose:
        return []
    profiles = _profiles({key for pair in close | loose for key in pair}, extractions, uses, groups, names, root)
    near = {(one, other) for one, other in close if _together(profiles[one], profiles[other])}
    near |= {
        (one, other) for one, other in loose
        if in_turns(profiles[one], profiles[other]) >= TURNS
        or (alike(one, other) == "heard" and _together(profiles[one], profiles[other]))
    }  # fmt: skip
    pairs = like_pairs(profiles, {key: key for key in profiles}, LINKED, near)
    joined: list[tuple[str, str]] = []
    listed = {root(key): set(profile.listed) for key, profile in profiles.items()}
    above = {key: key for key in listed}
    for pair in pairs:
        one, other = (_top(above, root(key)) for key in (pair.one, pair.other))
        if one != other and not listed[one] & listed[other]:
            above[other] = one
            listed[one] |= listed[other]
            joined.append((pair.one, pair.other))
    return joined


def _without_doubt(
    pairs: set[tuple[str, str]], keys: Iterable[str], root: Callable[[str], str]
) -> set[tuple[str, str]]:
    """The pairs of full names, and those of a first name that no full name has and the one that it may be short for."""
    firsts = {key.split()[0] for key in keys if " " in key}
    bearers: defaultdict[str, set[str]] = defaultdict(set)
    for pair in pairs:
        for one, other in (pair, pair[::-1]):
            if " " not in one and " " in other:
                bearers[one].add(root(other))
    known = {one for one, others in bearers.items() if len(others) == 1 and one not in firsts}
    return {
        (one, other) for one, other in pairs
        if (" " in one or one in known) and (" " in other or other in known) and (" " in one or " " in other)
    }  # fmt: skip


def _together(one: Profile[str], other: Profile[str]) -> bool:
    """Whether the notes around two names have anything in common: alike names alone say nothing."""
    return not (
        one.series.isdisjoint(other.series)
        and one.company.isdisjoint(other.company)
        and one.organisations.isdisjoint(other.organisations)
    )


def _top(above: dict[str, str], key: str) -> str:
    while above[key] != key:
        key = above[key]
    return key


def _pairs(keys: Iterable[str], forms_of: Callable[[str], set[str]]) -> Iterator[tuple[str, str]]:
    """Pairs of names that come down to one form and are not two usual names."""
    forms: defaultdict[str, list[str]] = defaultdict(list)
    for key in sorted(keys):
        for form in forms_of(key):
            forms[form].append(key)
    for close in forms.values():
        if 1 < len(close) <= _MOST:
            for one, other in combinations(close, 2):
                first, second = one.split(), other.split()
                if sorted(first) == sorted(second) or not are_two_names(first[0], second[0]):
                    yield one, other


def _loose_forms(key: str) -> set[str]:
    """What names have in common that may be one person's, when the two are listed in turns: a surname and how the first
    name begins, a first name and how the surname begins, all but the last or the middle names; of a first name alone
    how it begins and sounds."""
    words = key.split()
    if len(words) == 1:
        return {key[:SHORTEST] + "<", *([sounds(key) + "~"] if len(key) >= _TELLING else [])}
    forms = {f"{words[0][:3]} {words[-1]}^", f"{words[0]} {words[-1]}-", f"{words[0]} {words[-1][:5]}*"}
    forms.update(" ".join(words[:count]) + "-" for count in range(2, len(words) + 1))
    if len(words[0]) > SHORTEST:
        forms.add(words[0][:SHORTEST] + "<")
    return {*forms, sounds(words[0]) + "~"} if len(words[0]) >= _TELLING else forms


def _close_forms(key: str) -> set[str]:
    """What close names have in common: sorted words, no blanks, sounds, and the name without one of its letters."""
    words = key.split()
    whole = "".join(words)
    if len(words) == 1:
        return {whole} if len(key) >= _WHOLE else set()
    forms = {" ".join(sorted(words)) + "|", whole, sounds(key) + "~"}
    forms.update(key[:at] + key[at + 1 :] for at in range(1, len(key)))
    forms.add(key)
    return forms


def _profiles(
    keys: set[str],
    extractions: Sequence[Extraction],
    uses: Sequence[Sequence[Use]],
    groups: Iterable[Sequence[int]],
    names: Names,
    root: Callable[[str], str],
) -> dict[str, Profile[str]]:
    """What the notes say around the people who bear these names."""
    bearers: defaultdict[str, list[str]] = defaultdict(list)
    for key in keys:
        bearers[root(key)].append(key)
    around: dict[str, Profile[str]] = {top: Profile([]) for top in bearers}
    meetings: defaultdict[str, list[tuple[Place, set[str]]]] = defaultdict(list)
    for members in groups:
        listed: set[str] = set()
        named: set[str] = set()
        for at in members:
            for use in uses[at]:
                if use.mention.name:
                    key = root(names.key(use.mention.name))
                    (listed if use.part == "participant" else named).add(key)
        occasion = extractions[members[0]].path
        series = {one for at in members if (one := series_of(extractions[at]))}
        for one in series if listed else ():
            meetings[one].append((place_in_series(occasion, members[0]), listed))
        if not (present := (listed | named) & around.keys()):
            continue
        for who in present:
            profile = around[who]
            profile.noted.add(occasion)
            profile.series |= series
            if who in listed:
                profile.listed.add(occasion)
                profile.company |= listed - {who}
        for at in members:
            for said in extractions[at].statements:
                if type(said) is Membership and said.standing == "Current" and said.organisation:
                    who = root(names.key(said.who.name))
                    if who in around:
                        around[who].organisations.add(names.key(said.organisation))
    for called, held in meetings.items():
        for row, (_, listed) in enumerate(sorted(held, key=lambda meeting: meeting[0])):
            for who in listed & around.keys():
                around[who].rows.setdefault(called, set()).add(row)
    return {
        key: Profile(
            [key], noted=profile.noted, listed=profile.listed, company=profile.company, series=profile.series,
            organisations=profile.organisations, rows=profile.rows,
        )
        for top, profile in around.items()
        for key in bearers[top]
    }  # fmt: skip
