"""What is not to be shown is nowhere: private notes, and people's names where they are to stay unnamed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import graphkit
from graphkit.graph.pseudonyms import pseudonymised
from graphkit.graph.strangers import Strangers
from graphkit.graph.unnaming import Person, Unnaming

CANARY = "kestrelcanary"
FORMATS = ("trig", "nq", "jsonld", "ttl", "graphml", "gexf", "csv")


def write(vault: Path, name: str, title: str, text: str, more: str = "") -> None:
    vault.mkdir(parents=True, exist_ok=True)
    front = f"title: {title}\ndate: 2026-02-10\nparticipants: [Ottilie Brandvold, Casimir Holm]\n{more}"
    (vault / name).write_text(f"---\n{front}---\n\n## Information\n\n{text}\n", "utf-8")


@pytest.fixture(scope="module")
def vault(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("private") / "Notes"
    write(
        folder,
        "one.md",
        "Ottilie 1:1 with Casimir Holm, shelves",
        "Casimir Holm decides on shelves. Ottilie recommends them to Casimir.",
    )
    write(
        folder,
        "two.md",
        "Shelves again",
        "Ottilie Brandvold owns the price of Brandvold lamps.\n\n## Decisions\n\n- Casimir keeps the old shelves.",
    )
    secret = f"{CANARY.title()} Vane decides on {CANARY} shelves. Casimir Holm decides on the {CANARY}."
    write(folder, f"{CANARY}.md", CANARY.title(), secret, more=f"private: true\n{CANARY}: {CANARY}\n")
    write(folder / "HR", f"{CANARY} too.md", f"{CANARY.title()} too", secret)
    (folder / "graphkit.toml").write_text('[vault]\nprivate = ["HR/**"]\n', "utf-8")
    return folder


@pytest.mark.parametrize("pseudonymise", [False, True])
def test_a_private_note_leaves_nothing_in_any_output(pseudonymise, vault, tmp_path):
    with graphkit.build(vault) as kg:
        page = kg.view(tmp_path / "page.html", pseudonymise=pseudonymise)
        files = [page, *(kg.export(tmp_path / f"graph.{end}", pseudonymise=pseudonymise) for end in FORMATS)]
        for file in files:
            assert CANARY not in file.read_text("utf-8").casefold(), file.name
        shown = kg.pseudonymised() if pseudonymise else kg
        for name, query in shown.queries.items():
            if not any(parameter.required for parameter in query.parameters):
                assert CANARY not in str(shown.query(name)).casefold()
        assert CANARY not in str(shown.who("shelves")).casefold()


@pytest.mark.browser
def test_private_notes_are_in_no_file_that_the_page_saves_and_count_nowhere(vault, open_page):
    with graphkit.build(vault) as kg:
        page = open_page(kg)
    assert "2 notes" in page.page.locator("#subtitle").inner_text(), "four are in the folder"
    for view in ("matrix", "graph", "timeline", "questions"):
        page.page.locator(f"#tab-{view}").click()
        for kind in ("svg", "csv"):
            page.page.locator("#save summary").click()
            with page.page.expect_download() as waiting:
                page.page.locator(f"#save-{kind}").click()
            assert CANARY not in Path(waiting.value.path()).read_text("utf-8").casefold()
    page.page.locator("#search").fill(CANARY[:7])
    assert CANARY not in page.page.locator("#found").inner_text().casefold()


@pytest.mark.parametrize("ending", [*FORMATS, "html"])
def test_no_name_is_left_where_people_are_to_stay_unnamed(ending, vault, tmp_path):
    with graphkit.build(vault) as kg:
        file = tmp_path / f"out.{ending}"
        kg.view(file, pseudonymise=True, title="Us") if ending == "html" else kg.export(file, pseudonymise=True)
    text = file.read_text("utf-8")
    if ending == "html":
        text = re.search(r'id="data">(.*?)</script>', text, re.DOTALL)[1]
    assert not re.search(r"ottilie|brandvold|casimir|holm|Notes/|one\.md", text, re.IGNORECASE)
    assert "shelves" in text


def test_invented_names_stay_the_same_on_disk_and_say_nothing_of_the_real_ones(vault, tmp_path):
    def labels(kg: graphkit.KnowledgeGraph) -> list[str]:
        return sorted(
            row["name"] for row in kg.pseudonymised().sparql("SELECT ?name { ?p a foaf:Person ; rdfs:label ?name }")
        )

    with graphkit.build(vault) as kg:
        first = labels(kg)
    with graphkit.build(vault, fresh=True) as kg:
        again = labels(kg)
    with graphkit.build(vault, graph=tmp_path / "other") as kg:
        elsewhere = labels(kg)
    assert first == again
    assert len(set(first)) == len(first) == len(elsewhere)
    assert first != elsewhere, "they could be worked out"
    kept = vault / ".graphkit" / "pseudonyms.json"
    assert kept.stat().st_mode & 0o077 == 0


def test_the_same_is_decided_by_the_same_people_under_other_names(vault):
    with graphkit.build(vault) as kg:
        shown = kg.pseudonymised()
        count = "SELECT (COUNT(*) AS ?n) { ?a gk:decides ?t }"
        assert list(kg.sparql(count)) == list(shown.sparql(count))
        assert len(kg.store) > len(shown.store) > len(kg.store) / 2


def test_a_graph_in_memory_can_be_pseudonymised_too(kg):
    copy = pseudonymised(kg.store)
    text = "\n".join(map(str, copy.inner))
    assert not re.search(r"amara|osei|björn|lindqvist|haddad", text, re.IGNORECASE)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Zoë O'Hara-Blake and zoe agree", "Juno Quill and Juno agree"),
        ("ZOE's; (Blake)", "Juno's; (Quill)"),
        ("write to zoe.ohara@example.org or @zohara", "write to address or @Juno"),
        ("see https://example.org/zoe/x", "see link"),
        ("ask @stranger", "ask @Somebody"),
        ("van Dijk, Maarten van Dijk, a van", "van Farkas, Remy Farkas, a van"),
        ("Bo said so, no bob", "Edda said so, no bob"),
        ("山田太郎が決める", "Una Cinderが決める"),
        ("Sam spoke", "Somebody spoke"),
        ("Will will ask, if Will can; WILL?", "Arlo will ask, if Arlo can; Arlo?"),
        ("the oak table", "the oak table"),
    ],
)
def test_names_are_found_in_texts_however_they_are_written(text, expected):
    people = [
        Person(("Zoë O'Hara-Blake", "zohara"), ("Juno", "Quill")),
        Person(("Maarten van Dijk",), ("Remy", "Farkas")),
        Person(("Bo",), ("Edda", "Thorne")),
        Person(("山田太郎",), ("Una", "Cinder")),
        Person(("Sam Ames",), ("Ilse", "Vasari")),
        Person(("Sam Boyd",), ("Neve", "Wexford")),
        Person(("Will Crane",), ("Arlo", "Zabel")),
    ]
    assert Unnaming(people, somebody="Somebody").text(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ask Quirin about the lamps.", "Ask […] about the lamps."),
        ("Quirin McVaal-Ödegård brings the lamps", "[…] brings the lamps"),
        ("Lamps for Halden by Monday, API and PeerSync too", "Lamps for Halden by Monday, API and PeerSync too"),
        ("according to Quirin's list", "according to […]'s list"),
        ("山田太郎 decides", "山田太郎 decides"),
    ],
)
def test_capitalised_words_that_are_nowhere_a_word_are_left_out(text, expected):
    texts = ["we bring the lamps, the list and quirin@example.org decides"]
    assert Strangers(texts, names=["Halden works"], instead="[…]").text(text) == expected


def test_a_name_that_the_graph_does_not_know_is_in_no_pseudonymised_output(tmp_path):
    write(
        tmp_path / "Notes",
        "one.md",
        "Shelves",
        "Casimir Holm decides on shelves.\n\n## Decisions\n\n- The lamps come from Quirin.\n\n"
        "## Open questions\n\n- Does Quirin deliver shelves?\n\n## Actions\n\n- [ ] Ask Quirin for lamps @Casimir Holm",
    )
    with graphkit.build(tmp_path / "Notes") as kg:
        plain = kg.view(tmp_path / "plain.html").read_text("utf-8")
        files = [kg.view(tmp_path / "page.html", pseudonymise=True)]
        files += [kg.export(tmp_path / f"graph.{end}", pseudonymise=True) for end in FORMATS]
    assert plain.count("Quirin") > 3
    for file in files:
        assert "quirin" not in file.read_text("utf-8").casefold(), file.name
        assert "lamps" in file.read_text("utf-8"), file.name
