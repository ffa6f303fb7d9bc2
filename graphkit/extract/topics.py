"""The topics a note states outright: in front matter, tags, links, agenda headings, project and title."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache, cached_property
from itertools import pairwise
from typing import Final, NamedTuple

from graphkit.extract.agents import load_lexicon
from graphkit.extract.phrases import LONGEST, chunks, is_void, names_compound, says_something, without_generic
from graphkit.extract.sentences import plain
from graphkit.vault.note import Note
from graphkit.vault.values import as_list

_KEYS: Final = ("topics", "topic", "subject", "subjects", "themes")
_CONJUNCT: Final = re.compile(r"\s*(?:,\s*(?:and\s+)?|;\s+|\s+and\s+|\s*[()]\s*)")
_NUMBERING: Final = re.compile(r"^(?:\d+(?:\.\d+)*[.):]?|[a-zA-Z][.)]|[-*•])\s+")
_CLUTTER: Final = re.compile(
    r"\[?#\d+\]?(?:\([^)]*\))?|\(?https?://\S+|\[?\(?\d{1,2}:\d\d(?::\d\d)?\)?\]?|\(\s*\d+\s*(?:min|mins|minutes|m|h)\s*\)|[^\w\s,;:.()'’&/+\-–—#@\"!?]"
)
_MATTER: Final = re.compile(r", |: |\s[–—-]\s| on | about | regarding | re ")
_DATED: Final = re.compile(r"\d{4}-\d\d-\d\d|\d{4}/\d\d")
_CAMEL: Final = re.compile(r"(?<=[a-z])(?=[A-Z][a-z])|_|-")
_END_OF_WORD: Final = re.compile(r"\b")
#: How often a note has to come back to a phrase of its title.
_AGAIN: Final = 2
_LONGEST_HEADING: Final = 60
_MOST_HEADINGS: Final = 12
_AGENDA: Final = frozenset({"agenda", "discussion", "other", "topics"})


class _Words(NamedTuple):
    tags: frozenset[str]
    headings: frozenset[str]
    heading_words: frozenset[str]
    folders: frozenset[str]
    labels: frozenset[str]


@cache
def _words() -> _Words:
    data = load_lexicon("topics.toml")
    return _Words(
        frozenset(data["bookkeeping_tags"]),
        frozenset(data["bookkeeping_headings"]),
        frozenset(data["bookkeeping_heading_words"]),
        frozenset(data["topic_folders"]),
        frozenset(data["topic_tags"]),
    )


class _Prose:
    """The text of a note's blocks, a space before each, put together when it is asked for."""

    def __init__(self, note: Note) -> None:
        self._note = note

    @cached_property
    def text(self) -> str:
        return " " + " ".join([block.text for block in self._note.blocks])

    def holds(self, lower: str) -> bool:
        """Whether words in lower case stand in the text, in whatever case."""
        return lower in self.text or lower in self.text.lower()


def topics_of(note: Note) -> tuple[str, ...]:
    """The topics a note states outright, each once; what it says of itself comes first."""
    found: dict[str, str] = {}
    prose = _Prose(note)
    for topic in (
        *_front(note),
        *_section_items(note),
        *_project(note),
        *_tags(note),
        *_linked(note),
        *_of_title(note, prose),
        *_title_again(note, prose),
        *_headings(note, prose),
    ):
        topic = " ".join(topic.split()).strip(" .,;:-")
        if topic and len(topic) <= 60:
            found.setdefault(topic.casefold(), topic)
    return tuple(found.values())


def _front(note: Note) -> Iterator[str]:
    for key in _KEYS:
        for value in as_list(note.front.values.get(key)):
            yield _readable(plain(value).lstrip("#"))


def _section_items(note: Note) -> Iterator[str]:
    """The items of a section of topics: their words up to a colon or dash."""
    wanted = [index for index, section in enumerate(note.sections) if section.kind == "topics"]
    if not wanted:
        return
    for block in note.blocks:
        if block.section in wanted and block.kind == "item" and block.indent == 0:
            text = re.split(r":\s|\s[–—-]\s|\n", plain(block.text), maxsplit=1)[0]
            if len(text.split()) <= 6:
                phrase = _noun_phrase(text)
                if phrase:
                    yield phrase


def _project(note: Note) -> Iterator[str]:
    """The project a note belongs to, by its front matter, header or folder."""
    given = as_list(note.front.values.get("project"))
    given += [field.value for field in note.fields if field.key.lower() == "project"]
    names = [name for name in (plain(value).strip() for value in given) if name]
    if not names and note.place.kind == "project":
        names = [note.place.name]
    yield from names[:3]


def _tags(note: Note) -> Iterator[str]:
    """The last part of each tag that keeps no books: "area/pricing" is about pricing."""
    words = _words()
    for tag in note.tags:
        parts = [part for part in tag.strip("#/").split("/") if part]
        if not parts or (parts[0].lower() in words.tags and parts[0].lower() not in words.labels):
            continue
        if len(parts) == 1 and parts[0].lower() in words.labels:
            continue
        name = parts[-1]
        if name.lower() in words.tags or not name[0].isalpha() or _DATED.search(name):
            continue
        yield _readable(name)


def _linked(note: Note) -> Iterator[str]:
    """Links to notes in a folder of topics."""
    folders = _words().folders
    for link in note.links:
        if link.wiki and "/" in link.target:
            *parts, name = link.target.split("/")
            if any(part.strip().lower() in folders for part in parts):
                yield re.sub(r"\.md$", "", name.partition("#")[0])


def _of_title(note: Note, prose: _Prose) -> Iterator[str]:
    """What a title says after naming people or occasion: "Ann 1:1 with Bo, fence colours and the gate"."""
    title = note.title
    if note.place.page or not title:
        return
    matter = _MATTER.search(title)
    if not matter:
        return
    for part in _CONJUNCT.split(title[matter.end() :]):
        phrase = _noun_phrase(part, start=False)
        if not phrase:
            continue
        if " " in phrase or prose.holds(phrase.lower()):  # a single word counts when the note comes back to it
            yield phrase


def _title_again(note: Note, prose: _Prose) -> Iterator[str]:
    """Phrases of several words anywhere in a title that the note writes in lower case again."""
    if note.place.page or " " not in note.title:
        return
    for chunk in chunks(note.title):
        if len(chunk.words) > 1 and not is_void(chunk):
            words = [word.lower() for word in chunk.words]
            pairs = [f" {one} {other}" for one, other in pairwise(words)]
            again = [at for at, pair in enumerate(pairs) if prose.text.count(pair) >= _AGAIN]
            if again:
                yield from _longest_again(words, again, prose.text)


def _longest_again(words: list[str], starts: list[int], written: str) -> Iterator[str]:
    """The longest phrase that begins at one of these words and that a text comes back to."""
    occasions = _words().heading_words
    for size in range(min(len(words), LONGEST), 1, -1):
        for start in starts:
            phrase = " ".join(words[start : start + size])
            if (
                start + size <= len(words)
                and occasions.isdisjoint(phrase.split())
                and names_compound(phrase)
                and (size == 2 or written.count(f" {phrase}") >= _AGAIN)
            ):
                yield phrase
                return


def _headings(note: Note, prose: _Prose) -> Iterator[str]:
    """Headings of minutes that name a matter."""
    words = _words()
    if note.place.page:
        return
    found = 0
    times = Counter(section.heading for section in note.sections)
    for section in note.sections:
        if section.level < 2 or section.kind not in _AGENDA or section.level > 6 or not section.heading:
            continue
        text = section.heading
        if section.parent >= 0 and note.sections[section.parent].kind in ("links", "ignored", "attendance"):
            continue
        text = _NUMBERING.sub("", " ".join(_CLUTTER.sub(" ", text).split())).strip(" :-–—.")
        low = text.lower()
        if (
            not text
            or len(text) > _LONGEST_HEADING
            or low in words.headings
            or times[section.heading] > 1
            or "/" in text
            or _DATED.search(text)
            or text == note.title
        ):
            continue
        if set(re.findall(r"[\w-]+", low)) & words.heading_words:
            continue
        phrase = without_generic(_noun_phrase(text, start=False))
        if phrase and phrase.lower() not in words.headings:
            phrase = _common(phrase, prose.text)
            if phrase and found < _MOST_HEADINGS:
                found += 1
                yield phrase


def _common(phrase: str, written: str) -> str:
    """A heading's phrase with its words as the note writes them elsewhere; "" when it writes none small.

    So headings that name a speaker or a product are left out, and title case goes.
    """
    words = phrase.split()
    small = [low if _is_written(low := word.lower(), written) else word for word in words]
    if not any(word == word.lower() or any(c.isdigit() for c in word) for word in small):
        return ""
    return " ".join(small)


def _is_written(word: str, written: str) -> bool:
    """Whether a word stands in a text: white space before it, an end of the word behind it."""
    at = written.find(word)
    while at >= 0 and not (written[at - 1 : at].isspace() and _END_OF_WORD.match(written, at + len(word))):
        at = written.find(word, at + 1)
    return at >= 0


def _noun_phrase(text: str, start: bool = True) -> str:
    """The text as a phrase when it is one noun phrase and says something; else ""."""
    found = [chunk for chunk in chunks(text, start) if not is_void(chunk)]
    if len(found) != 1 or not says_something(found[0]):
        return ""
    chunk = found[0]
    words = text.replace(",", " ").split()
    rest = len(words) - len(chunk.words) - sum(1 for word in words if word.lower() in _ARTICLES)
    if rest > 1 or len(chunk.words) > 5:
        return ""
    return " ".join(chunk.words)


_ARTICLES: Final = frozenset({"the", "a", "an", "our", "their", "its", "this", "and", "for", "on", "about"})


def _readable(name: str) -> str:
    """A tag's words: "release-planning" and "releasePlanning" are "release planning"."""
    if " " in name:
        return name
    words = [word for word in _CAMEL.split(name) if word]
    return " ".join(words) if len(words) > 1 else name
