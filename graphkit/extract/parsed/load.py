"""The parser: spaCy with a model by its name, without what is not needed."""

from __future__ import annotations

from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from typing import Any, Final

from graphkit.extract.parsed.words import words

#: Parts of spaCy's English pipelines that are of no use here.
_UNUSED: Final = ("ner", "senter", "attribute_ruler")


def why_missing(name: str) -> str:
    """Why there is no parser with the model of this name; "" when it is installed."""
    if find_spec("spacy") is None:
        return "spaCy is not installed"
    if not name.isidentifier() or find_spec(name) is None:
        return f"the model {name!r} is not installed"
    return ""


def versions(name: str) -> str:
    """What a reading with this model depends on: the versions of spaCy and of the model, "" when one is missing."""
    try:
        return f"{version('spacy')} {name} {version(name)}"
    except PackageNotFoundError:
        return ""


#: The component that gives each word its part of speech.
PLAIN_TAGS: Final = "graphkit_plain_tags"
_BE: Final = {
    "am": "be",
    "are": "be",
    "'s": "be",
    "’s": "be",
    "'re": "be",
    "’re": "be",
    "'m": "be",
    "’m": "be",
    "ai": "be",
}
_SHORT: Final = {
    "n't": "not", "n’t": "not", "'ll": "will", "’ll": "will", "wo": "will", "ca": "can", "'ve": "have", "’ve": "have",
    "'d": "would", "’d": "would", "sha": "shall",
}  # fmt: skip
_PARTS: Final = {
    "NNP": "PROPN", "NNPS": "PROPN", "NN": "NOUN", "NNS": "NOUN", "MD": "AUX", "PRP": "PRON", "PRP$": "PRON",
    "WP": "PRON", "WP$": "PRON", "EX": "PRON", "WDT": "PRON", "DT": "DET", "PDT": "DET", "JJ": "ADJ", "JJR": "ADJ",
    "JJS": "ADJ", "RB": "ADV", "RBR": "ADV", "RBS": "ADV", "WRB": "SCONJ", "IN": "ADP", "RP": "ADP", "CC": "CCONJ",
    "CD": "NUM", "TO": "PART", "POS": "PART", "UH": "INTJ",
}  # fmt: skip


#: Tags of words that are their own lemma.
_BASE: Final = frozenset(("VB", "VBP", "NN", "JJ"))


def _plain_tags(doc: Any) -> Any:
    """Parts of speech from the tags; spaCy's own component takes longer than the parse."""
    for token in doc:
        tag = token.tag_
        if tag[:2] == "VB":
            token.pos_ = "AUX" if token.dep_ in ("aux", "auxpass") else "VERB"
            lemma = _BE.get(token.lower_) or _SHORT.get(token.lower_)
        else:
            token.pos_ = _PARTS.get(tag) or ("PUNCT" if token.is_punct else "X")
            lemma = _SHORT.get(token.lower_)
        if not lemma and tag in _BASE:
            lemma = token.lower_
        if lemma:
            token.lemma_ = lemma
    return doc


@cache
def parser(name: str) -> Any:
    """spaCy with the model of this name, loaded once per process; None when it is not installed or cannot be loaded."""
    if why_missing(name):
        return None
    import spacy
    from spacy.language import Language

    if not Language.has_factory(PLAIN_TAGS):
        Language.component(PLAIN_TAGS, func=_plain_tags)
    try:
        nlp: Any = spacy.load(name, exclude=list(_UNUSED))
    except (OSError, ValueError, ImportError):
        return None
    if "parser" not in nlp.pipe_names:
        return None
    nlp.add_pipe(PLAIN_TAGS, before="lemmatizer")
    for word in words().joined:
        for written in (word, word.capitalize()):
            nlp.tokenizer.add_special_case(written, [{"ORTH": written}])
    return nlp
