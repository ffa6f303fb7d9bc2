"""Questions on the command line, asked of a graph that is written out by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from graphkit.cli.app import app

GRAPH = str(Path(__file__).parents[1] / "graph" / "fixture.trig")
LABELS = "SELECT ?label { VALUES ?it { topic:budget topic:hiring } ?it rdfs:label ?label } ORDER BY ?label"


def run(*arguments: str, standard_input: str | None = None) -> Result:
    return CliRunner().invoke(app, list(arguments), input=standard_input)


def test_a_query_in_a_pipe_gives_tab_separated_rows_and_nothing_else() -> None:
    answer = run("sparql", LABELS, "--graph", GRAPH)
    assert (answer.exit_code, answer.stdout, answer.stderr) == (0, "label\nbudget\nhiring\n", "")


@pytest.mark.parametrize(
    ("format", "expected"),
    [
        ("csv", "label\nbudget\nhiring\n"),
        ("md", "| label |\n| --- |\n| budget |\n| hiring |\n"),
    ],
)
def test_a_format_is_printed_as_named(format: str, expected: str) -> None:
    assert run("sparql", LABELS, "--graph", GRAPH, "--format", format).stdout == expected


def test_json_is_what_the_sparql_standard_says() -> None:
    answer = json.loads(run("sparql", LABELS, "--graph", GRAPH, "--format", "json").stdout)
    rows = [{"label": {"type": "literal", "value": word}} for word in ("budget", "hiring")]
    assert answer == {"head": {"vars": ["label"]}, "results": {"bindings": rows}}


def test_a_table_has_no_colour_and_no_marks_when_nobody_sees_it() -> None:
    table = run("sparql", LABELS, "--graph", GRAPH, "--format", "table").stdout
    assert "budget" in table
    assert "\x1b" not in table


def test_words_of_a_note_are_never_read_as_styles() -> None:
    query = "SELECT ?x { BIND('[red]a[/red] [?]' AS ?x) }"
    table = run("sparql", query, "--graph", GRAPH, "--format", "table").stdout
    assert "[red]a[/red] [?]" in table


def test_a_limit_is_kept() -> None:
    assert run("sparql", LABELS, "--graph", GRAPH, "--limit", "1").stdout == "label\nbudget\n"


def test_a_query_comes_from_a_file_or_from_standard_input(tmp_path: Path) -> None:
    file = tmp_path / "labels.rq"
    file.write_text(LABELS, "utf-8")
    from_file = run("sparql", "-f", str(file), "--graph", GRAPH)
    piped = run("sparql", "-", "--graph", GRAPH, standard_input=LABELS)
    assert from_file.stdout == piped.stdout == "label\nbudget\nhiring\n"


def test_as_of_is_a_value_that_a_query_can_use() -> None:
    query = "SELECT ?as_of ?earlier { BIND(?as_of < '2026-02-01'^^xsd:date AS ?earlier) }"
    answer = run("sparql", query, "--as-of", "2026-01-31", "--graph", GRAPH)
    assert answer.stdout == "as_of\tearlier\n2026-01-31\ttrue\n"


def test_yes_or_no_and_triples_are_answers_too() -> None:
    assert run("sparql", "ASK { topic:budget a skos:Concept }", "--graph", GRAPH).stdout == "true\n"
    built = run("sparql", "CONSTRUCT { topic:budget a skos:Concept } WHERE {}", "--graph", GRAPH)
    assert built.stdout == "subject\tpredicate\tobject\ntopic:budget\trdf:type\tskos:Concept\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("sparql", "SELECT * { ?a"), "line 1"),
        (("sparql", "SELECT * { SERVICE <http://example.org/> { ?a ?b ?c } }"), "SERVICE"),
        (("sparql", "DELETE WHERE { ?a ?b ?c }"), "only"),
        (("sparql",), "-f FILE"),
        (("sparql", "ASK {}", "-f", "x.rq"), "-f FILE"),
        (("sparql", "ASK {}", "--as-of", "yesterday"), "2026-03-31"),
        (("sparql", "ASK {}", "--format", "xml"), "'table', 'json', 'csv', 'tsv', 'md'"),
        (("sparql", "ASK {}", "--limit", "-1"), "limit"),
        (("query", "who-decide"), "Did you mean 'who-decides'?"),
        (("query", "who-decides", "--topik", "budget"), "Did you mean '--topic'?"),
        (("query", "who-decides", "budget"), "no place for 'budget'"),
        (("query", "who-decides", "--topic"), "--topic needs a value"),
        (("query", "who-decides", "--topic", "geese"), "No topic is called 'geese'"),
        (("query", "who-decides", "--as-of", "31.3.2026"), "as_of"),
        (("export", "-o", "graph.docx"), "Known: trig"),
        (("export", "-o", "graph.nq", "--as", "word"), "Known: trig"),
        (("export",), "-o"),
        (("network", "power"), "Known: decision-rights"),
        (("network", "ego"), "around"),
        (("quary",), "Did you mean 'query'?"),
    ],
)
def test_a_wrong_question_says_what_is_wrong_and_ends_with_2(arguments: tuple[str, ...], said: str) -> None:
    graph = ("--graph", GRAPH) if arguments[0] != "quary" else ()
    answer = run(*arguments, *graph)
    assert answer.exit_code == 2
    assert answer.stdout == ""
    assert said in answer.stderr
    assert "Traceback" not in answer.stderr


def test_the_list_of_queries_needs_no_graph() -> None:
    answer = run("query", "--format", "json")
    listed = {query["name"]: query for query in json.loads(answer.stdout)}
    assert answer.exit_code == 0
    assert [parameter["name"] for parameter in listed["who-decides"]["parameters"]] == ["topic", "as_of"]
    assert all(query["description"] and query["columns"] for query in listed.values())


def test_a_query_explains_itself() -> None:
    answer = run("query", "who-decides", "--help")
    assert answer.exit_code == 0
    for said in ("--topic TOPIC", "--as-of DATE", "Columns:", "Ask it: graphkit query who-decides"):
        assert said in answer.stdout


def test_the_parameters_of_a_query_are_its_options() -> None:
    apart = run("query", "who-decides", "--topic", "pricing", "--graph", GRAPH)
    joined = run("query", "who-decides", "--graph", GRAPH, "--topic=pricing")
    everything = run("query", "who-decides", "--graph", GRAPH)
    assert apart.exit_code == 0
    assert apart.stdout == joined.stdout
    assert 1 < len(apart.stdout.splitlines()) < len(everything.stdout.splitlines())


def test_as_of_reaches_the_query() -> None:
    then = run("query", "decision-rights", "--as-of", "2000-01-01", "--graph", GRAPH)
    assert len(then.stdout.splitlines()) == 1
