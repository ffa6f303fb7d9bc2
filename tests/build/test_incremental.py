"""A build reads what changed, writes what depends on it, and is seen as a whole or not at all."""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

import graphkit
from graphkit.graph.errors import StoreError
from graphkit.pipeline import changes

NOTE = """---
title: "{title}"
date: "{date}"
participants: ["Ottilie Brand", "Casimir Holm"]
tags: ["generated"]
---

# {title}

## Action Items

- [ ] Send the price list to the shops. @Casimir Holm 📅 2026-03-01

## Key Information

- {fact}
"""


def write(folder: Path, name: str, title: str, fact: str, date: str = "2026-02-10") -> Path:
    """Write a note that is old enough to be trusted by its time."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(NOTE.format(title=title, date=date, fact=fact), "utf-8")
    old = time.time() - 60
    os.utime(path, (old, old))
    return path


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    folder = tmp_path / "notes"
    write(folder, "one.md", "Ottilie 1:1 with Casimir, shops", "Ottilie Brand decides on opening hours.")
    write(folder, "two.md", "Window displays", "Casimir Holm decides on window displays.", "2026-02-11")
    write(folder, "three.md", "Loading dock", "The loading dock is closed on Mondays.", "2026-02-12")
    (folder / "graphkit.toml").write_text('[vault]\nowner = "Ottilie Brand"\n', "utf-8")
    return folder


def test_a_second_build_finds_nothing_to_do_and_keeps_the_generation(vault: Path) -> None:
    first = graphkit.build(vault)
    second = graphkit.build(vault)
    assert first.store.generation == second.store.generation
    assert len(first.store) == len(second.store)
    first.close()
    second.close()


def test_a_touched_file_with_the_same_text_changes_nothing(vault: Path) -> None:
    with graphkit.build(vault) as first:
        generation = first.store.generation
    os.utime(vault / "one.md")
    with graphkit.build(vault) as second:
        assert second.store.generation == generation


def test_one_changed_note_writes_one_graph(vault: Path) -> None:
    graphkit.build(vault).close()
    write(vault, "three.md", "Loading dock", "The loading dock is closed on Tuesdays.", "2026-02-12")
    with graphkit.build(vault) as kg:
        assert kg.report is not None
        assert (kg.report.graphs, kg.report.unchanged, kg.report.loaded) == (1, 2, 3)


def test_a_note_that_is_gone_takes_its_statements_with_it(vault: Path) -> None:
    graphkit.build(vault).close()
    (vault / "two.md").unlink()
    with graphkit.build(vault) as kg:
        assert kg.sparql('ASK { ?right gk:scope ?s FILTER(CONTAINS(?s, "window")) }') is False
        assert kg.sparql('ASK { ?n a gk:Note ; gk:path "two.md" }') is False
        assert kg.sparql('ASK { ?right gk:scope ?s FILTER(CONTAINS(?s, "opening")) }') is True


def test_building_in_steps_gives_the_graph_that_building_at_once_gives(vault: Path, tmp_path: Path) -> None:
    late = vault / "two.md"
    text = late.read_text("utf-8")
    late.unlink()
    graphkit.build(vault).close()
    late.write_text(text, "utf-8")
    with graphkit.build(vault) as stepwise, graphkit.build(vault, graph=tmp_path / "fresh") as at_once:
        assert set(stepwise.store.inner) == set(at_once.store.inner)


def test_a_reader_keeps_the_graph_it_opened_while_another_is_built(vault: Path) -> None:
    with graphkit.build(vault) as before:
        (vault / "two.md").unlink()
        graphkit.build(vault).close()
        assert before.sparql('ASK { ?n a gk:Note ; gk:path "two.md" }') is True
    with graphkit.open(vault) as after:
        assert after.sparql('ASK { ?n a gk:Note ; gk:path "two.md" }') is False


def test_a_changed_configuration_is_noticed(vault: Path) -> None:
    graphkit.build(vault).close()
    assert not changes(vault)
    (vault / "graphkit.toml").write_text('[vault]\nowner = "Casimir Holm"\n', "utf-8")
    assert changes(vault).setup
    with graphkit.build(vault) as kg:
        assert kg.report is not None
        assert kg.report.unchanged == 0


def test_what_changed_is_told_without_building(vault: Path) -> None:
    graphkit.build(vault).close()
    write(vault, "four.md", "Lamps", "Lamps are ordered by the shops.", "2026-02-13")
    write(vault, "one.md", "Ottilie 1:1 with Casimir, shops", "Nothing was said.")
    (vault / "three.md").unlink()
    told = changes(vault)
    assert (told.new, told.changed, told.gone) == (("four.md",), ("one.md",), ("three.md",))


def test_a_private_note_leaves_nothing_in_the_graph(vault: Path) -> None:
    secret = write(vault, "secret.md", "Kestrelcanary", "Kestrelcanary Vane decides on kestrelcanary.")
    secret.write_text(secret.read_text("utf-8").replace("tags:", "private: true\ntags:"), "utf-8")
    with graphkit.build(vault) as kg:
        assert "kestrelcanary" not in "\n".join(map(str, kg.store.inner)).casefold()
        assert kg.report is not None
        assert kg.report.skipped == {"private": 1}


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="There is no folder"):
        graphkit.build(tmp_path / "nowhere")


def test_workers_and_no_workers_give_the_same_graph(tmp_path: Path) -> None:
    folder = tmp_path / "many"
    for number in range(240):
        write(folder, f"n{number:03}.md", f"Round {number}", f"Casimir Holm decides on shelf {number}.")
    with (
        graphkit.build(folder, graph=tmp_path / "a", jobs=2) as with_workers,
        graphkit.build(folder, graph=tmp_path / "b", jobs=1) as alone,
    ):
        assert set(with_workers.store.inner) == set(alone.store.inner)


def test_files_that_were_only_touched_are_read_again_once(vault: Path) -> None:
    graphkit.build(vault).close()
    now = time.time() - 30
    for path in vault.glob("*.md"):
        os.utime(path, (now, now))
    graphkit.build(vault).close()
    assert not changes(vault)


def test_an_owner_named_to_the_build_is_no_change_of_the_vault(vault: Path) -> None:
    graphkit.build(vault, owner="Casimir Holm").close()
    assert not changes(vault)


def test_an_undated_page_is_no_newer_than_the_newest_note_however_new_its_file(vault: Path) -> None:
    page = vault / "People" / "Casimir Holm" / "README.md"
    page.parent.mkdir(parents=True)
    page.write_text("# Casimir Holm\n\n## Key Facts\n\n- Casimir Holm decides on shop floors.\n", "utf-8")
    query = 'SELECT ?day { ?r gk:scope ?s ; dcterms:date ?day FILTER(CONTAINS(?s, "shop floors")) }'
    with graphkit.build(vault) as kg:
        assert [str(row["day"]) for row in kg.sparql(query)] == ["2026-02-12"]
    old = datetime(2026, 1, 20, tzinfo=UTC).timestamp()
    os.utime(page, (old, old))
    with graphkit.build(vault, fresh=True) as kg:
        assert [str(row["day"]) for row in kg.sparql(query)] == ["2026-01-20"]
