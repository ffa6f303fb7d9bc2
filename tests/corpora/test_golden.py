"""Both corpora against golden files that were written by reading, not by running the code."""

from __future__ import annotations

import re

import pytest

from graphkit.extract.sentences import plain
from graphkit.extract.statement import Action, Attendance, Decision, Extraction, Membership

from .reading import CORPORA, GOLDENS, Golden, extraction

pytestmark = pytest.mark.corpora

FILES = (
    [pytest.param(path, id=f"{path.parent.name}/{path.stem}") for path in sorted(GOLDENS.glob("*/*.toml"))]
    if CORPORA.is_dir()
    else []
)

#: Where a golden file asks for what the text does not say: (file, line of the participant) and why.
UNSAID = {
    ("nodejs-tsc/2017-09-13", 17): "the entry's kind is cut off; its neighbours' kind would be a guess",
    (
        "ethereum-acd/call_075",
        456,
    ): "only a reader who knows the people tells an account from an organisation here",
    (
        "ethereum-acd/call_075",
        466,
    ): "only a reader who knows the people tells an account from an organisation here",
    (
        "ethereum-acd/call_075",
        472,
    ): "only a reader who knows the people tells an account from an organisation here",
}


@pytest.fixture(scope="module", params=FILES)
def pair(request: pytest.FixtureRequest) -> tuple[Golden, Extraction]:
    """A golden file, and what graphkit says of the same note."""
    golden = Golden(request.param)
    found = extraction(golden.path)
    assert found is not None
    return golden, found


def words(text: str) -> str:
    return " ".join(plain(re.sub(r"~~.*?~~", "", text)).split()).strip(" |*:.")


def roles(found: Extraction) -> dict[str, set[str]]:
    said: dict[str, set[str]] = {}
    for statement in found.statements:
        if isinstance(statement, Membership):
            said.setdefault(statement.who.name, set()).add(statement.role.lower())
    return said


def moderators(found: Extraction) -> set[str]:
    return {name for name, said in roles(found).items() if "moderator" in said}


def test_a_meeting_is_known_from_what_is_none(pair: tuple[Golden, Extraction]) -> None:
    golden, found = pair
    assert (found.kind == "meeting") is golden.data["meeting"]


def test_the_date_is_that_of_the_meeting(pair: tuple[Golden, Extraction]) -> None:
    golden, found = pair
    assert found.date == golden.data.get("date", "")


def test_participants_are_those_who_are_listed_and_nobody_else(pair: tuple[Golden, Extraction]) -> None:
    golden, found = pair
    expected = {golden.text(entry["name"]) for entry in golden.entries("participant")}
    named = {s.who.name for s in found.statements if isinstance(s, Attendance)}
    assert named - moderators(found) <= expected
    assert expected <= named
    absent = {golden.text(entry["name"]) for entry in golden.entries("not_participant")}
    assert not named & absent


def test_participants_keep_their_handles_and_kinds(pair: tuple[Golden, Extraction]) -> None:
    golden, found = pair
    handles = {s.who.name: s.who.handle.lstrip("@") for s in found.statements if isinstance(s, Attendance)}
    said = roles(found)
    for entry in golden.entries("participant"):
        name = golden.text(entry["name"])
        if (golden.name, int(entry["name"].split(":")[0])) in UNSAID:
            continue
        assert handles[name] == golden.text(entry.get("handle", "")).lstrip("@"), name
        if "kind" in entry:
            assert entry["kind"] in said[name]
        else:
            assert not said.get(name, set()) & {"tsc", "ctc", "guest", "observer", "voting member"}


def test_organisations_beside_names_are_kept(pair: tuple[Golden, Extraction]) -> None:
    golden, found = pair
    memberships = [s for s in found.statements if isinstance(s, Membership)]
    for entry in golden.entries("participant"):
        if "organisation" in entry:
            name, organisation = golden.text(entry["name"]), golden.text(entry["organisation"])
            assert any(m.who.name == name and m.organisation == organisation for m in memberships), name


def test_listed_decisions_are_those_that_are_labelled_with_their_numbers(pair: tuple[Golden, Extraction]) -> None:
    golden, found = pair
    expected = {(entry.get("number", ""), words(golden.text(entry["text"]))) for entry in golden.entries("decision")}
    listed = (s for s in found.statements if isinstance(s, Decision) and s.confidence == 1)
    assert {(s.number, words(s.text)) for s in listed} == expected


def test_what_is_said_in_the_talk_is_no_decision(pair: tuple[Golden, Extraction]) -> None:
    golden, found = pair
    decided = [words(s.text) for s in found.statements if isinstance(s, Decision)]
    for entry in golden.entries("not_decision"):
        assert not any(words(golden.text(entry["text"])) in text for text in decided)


def test_listed_actions_have_their_text_and_owners(pair: tuple[Golden, Extraction]) -> None:
    golden, found = pair
    expected = {
        words(golden.text(entry["text"])): {golden.text(place).removeprefix("the ") for place in entry.get("owner", [])}
        for entry in golden.entries("action")
    }
    listed = (s for s in found.statements if isinstance(s, Action) and s.confidence == 1)
    assert {words(s.text): {owner.name for owner in s.owners} for s in listed} == expected


def test_the_moderator_is_named(pair: tuple[Golden, Extraction]) -> None:
    golden, found = pair
    moderator = golden.text(golden.data.get("moderator", ""))
    assert moderators(found) == ({moderator} if moderator else set())
