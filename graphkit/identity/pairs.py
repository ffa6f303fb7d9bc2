"""Pairs of people that may be one: who has alike names, and what the notes say around the two."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from itertools import combinations
from typing import Final, Generic, TypeVar

from msgspec import Struct

from graphkit.identity.alike import handles_made_of, nicknames_of, sounds
from graphkit.identity.likeness import Likeness, Profile, likeness

K = TypeVar("K", bound=Hashable)

#: So many people of one first name or surname are compared with each other; more only by their whole names.
_MOST: Final = 60
#: Somebody as like as this to one of two, and known to be another than the other, is a rival of that one.
_RIVAL: Final = 0.5


class LikePair(Struct, Generic[K], frozen=True):
    """Two of a mapping's keys, and how likely they are one."""

    one: K
    other: K
    likeness: Likeness


def like_pairs(
    profiles: Mapping[K, Profile[K]],
    called: Mapping[K, str],
    least: float,
    candidates: Iterable[tuple[K, K]] | None = None,
) -> list[LikePair[K]]:
    """The pairs of at least this score, the likeliest first; `called` are the names to tell people by.

    Only `candidates` are compared, when they are given.
    """
    near: defaultdict[K, set[K]] = defaultdict(set)
    found: dict[tuple[K, K], Likeness] = {}
    for one, other in _candidates(profiles) if candidates is None else sorted(candidates, key=str):
        told = likeness(profiles[one], profiles[other], called)
        if told is None:
            continue
        found[one, other] = told
        if told.score >= _RIVAL and not profiles[one].listed & profiles[other].listed:
            near[one].add(other)
            near[other].add(one)
    pairs = []
    for (one, other), told in found.items():
        rivals = {
            called[rival]
            for left, right in ((one, other), (other, one))
            for rival in near[left] - {right}
            if profiles[rival].listed & profiles[right].listed
        }
        if rivals:
            told = likeness(profiles[one], profiles[other], called, rivals) or told
        if told.score >= least:
            pairs.append(LikePair(one, other, told))
    return sorted(pairs, key=lambda pair: (-pair.likeness.score, called[pair.one], called[pair.other]))


def _candidates(profiles: Mapping[K, Profile[K]]) -> Iterator[tuple[K, K]]:
    """Pairs that share something by which names can be alike, each once."""
    blocks: defaultdict[str, dict[K, None]] = defaultdict(dict)
    for who, profile in profiles.items():
        for key in profile.keys:
            for block in (*_blocks(key), *(f"made {handle}" for handle in handles_made_of(key))):
                blocks[block][who] = None
        for handle in profile.handles:
            blocks["address " + handle][who] = None
            blocks["made " + "".join(filter(str.isalnum, handle)).rstrip("0123456789")][who] = None
        for mailbox in profile.mailboxes:
            blocks["address " + mailbox][who] = None
    done: set[tuple[K, K]] = set()
    for block, members in blocks.items():
        if len(members) > _MOST and block.startswith(("word ", "given ")):
            continue
        for one, other in combinations(members, 2):
            if (one, other) not in done and (other, one) not in done:
                done.add((one, other))
                yield one, other


def _blocks(key: str) -> Iterator[str]:
    """What names that can be alike have in common."""
    if key.startswith("@"):
        return
    words = key.split()
    yield from (f"word {word}" for word in words if len(word) > 1)
    yield "whole " + "".join(words)
    given, surname = sounds(words[0]), sounds(words[-1])
    if len(words) > 1:
        yield f"sound {given[:1]} {surname[:3]}"
        yield f"sound {given[:3]} {surname[:1]}"
    else:
        yield from (f"word {other}" for other in nicknames_of(words[0]))
    yield f"given {given[:3]}"
