"""Who acts without being a name or a known role: any noun phrase where only somebody can stand ("an outside firm")."""

from __future__ import annotations

import re
from typing import Final, TypeAlias

from graphkit.extract.holder_words import HolderWords, holder_words

#: Marks that may stand at a word.
_UNMARKED: Final = str.maketrans(".,;:!?()", "        ")
_TOKEN: Final = re.compile(r"[\w’&]+(?:[-/.][\w’&]+)*|[^\w\s]")
_LONGEST: Final = 7
_BEGINS: Final = frozenset(',;:(—–-“"*•→.!?…')


def may_act(text: str) -> bool:
    """Whether any noun phrase may be a holder in a sentence, by its words."""
    written = text.translate(_UNMARKED).split()
    words = holder_words()
    if not words.begin_acts.isdisjoint(written) and (
        not words.surely.isdisjoint(written) or not words.modals.isdisjoint(written)
    ):
        return True
    if "by" in written and words.done.search(text):
        return True
    if not words.begin_nouns.isdisjoint(written) and any(noun in text for noun in words.nouns):
        return True
    return not words.weak.isdisjoint(written) and any(map(words.are_people, written))


_Token: TypeAlias = tuple[str, str, int]  #: A word as written, in lower case, and its place.


def holder_spans(text: str, taken: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The noun phrases that stand where only somebody can, as places; `taken` are the agents that are known.

    `text` has ’ for its apostrophes.

    >>> text = "An editor in the annex has to agree."
    >>> [text[start:end] for start, end in holder_spans(text, [])]
    ['An editor in the annex']
    """
    words = holder_words()
    begins = words.begin_nouns if any(noun in text for noun in words.nouns) else words.begin_acts
    ends = {end for _, end in taken}
    written = text.translate(_UNMARKED).split()
    called = begins.intersection(written)
    if any(map(words.are_people, written)):
        called |= words.weak.intersection(written)
        if "with" in written:
            called |= words.gerunds.intersection(written)
    places = [place for word in called for place in _open_places(text, word, ends)] if called else []
    found = _subjects(text, taken, sorted(places), begins, words) if places else []
    first = words.done.search(text) if " by " in text else None
    for match in words.by.finditer(text, first.end() - 3) if first else ():
        begin = match.end()
        if any(start <= begin < stop for start, stop in (*taken, *found)):
            continue
        stop = _end(text, begin, words)
        if stop is not None:
            found.append((begin, stop))
    return found


def _open_places(text: str, word: str, ends: set[int]) -> list[int]:
    """Where a word stands behind what is neither a known agent nor a form of "be"."""
    places = []
    at = text.find(" " + word)
    while at >= 0:
        if at not in ends and not text.endswith(_BE_BEFORE, 0, at):
            places.append(at + 1)
        at = text.find(" " + word, at + 1)
    return places


#: How far in front of what is done its doer is looked for.
_WINDOW: Final = 120


def _subjects(
    text: str, taken: list[tuple[int, int]], places: list[int], begins: frozenset[str], words: HolderWords
) -> list[tuple[int, int]]:
    """The noun phrases in front of what only somebody, or what people do; `places` are where that begins."""
    ends = {end for _, end in taken}
    found: list[tuple[int, int]] = []
    for place in places:
        window = max(0, place - _WINDOW)
        tokens = [(m[0], m[0].lower(), m.start()) for m in _TOKEN.finditer(text, window, min(len(text), place + 30))]
        at = next((i for i, token in enumerate(tokens) if token[2] == place), 0)
        lower = tokens[at][1]
        strong, weak = lower in begins, lower in words.weak or lower in words.gerunds
        if not at or not (strong or weak) or _is_passive(tokens, at):
            continue
        last, helped = _subject_end(tokens, at, words)
        if last < 0:
            continue
        end = tokens[last][2] + len(tokens[last][0])
        if end in ends or any(first < end < stop for first, stop in taken):
            continue
        sure = strong and bool(words.strong.match(text, place) or (helped and words.helped.match(text, place)))
        begin = _begin(tokens, last, words, weak=not sure) if sure or weak else None
        if begin is not None and not any(first < begin < stop for first, stop in taken):
            found.append((begin, end))
            ends.add(end)
    return found


_BETWEEN: Final = frozenset(("not", "never", "always", "only", "also", "now", "still", "then"))
_BE_BEFORE: Final = (" is", " are", " was", " were", " be", " been", " the", " a", " an")
_BE: Final = frozenset(("is", "are", "was", "were", "be", "been", "being", "isn’t", "aren’t", "wasn’t", "weren’t"))


def _is_passive(tokens: list[_Token], at: int) -> bool:
    """Whether a form stands behind a form of "be": "claims are approved"."""
    before = at - 1
    while before > 0 and (tokens[before][1].endswith("ly") or tokens[before][1] in _BETWEEN):
        before -= 1
    return tokens[before][1] in _BE and tokens[at][1] not in _BE and tokens[at][1] not in ("the", "to")


def _subject_end(tokens: list[_Token], at: int, words: HolderWords) -> tuple[int, bool]:
    """The last token before a verb and its auxiliaries (-1 for none), and whether a modal is one of these."""
    last = at - 1
    helped = False
    while last >= 0:
        lower = tokens[last][1]
        if lower in words.rights and tokens[last + 1][1] == "to":
            helped = True
            while last > 1 and tokens[last - 1][1] in words.quantified:
                last -= 1
            if last < 1 or tokens[last - 1][1] not in words.having:
                return -1, True
            last -= 1
        elif lower not in words.mods and not (lower.endswith("ly") and last):
            break
        helped = helped or lower in words.modals
        last -= 1
    if last >= 0 and tokens[last][0] == "," and last < at - 1:
        last -= 1
    return last, helped


def _begin(tokens: list[_Token], last: int, words: HolderWords, *, weak: bool) -> int | None:
    """Where the noun phrase that ends with a token begins; None when it is none that can act."""
    phrase: list[_Token] = []
    began = True
    article = False
    for token in reversed(tokens[max(0, last - _LONGEST - 1) : last + 1]):
        word, lower, _ = token
        if word in _BEGINS or lower in words.stop:
            began = word in _BEGINS or lower in words.begins
            break
        if article and lower not in words.inside and phrase[0][1] not in words.inside:
            break
        phrase.insert(0, token)
        article = lower in words.determiners
    while phrase and phrase[0][1] in words.inside:
        phrase.pop(0)
    written = [word for word, _, _ in phrase]
    if not phrase or len(phrase) > _LONGEST or not _somebody(written, words, began=began):
        return None
    return phrase[0][2] if not weak or _people(written, words) else None


def _end(text: str, begin: int, words: HolderWords) -> int | None:
    """Where the noun phrase that begins behind "by" ends; None when it is none that can act."""
    phrase: list[str] = []
    end = begin
    for match in _TOKEN.finditer(text, begin, begin + 90):
        word = match.group()
        lower = word.lower()
        if word[0] in _BEGINS or (phrase and lower in (words.joins if phrase[0].lower() == "whoever" else words.stop)):
            break
        if phrase and phrase[0].lower() == "whoever":
            phrase.append(word)
            end = match.end()
            continue
        if lower in words.inside and phrase and phrase[-1].lower() not in words.determiners and lower != "of":
            break
        if phrase and lower in words.determiners and phrase[-1].lower() != "of":
            break
        phrase.append(word)
        end = match.end()
    if phrase and phrase[0].lower() == "whoever":
        return end if len(phrase) > 2 else None
    if not phrase or len(phrase) > _LONGEST or phrase[0].lower() in ("it", "them", "this", "that"):
        return None
    if phrase[0].lower() == "us":
        return end
    return end if _somebody(phrase, words, began=True) else None


def _cut(phrase: list[str], words: HolderWords) -> int:
    """How many words the phrase has before its first preposition; "an outside firm" has none."""
    for at in range(1, len(phrase)):
        if phrase[at] in words.inside and phrase[at - 1] not in words.determiners:
            return at
    return len(phrase)


def _somebody(phrase: list[str], words: HolderWords, *, began: bool) -> bool:
    """Whether a noun phrase can name somebody who acts."""
    lowers = [word.lower() for word in phrase]
    first = lowers[0]
    if lowers[-1] in words.inside or lowers[-1] in words.determiners:
        return False
    cut = _cut(lowers, words)
    head = lowers[cut - 1]
    if head == "people" and first in ("our", "their", "her", "his"):
        return True
    if not head[0].isalpha() or len(head) < 2 or head in words.nobody or first in words.nobody:
        return False
    if (
        head.endswith(("’s", "’", "ly"))
        or head in words.things
        or (words.ending.search(head) and head.removesuffix("s") not in words.agents)
    ):
        return False
    if first in words.determiners or first.endswith(("’s", "s’")):
        return cut > 1 or first.endswith(("’s", "s’"))
    return began and cut <= 3


def _people(phrase: list[str], words: HolderWords) -> bool:
    """Whether a noun phrase names people or a body of them, whatever it is said to do."""
    cut = _cut([word.lower() for word in phrase], words)
    head = phrase[cut - 1].lower()
    return words.are_people(head)
