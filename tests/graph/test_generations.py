"""Builds that are seen whole or not at all, and readers that keep what they opened."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pyoxigraph as ox
import pytest

from graphkit.graph import KnowledgeGraph, Names, Store, StoreError
from graphkit.graph.generations import Generations

ADA = ox.NamedNode("urn:graphkit:person:ada")


def fact(name: str, graph: ox.NamedNode = ADA) -> ox.Quad:
    return ox.Quad(ADA, ADA, ox.Literal(name), graph)


def build(folder: Path, *names: str, fresh: bool = False) -> None:
    with Store.begin(folder, fresh=fresh) as store:
        store.inner.extend(map(fact, names))
        store.commit()


def read(folder: Path) -> set[str]:
    with Store.open(folder) as store:
        return {quad.object.value for quad in store.inner}


def test_what_was_committed_is_read(tmp_path: Path) -> None:
    build(tmp_path, "one")
    assert read(tmp_path) == {"one"}
    assert (tmp_path / "current").read_text("ascii") == "1\n"


def test_the_next_build_begins_with_the_last_or_afresh(tmp_path: Path) -> None:
    build(tmp_path, "one")
    build(tmp_path, "two")
    assert read(tmp_path) == {"one", "two"}
    build(tmp_path, "three", fresh=True)
    assert read(tmp_path) == {"three"}


def test_what_people_said_outlives_a_fresh_build(tmp_path: Path) -> None:
    with Store.begin(tmp_path) as store:
        store.inner.extend([fact("one"), fact("said", store.names.curated)])
        store.commit()
    build(tmp_path, "two", fresh=True)
    assert read(tmp_path) == {"two", "said"}


def test_before_the_commit_nobody_sees_anything(tmp_path: Path) -> None:
    build(tmp_path, "one")
    with Store.begin(tmp_path) as store:
        store.inner.add(fact("two"))
        assert read(tmp_path) == {"one"}
        store.commit()
    assert read(tmp_path) == {"one", "two"}


def test_a_build_that_is_given_up_leaves_nothing(tmp_path: Path) -> None:
    build(tmp_path, "one")
    with Store.begin(tmp_path) as store:
        store.inner.add(fact("two"))
    assert read(tmp_path) == {"one"}
    assert sorted(path.name for path in (tmp_path / "generations").iterdir() if path.is_dir()) == ["1"]


def test_a_reader_keeps_its_generation_while_others_are_built(tmp_path: Path) -> None:
    build(tmp_path, "one")
    with Store.open(tmp_path) as reader:
        for name in ("two", "three"):
            build(tmp_path, name)
        assert {quad.object.value for quad in reader.inner} == {"one"}
        assert read(tmp_path) == {"one", "two", "three"}
        assert (tmp_path / "generations" / "1").is_dir()
        assert not (tmp_path / "generations" / "2").exists()
    assert not (tmp_path / "generations" / "1").exists()


def test_two_builds_at_once_are_refused(tmp_path: Path) -> None:
    build(tmp_path, "one")
    with Store.begin(tmp_path), pytest.raises(StoreError, match="Another build"):
        Store.begin(tmp_path)
    build(tmp_path, "two")


def test_a_killed_build_leaves_nothing_current_and_hinders_nobody(tmp_path: Path) -> None:
    code = """
        import sys, pyoxigraph as ox
        from graphkit.graph import Store
        store = Store.begin(sys.argv[1])
        node = ox.NamedNode("urn:x")
        store.inner.add(ox.Quad(node, node, ox.Literal("half"), node))
        store.inner.flush()
        print("ready", flush=True)
        sys.stdin.read()
    """
    build(tmp_path, "one")
    child = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(code), str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert child.stdout is not None
    assert child.stdin is not None
    try:
        assert child.stdout.readline().strip() == b"ready"
        assert (tmp_path / "generations" / "2").is_dir()
    finally:
        os.kill(child.pid, signal.SIGKILL)
        child.wait()
        child.stdout.close()
        child.stdin.close()
    assert read(tmp_path) == {"one"}
    build(tmp_path, "two")
    assert read(tmp_path) == {"one", "two"}


def test_a_folder_without_a_graph_says_how_to_get_one(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="Run: graphkit build"):
        Store.open(tmp_path)


@pytest.mark.parametrize("wrong", ["", "not a number", "99"])
def test_a_pointer_that_points_nowhere_is_no_graph(tmp_path: Path, wrong: str) -> None:
    build(tmp_path, "one")
    (tmp_path / "current").write_text(wrong, "ascii")
    with pytest.raises(StoreError, match="no graph"):
        Store.open(tmp_path)


def test_a_graph_of_another_version_is_not_read_wrongly(tmp_path: Path) -> None:
    build(tmp_path, "one")
    about = tmp_path / "generations" / "1" / "side" / "graph.json"
    about.write_text(about.read_text("utf-8").replace('"format":', '"format":9'), "utf-8")
    with pytest.raises(StoreError, match="another version"):
        Store.open(tmp_path)
    build(tmp_path, "two")
    assert read(tmp_path) == {"two"}


def test_side_files_belong_to_their_generation(tmp_path: Path) -> None:
    with Store.begin(tmp_path) as store:
        assert store.side is not None
        (store.side / "words.txt").write_text("one", "utf-8")
        store.commit()
    with Store.open(tmp_path) as reader:
        with Store.begin(tmp_path) as store:
            assert store.side is not None
            (store.side / "words.txt").write_text("two", "utf-8")
            store.commit()
        assert reader.side is not None
        assert (reader.side / "words.txt").read_text("utf-8") == "one"


def test_the_base_of_the_names_is_kept(tmp_path: Path) -> None:
    with Store.begin(tmp_path, names=Names("https://kg.example/")) as store:
        store.inner.add(fact("one"))
        store.commit()
    build(tmp_path, "two")
    with Store.open(tmp_path) as store:
        assert store.names.base == "https://kg.example/"
    with Store.begin(tmp_path, names=Names()) as store:
        assert len(store) == 0


def test_a_graph_keeps_itself_out_of_git(tmp_path: Path) -> None:
    build(tmp_path / ".graphkit", "one")
    assert (tmp_path / ".graphkit" / ".gitignore").read_text("ascii") == "*\n"


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", "utf-8")
    with pytest.raises(StoreError, match="--graph DIR"):
        Store.begin(tmp_path / "file")


def test_a_reader_cannot_write_and_a_closed_graph_says_so(tmp_path: Path) -> None:
    build(tmp_path, "one")
    store = Store.open(tmp_path)
    with pytest.raises(StoreError, match="reading only"):
        store.replace_graph(ADA, [])
    store.close()
    store.close()
    with pytest.raises(StoreError, match="closed"):
        len(store)


def test_a_vault_its_graph_and_a_file_all_open(tmp_path: Path) -> None:
    build(tmp_path / ".graphkit", "one")
    file = tmp_path / "graph.nq"
    file.write_text('<urn:s> <urn:p> "one" <urn:g> .\n', "utf-8")
    for place in (tmp_path, tmp_path / ".graphkit", file):
        with KnowledgeGraph.open(place) as kg:
            assert kg.sparql("ASK { ?s ?p 'one' }") is True
            assert kg.problems() == []
    (tmp_path / "bad.nq").write_text("no", "utf-8")
    with pytest.raises(StoreError, match="cannot be read"):
        KnowledgeGraph.open(tmp_path / "bad.nq")


def test_generations_are_counted_on_past_what_is_left_over(tmp_path: Path) -> None:
    build(tmp_path, "one")
    (tmp_path / "generations" / "7").mkdir()
    generation, lock = Generations(tmp_path).prepare()
    assert generation.number == 2
    assert not (tmp_path / "generations" / "7").exists()
    lock.release()
