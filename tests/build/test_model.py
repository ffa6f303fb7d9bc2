"""A language model is asked only where one is configured, and what it says is checked, kept, labelled and proposed."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import graphkit
from graphkit.graph import KnowledgeGraph, Result
from graphkit.graph.check import check
from graphkit.graph.terms import PREFIXES
from graphkit.review import review
from graphkit.vault.problem import Problem
from tests.model_server import Asked, ModelServer, Reply, completion, right, rights

#: graphkit reads the first sentence itself, and nothing in the second.
NOTE = """---
title: Mill talk
date: 2026-02-10
participants: ["Ottilie Brand", "Casimir Holm"]
{front}---

# Mill talk

## Key Information

- Ottilie Brand decides on opening hours.
- Nothing about the **water wheel** moves on a day on which Casimir Holm frowns,
  and everybody at the mill knows it.
"""
QUOTE = "Nothing about the water wheel moves on a day on which Casimir Holm frowns, and everybody at the mill knows it."
WHEEL = right(QUOTE, "Casimir Holm", "Approve", "the water wheel")


@pytest.fixture
def server() -> Iterator[ModelServer]:
    with ModelServer().running() as running:
        running.answer = lambda asked: rights(WHEEL)
        yield running


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    folder = tmp_path / "notes"
    folder.mkdir()
    write(folder, "mill.md")
    return folder


def write(folder: Path, name: str, text: str = "", front: str = "") -> Path:
    """Write a note that is old enough to be trusted by its time."""
    path = folder / name
    path.write_text(text or NOTE.format(front=front), "utf-8")
    old = time.time() - 60
    os.utime(path, (old, old))
    return path


def configure(folder: Path, url: str, *more: str, name: str = "tiny") -> None:
    lines = ["[vault]", 'owner = "Ottilie Brand"', "[extract.model]", f'url = "{url}"', f'name = "{name}"', *more]
    (folder / "graphkit.toml").write_text("\n".join(lines) + "\n", "utf-8")


def proposed(kg: KnowledgeGraph) -> list[dict[str, object]]:
    """What models read: holder, power, scope, line, quote and label."""
    rows = kg.sparql(
        """SELECT ?who ?power ?scope ?line ?quote ?extractor ?review {
             ?right gk:extractor ?extractor ; gk:holder/rdfs:label ?who ; gk:power ?power ; gk:line ?line ;
               gk:quote ?quote ; gk:review ?review . OPTIONAL { ?right gk:scope ?scope } }"""
    )
    assert isinstance(rows, Result)
    return list(rows)


def told(kg: KnowledgeGraph) -> list[Problem]:
    return [problem for problem in check(kg) if problem.kind.startswith("model-")]


def test_nothing_is_sent_unless_a_model_is_configured(vault: Path, server: ModelServer) -> None:
    for text in ("", "[extract]\n", "[vault]\nowner = 'Ottilie Brand'\n"):
        (vault / "graphkit.toml").write_text(text, "utf-8")
        with graphkit.build(vault, fresh=True) as kg:
            assert proposed(kg) == []
    assert server.asked == []
    assert not (vault / ".graphkit" / "answers").exists()


def test_what_the_model_finds_is_proposed_with_its_name_and_the_place_in_the_note(
    vault: Path, server: ModelServer
) -> None:
    configure(vault, server.url)
    with graphkit.build(vault) as kg:
        [row] = proposed(kg)
        assert told(kg) == []
    assert (row["who"], row["power"], row["scope"], row["line"]) == (
        "Casimir Holm", PREFIXES["gk"] + "Approve", "the water wheel", 12,
    )  # fmt: skip
    assert row["quote"] == QUOTE.replace("water wheel", "**water wheel**")
    assert row["review"] == PREFIXES["gk"] + "Unconfirmed"
    assert str(row["extractor"]).startswith("tiny (prompt ")


def test_no_fact_follows_from_it_and_the_answer_says_that_nobody_confirmed_it(vault: Path, server: ModelServer) -> None:
    configure(vault, server.url)
    with graphkit.build(vault) as kg:
        assert kg.sparql("ASK { ?who gk:approves ?topic }") is False
        assert kg.sparql("ASK { ?who gk:decides ?topic }") is True
        answer = kg.who("water wheel")
        assert (answer.approves, answer.holders("unconfirmed")) == ([], ["Casimir Holm"])


def test_it_is_a_fact_as_soon_as_a_person_confirms_it_and_is_gone_when_they_reject_it(
    vault: Path, server: ModelServer
) -> None:
    configure(vault, server.url)
    with graphkit.build(vault) as kg:
        asking = review(kg)
    [question] = [one for one in asking.questions if one.kind == "statement"]
    assert question.places[0].path == "mill.md"
    assert "language model read it: tiny (prompt" in question.speaks_against[0]

    asking.accept(question.id)
    with graphkit.build(vault) as kg:
        assert kg.sparql("ASK { ?who gk:approves ?topic }") is True
        assert kg.who("water wheel").approves == ["Casimir Holm"]
        [right] = [row for row in kg.query("decision-rights") if row["power"] == "approve"]
        assert (right["fact"], right["review"]) == (True, "")
        assert [row["review"] for row in kg.query("evidence", of=right["statement"])] == ["confirmed"]
    assert len(server.asked) == 1

    curation = vault / "graphkit.curation.toml"
    curation.write_text(curation.read_text("utf-8").replace("confirmed = [", "rejected = ["), "utf-8")
    with graphkit.build(vault) as kg:
        assert [row for row in kg.query("decision-rights") if row["power"] == "approve"] == []
        assert kg.sparql("ASK { ?who gk:approves ?topic }") is False
    assert len(server.asked) == 1


def test_a_note_that_a_program_wrote_does_not_hide_that_the_right_is_unconfirmed(
    vault: Path, server: ModelServer
) -> None:
    write(vault, "mill.md", front="tags: [generated]\n")
    configure(vault, server.url)
    with graphkit.build(vault) as kg:
        assert [row["review"] for row in proposed(kg)] == [PREFIXES["gk"] + "Unconfirmed"]
        assert kg.sparql("ASK { ?who gk:approves ?topic }") is False


def test_a_sentence_that_graphkit_reads_itself_stays_as_it_read_it(vault: Path, server: ModelServer) -> None:
    (vault / "graphkit.toml").write_text('[vault]\nowner = "Ottilie Brand"\n', "utf-8")
    with graphkit.build(vault) as kg:
        alone = kg.sparql("SELECT ?right ?p ?o { ?right a gk:DecisionRight ; ?p ?o } ORDER BY ?right ?p ?o")
    again = "Ottilie Brand decides on opening hours."
    server.answer = lambda asked: rights(
        right(again, "Ottilie Brand", "Decide", "opening hours"), right(again, "Casimir Holm", "Own", "hours")
    )
    configure(vault, server.url)
    with graphkit.build(vault) as kg:
        both = kg.sparql("SELECT ?right ?p ?o { ?right a gk:DecisionRight ; ?p ?o } ORDER BY ?right ?p ?o")
    assert isinstance(alone, Result)
    assert isinstance(both, Result)
    assert len(server.asked) == 1
    assert len(alone) > 0
    assert both.terms == alone.terms


def test_the_request_is_that_of_structured_output(
    vault: Path, server: ModelServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MILL_KEY", "secret-7")
    configure(vault, server.url, 'key_env = "MILL_KEY"', "parameters = { max_tokens = 900, model = 'other' }")
    graphkit.build(vault).close()
    [asked] = server.asked
    assert asked.path == "/v1/chat/completions"
    assert asked.headers["Authorization"] == "Bearer secret-7"
    assert (asked.body["model"], asked.body["max_tokens"], asked.body["stream"]) == ("tiny", 900, False)
    form = asked.body["response_format"]
    assert (form["type"], form["json_schema"]["strict"]) == ("json_schema", True)
    assert "Title: Mill talk" in asked.text
    assert QUOTE in asked.text
    assert "participants:" not in asked.text
    kept = b"".join(path.read_bytes() for path in (vault / ".graphkit").rglob("*") if path.is_file())
    assert b"secret-7" not in kept


@pytest.mark.parametrize("how", ["front matter", "glob"])
def test_a_private_note_is_never_sent(vault: Path, server: ModelServer, how: str) -> None:
    (vault / "HR").mkdir()
    write(vault / "HR", "pay.md", NOTE.format(front="private: true\n" if how == "front matter" else "") + "\nPay.\n")
    configure(vault, server.url)
    if how == "glob":
        with (vault / "graphkit.toml").open("a", encoding="utf-8") as file:
            file.write('[dialects]\n"x/**" = "generic"\n')
        text = (vault / "graphkit.toml").read_text("utf-8")
        (vault / "graphkit.toml").write_text(text.replace("[vault]", '[vault]\nprivate = ["HR/**"]'), "utf-8")
    graphkit.build(vault).close()
    assert len(server.asked) == 1
    assert "Pay." not in server.asked[0].text


def test_a_rebuild_asks_nothing_again(vault: Path, server: ModelServer) -> None:
    configure(vault, server.url)
    with graphkit.build(vault) as first:
        rows = proposed(first)
    with graphkit.build(vault) as again:
        assert again.report is not None
        assert again.report.graphs == 0
    with graphkit.build(vault, fresh=True) as fresh:
        assert proposed(fresh) == rows
    os.utime(vault / "mill.md")
    graphkit.build(vault).close()
    assert len(server.asked) == 1


def test_a_copy_is_asked_about_once_and_a_change_again(vault: Path, server: ModelServer) -> None:
    write(vault, "copy.md")

    def slow(asked: Asked) -> Reply:
        time.sleep(0.2)
        return rights(WHEEL)

    server.answer = slow
    configure(vault, server.url)
    graphkit.build(vault).close()
    assert len(server.asked) == 1
    write(vault, "mill.md", NOTE.format(front="") + "\nThe wheel is oiled on Mondays.\n")
    graphkit.build(vault).close()
    assert len(server.asked) == 2
    assert "oiled" in server.asked[1].text


def test_another_model_is_asked_anew_and_labels_what_it_finds(vault: Path, server: ModelServer) -> None:
    configure(vault, server.url)
    graphkit.build(vault).close()
    configure(vault, server.url, name="large")
    with graphkit.build(vault) as kg:
        assert [str(row["extractor"]).partition(" ")[0] for row in proposed(kg)] == ["large"]
    assert [asked.body["model"] for asked in server.asked] == ["tiny", "large"]


def test_answers_about_what_no_note_says_any_more_are_forgotten(vault: Path, server: ModelServer) -> None:
    other = write(vault, "other.md", NOTE.format(front="").replace("Mill talk", "Pond talk"))
    configure(vault, server.url)
    graphkit.build(vault).close()
    answers = vault / ".graphkit" / "answers"
    assert len(list(answers.iterdir())) == 2
    other.unlink()
    graphkit.build(vault).close()
    assert len(list(answers.iterdir())) == 1


def test_an_answer_that_was_damaged_on_disk_is_asked_for_again(vault: Path, server: ModelServer) -> None:
    configure(vault, server.url)
    graphkit.build(vault).close()
    [kept] = (vault / ".graphkit" / "answers").iterdir()
    kept.write_text('{"rights": [', "utf-8")
    with graphkit.build(vault, fresh=True) as kg:
        assert len(proposed(kg)) == 1
    assert len(server.asked) == 2


FAILURES = {
    "late": (Reply(wait=3), "no answer within 1 seconds", "`timeout`"),
    "dripping": (Reply(b"x" * 90, drip=0.05), "no answer within 1 seconds", "`timeout`"),
    "no JSON": (completion("I am sorry, Dave."), "not the JSON that was asked for", "structured output"),
    "cut JSON": (completion('{"rights": [{"quote": "Noth'), "not the JSON that was asked for", "structured output"),
    "cut answer": (completion('{"rights": []}', "length"), "cut after 14 characters", "max_tokens"),
    "wrong schema": (completion('{"answers": []}'), "not the JSON that was asked for", "structured output"),
    "a list": (completion("[]"), "not the JSON that was asked for", "structured output"),
    "no completion": (Reply(b'{"ok": true}'), "no chat completion", "`url` and `name`"),
    "HTML": (Reply(b"<html>"), "no chat completion", "`url` and `name`"),
    "not UTF-8": (Reply(b'{"choices": "\xff"}'), "no chat completion", "`url` and `name`"),
    "no content": (completion(None), "the model gave no answer", "`url` and `name`"),
    "no choice": (Reply(b'{"choices": []}'), "the model gave no answer", "`url` and `name`"),
    "server error": (Reply(b"out of  memory", 500), "HTTP 500: out of memory", "log"),
    "bad request": (Reply(b"context too long", 400), "HTTP 400: context too long", "log"),
    "broken off": (Reply(b'{"choices"', promised=500), "no chat completion", "`url` and `name`"),
    "busy for good": (Reply(b"loading", 503, {"Retry-After": "0"}), "HTTP 503: loading", "ready"),
}


@pytest.mark.parametrize("how", FAILURES)
def test_a_failure_is_told_with_its_note_and_costs_nothing_else(vault: Path, server: ModelServer, how: str) -> None:
    reply, says, advice = FAILURES[how]
    pond = NOTE.format(front="").replace("Mill talk", "Pond talk")
    write(vault, "pond.md", pond)
    server.answer = lambda asked: rights(WHEEL) if "Pond talk" in asked.text else reply
    configure(vault, server.url, "timeout = 1")
    with graphkit.build(vault) as kg:
        [problem] = told(kg)
        assert kg.report is not None
        assert kg.report.loaded == 2
        assert len(proposed(kg)) == 1
        decided = kg.sparql("SELECT ?right { ?right gk:power gk:Decide ; gk:note/gk:path 'mill.md' }")
        assert isinstance(decided, Result)
        assert len(decided) == 1
    assert (problem.path, problem.kind, problem.severity) == ("mill.md", "model-failed", "warning")
    assert says in problem.message
    assert advice in problem.hint

    server.answer = lambda asked: rights(WHEEL)
    asked = len(server.asked)
    with graphkit.build(vault) as kg:
        assert told(kg) == []
    assert len(server.asked) == asked + 1


def test_a_server_that_is_not_there_is_tried_once_and_the_notes_are_asked_about_later(
    vault: Path, server: ModelServer
) -> None:
    for at in range(5):
        write(vault, f"{at}.md", NOTE.format(front="").replace("Mill talk", f"Talk {at}"))
    with ModelServer().running() as gone:
        nowhere = gone.url
    configure(vault, nowhere, "parallel = 1")
    with graphkit.build(vault) as kg:
        assert [(p.path, p.kind) for p in told(kg)] == [("0.md", "model-failed"), ("graphkit.toml", "model-failed")]
        assert "cannot be asked" in told(kg)[0].message
        assert told(kg)[1].message.startswith("5 notes were not asked about")
        assert kg.report is not None
        assert kg.report.loaded == 6
    configure(vault, server.url)
    with graphkit.build(vault) as kg:
        assert told(kg) == []
    assert len(server.asked) == 6


@pytest.mark.parametrize("status", [401, 403, 404])
def test_an_error_that_concerns_every_note_is_met_once(
    vault: Path, server: ModelServer, status: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MILL_KEY", "secret-7")
    for at in range(5):
        write(vault, f"{at}.md", NOTE.format(front="").replace("Mill talk", f"Talk {at}"))
    server.answer = lambda asked: Reply(b"the key secret-7 is wrong", status)
    configure(vault, server.url, "parallel = 1", 'key_env = "MILL_KEY"')
    with graphkit.build(vault) as kg:
        found = told(kg)
    assert len(server.asked) == 1
    assert [problem.path for problem in found] == ["0.md", "graphkit.toml"]
    assert f"HTTP {status}" in found[0].message
    assert "secret-7" not in str(found)


def test_after_three_failures_in_a_row_the_rest_waits_for_the_next_build(vault: Path, server: ModelServer) -> None:
    for at in range(6):
        write(vault, f"{at}.md", NOTE.format(front="").replace("Mill talk", f"Talk {at}"))
    server.answer = lambda asked: Reply(b"", 500)
    configure(vault, server.url, "parallel = 1")
    with graphkit.build(vault) as kg:
        assert [problem.path for problem in told(kg)] == ["0.md", "1.md", "2.md", "graphkit.toml"]
    assert len(server.asked) == 3
    server.answer = lambda asked: rights(WHEEL)
    graphkit.build(vault).close()
    assert len(server.asked) == 10


def test_a_busy_server_is_asked_again_after_the_pause_it_wants(vault: Path, server: ModelServer) -> None:
    replies = [Reply(b"", 429, {"Retry-After": "0"}), Reply(b"", 503, {"Retry-After": "0"}), rights(WHEEL)]
    server.answer = lambda asked: replies.pop(0)
    configure(vault, server.url)
    with graphkit.build(vault) as kg:
        assert told(kg) == []
        assert len(proposed(kg)) == 1


def test_a_key_that_is_not_in_the_environment_sends_nothing(vault: Path, server: ModelServer) -> None:
    configure(vault, server.url, 'key_env = "GRAPHKIT_TEST_NO_SUCH_KEY"')
    with graphkit.build(vault) as kg:
        [problem] = told(kg)
    assert server.asked == []
    assert (problem.path, "GRAPHKIT_TEST_NO_SUCH_KEY is not set" in problem.message) == ("graphkit.toml", True)


def test_notes_leave_the_machine_only_with_remote(vault: Path) -> None:
    configure(vault, "http://192.0.2.7:8080/v1", "timeout = 1")
    with graphkit.build(vault) as kg:
        [problem] = [p for p in check(kg) if p.kind == "configuration"]
        assert told(kg) == []
    assert (problem.line, "notes would leave it" in problem.message, "remote = true" in problem.hint) == (4, True, True)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_not_followed(vault: Path, server: ModelServer, status: int) -> None:
    with ModelServer().running() as elsewhere:
        server.answer = lambda asked: Reply(b"", status, {"Location": f"{elsewhere.url}/chat/completions"})
        configure(vault, server.url)
        with graphkit.build(vault) as kg:
            [problem] = told(kg)
        assert elsewhere.asked == []
    assert f"HTTP {status}" in problem.message
    assert "redirects are not followed" in problem.hint


def test_what_goes_to_this_machine_goes_past_every_proxy(
    vault: Path, server: ModelServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    with ModelServer().running() as proxy:
        for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{proxy.port}")
        monkeypatch.setenv("no_proxy", "")
        configure(vault, server.url)
        graphkit.build(vault).close()
        assert proxy.asked == []
    assert len(server.asked) == 1


def test_no_more_requests_at_a_time_than_wanted_and_all_notes_are_asked_about(vault: Path, server: ModelServer) -> None:
    for at in range(12):
        write(vault, f"{at}.md", NOTE.format(front="").replace("Mill talk", f"Talk {at}"))

    def slow(asked: Asked) -> Reply:
        time.sleep(0.05)
        return rights(WHEEL)

    server.answer = slow
    configure(vault, server.url, "parallel = 3")
    with graphkit.build(vault) as kg:
        assert told(kg) == []
    assert (len(server.asked), server.most) == (13, 3)


def test_worker_processes_read_and_the_model_is_asked_all_the_same(vault: Path, server: ModelServer) -> None:
    for at in range(240):
        write(vault, f"{at}.md", f"# Talk {at}\n\nThe kiln of day {at} is cold.\n")
    configure(vault, server.url, "parallel = 8")
    with graphkit.build(vault, jobs=2) as kg:
        assert len(proposed(kg)) == 1
        assert kg.report is not None
        assert "ask" in kg.report.stages
        assert {p.path for p in told(kg)} == {f"{at}.md" for at in range(240)}  # the quote is in one note only
    assert len(server.asked) == 241


def test_a_long_note_is_sent_in_parts(vault: Path, server: ModelServer) -> None:
    fill = "\n\n".join(f"The kiln of day {at} was cold and nobody minded." for at in range(60))
    write(vault, "mill.md", f"{NOTE.format(front='')}\n{fill}\n")
    server.answer = lambda asked: rights(WHEEL) if QUOTE in asked.text else rights()
    configure(vault, server.url, "characters = 1000")
    with graphkit.build(vault) as kg:
        assert told(kg) == []
        assert len(proposed(kg)) == 1
    assert len(server.asked) > 2
    assert max(len(asked.text) for asked in server.asked) <= 1000
    sent = "\n".join(asked.text for asked in server.asked)
    assert all(f"The kiln of day {at} was cold" in sent for at in range(60))


def test_invented_statements_are_left_out_and_counted(vault: Path, server: ModelServer) -> None:
    server.answer = lambda asked: rights(
        WHEEL,
        right("Casimir Holm decides on the water wheel.", "Casimir Holm"),
        right(QUOTE, "Hedda Invented"),
        {**WHEEL, "power": "Rule"},
        {"quote": QUOTE},
    )
    configure(vault, server.url)
    with graphkit.build(vault) as kg:
        [problem] = told(kg)
        assert len(proposed(kg)) == 1
        assert "Invented" not in json.dumps([str(row) for row in proposed(kg)])
    assert (problem.path, problem.kind, problem.severity) == ("mill.md", "model-discarded", "info")
    assert problem.message.startswith("4 of 5 statements")
    for part in ("2 not of the form", "1 quoting words that are not in the note", "1 giving it to somebody"):
        assert part in problem.message
    asked = len(server.asked)
    with graphkit.build(vault, fresh=True) as kg:
        assert told(kg) == [problem]
    assert len(server.asked) == asked
