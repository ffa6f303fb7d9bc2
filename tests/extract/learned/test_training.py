"""The labelled sentences that the network is trained on (training/rights)."""

import json
import re
from pathlib import Path

import pytest

from benchmarks.accuracy import gold

ROOT = Path(__file__).parents[3] / "training" / "rights"
FILES = sorted(ROOT.glob("*.jsonl"))
POWERS = {"Decide", "Approve", "Veto", "Own", "Recommend", "Consult", "Perform", "Inform"}
KINDS = {
    "right", "proposal", "belief", "question", "hypothetical", "past", "negated", "act", "reporting", "other", "none",
}  # fmt: skip


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_piece_stands_in_its_sentence(path: Path) -> None:
    for line in path.read_text(encoding="utf-8").splitlines():
        labelled = json.loads(line)
        assert labelled["k"] in KINDS
        for right in labelled["r"]:
            assert right["p"] in POWERS
            assert right["h"], labelled
            pieces = [right["s"], right.get("c", ""), *right["h"]]
            pieces += [one for key in ("to", "b", "by") for one in right.get(key, []) if one != "?"]
            for piece in pieces:
                assert piece in labelled["s"], (piece, labelled["s"])


def test_no_sentence_of_the_accuracy_notes_is_trained_on() -> None:
    trained = {_words(json.loads(line)["s"]) for path in FILES for line in path.read_text("utf-8").splitlines()}
    assert len(trained) > 3000
    for half in ("dev", "test"):
        closed = [one for one in gold.fictional(half) if int(Path(one.path).name.split("-")[0]) <= 40]
        both = {_words(sentence.text) for sentence in closed} & trained
        assert not {text for text in both if len(text.split()) > 4}
