"""What somebody is wished to do ("to have Ann sign", "for Ann to be given a veto") as something that they may do."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from graphkit.extract.rights.verbs import bases

_WISHED_TO: Final = re.compile(r"^([^,;⟨⟩]{3,50}?)\sto\s(?=(?:move|go|pass|shift|be|sit|lie|rest)\b)")

_GIVEN: Final = re.compile(r"(?<=⟩) may be (?:given|granted|handed)\s")


@cache
def _wished_of() -> re.Pattern[str]:
    return re.compile(rf"^(⟨\d+⟩)\s(?:to\s|(?=(?:{bases()})\b))(?!the\b)")


def wished(text: str) -> str:
    """What somebody is wished to do, as something that they may do.

    >>> wished("⟨0⟩ sign instead"), wished("⟨0⟩ to own the list"), wished("the calls to move to ⟨0⟩")
    ('⟨0⟩ may sign instead', '⟨0⟩ may own the list', 'the calls should move to ⟨0⟩')
    """
    if text.startswith("⟨"):
        return _GIVEN.sub(r" may have ", _wished_of().sub(r"\1 may ", text))
    return _WISHED_TO.sub(r"\1 should ", text) if " to " in text else text
