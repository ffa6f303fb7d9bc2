"""How a clause is meant by the words that introduce it, as graphkit's own reading of clauses tells."""

from __future__ import annotations

import re
from functools import cached_property

from graphkit.extract.parsed.tree import Token
from graphkit.extract.rights.clauses import Clause, clauses
from graphkit.extract.rights.context import Context, hints
from graphkit.extract.rights.masks import Masked, Names, mask, nobody
from graphkit.extract.rights.modality import people
from graphkit.extract.statement import Mention


class Clauses:
    """The clauses of one sentence, cut when they are first needed."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def masked(self) -> Masked:
        """The sentence with its agents as tokens."""
        return mask(self.text, Names(), nobody)

    @cached_property
    def cut(self) -> list[Clause]:
        """The clauses, each with what introduces it."""
        return clauses(self.masked.text, hints(self.masked.text))

    def believers(self, context: Context) -> tuple[Mention, ...]:
        """Who believes what a clause says, by what introduces it."""
        return tuple(mention for source in context.believed for mention in people(source, self.masked))

    def of(self, verb: Token) -> Context | None:
        """The meaning of the clause in which a verb stands; None where that is not clear."""
        word = re.compile(rf"(?<![\w’-]){re.escape(verb.text)}(?![\w-])")
        found = [clause.context for clause in self.cut if word.search(clause.text)]
        return found[0] if len(set(found)) == 1 else None
