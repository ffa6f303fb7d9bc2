"""graphkit.toml."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.vault.address import Address
from graphkit.vault.config import Config, Model, Person, load_config


def load(folder: Path, text: str | bytes) -> tuple[Config, list[tuple[int, str]]]:
    data = text if isinstance(text, bytes) else text.encode()
    (folder / "graphkit.toml").write_bytes(data)
    config, problems = load_config(folder)
    assert all(problem.kind == "configuration" and problem.path == "graphkit.toml" for problem in problems)
    return config, [(problem.line, problem.message) for problem in problems]


def test_everything_is_optional(tmp_path: Path) -> None:
    assert load_config(tmp_path) == (Config(), [])


def test_a_full_configuration_is_read(tmp_path: Path) -> None:
    config, problems = load(
        tmp_path,
        """
        [vault]
        owner = "Ann Lee"
        include = ["_archive/gold.md"]
        exclude = "Drafts/**"
        private = ["HR/**"]
        [dialects]
        path = "dialects"
        "minutes/**" = "nodejs-tsc"
        [[person]]
        name = "Bo Kim"
        aliases = ["Bob"]
        organisation = "Acme"
        handles = ["@bo"]
        [graph]
        base = "https://example.org/graph/"
        [extract]
        spacy = false
        [view]
        theme = "dark"
        """,
    )
    assert not problems
    assert config == Config(
        owner="Ann Lee",
        include=("_archive/gold.md",),
        exclude=("Drafts/**",),
        private=("HR/**",),
        dialects=(("minutes/**", "nodejs-tsc"),),
        dialect_folder="dialects",
        people=(Person("Bo Kim", ("Bob",), "Acme", ("@bo",)),),
        base="https://example.org/graph/",
        extract={"spacy": False},
        view={"theme": "dark"},
    )


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("[vault]\nowner = 7\n", 2, "`owner` is a number, expected text"),
        ("[vault]\n\nexclude = [1]\n", 3, "`exclude` is a list, expected a list of texts"),
        ("[vault]\nowmer = 'x'\n", 2, "`owmer` is no key graphkit knows"),
        ("[vaults]\nx = 1\n", 1, "`vaults` is no table graphkit knows"),
        ("vault = 3\n", 1, "[vault] is a number, expected a table"),
        ("[graph]\nbase = 'no iri'\n", 2, "`base` is 'no iri', expected an IRI"),
        ("[[person]]\naliases = ['x']\n", 1, "a [[person]] has no name"),
        ("[vault]\nowner = \n", 2, "not TOML"),
        ("person = 'Ann'\n", 1, "person is text"),
    ],
)
def test_a_wrong_value_is_told_with_its_line(tmp_path: Path, text: str, line: int, says: str) -> None:
    _, ((found, message),) = load(tmp_path, text)
    assert says in message
    assert found == line


def test_one_wrong_value_does_not_cost_the_others(tmp_path: Path) -> None:
    config, problems = load(tmp_path, "[vault]\nowner = 'Ann'\nexclude = 3\n[graph]\nbase = 4\n")
    assert config == Config(owner="Ann")
    assert [line for line, _ in problems] == [3, 5]


def test_a_file_that_is_no_text_is_told(tmp_path: Path) -> None:
    assert load(tmp_path, b"\xff\xfe\x00")[0] == Config()


@given(
    text=st.text()
    | st.lists(st.sampled_from(["[vault]\n", "[[person]]\n", "name = ", "1\n", "'x'\n", "{", "}", "="])).map("".join)
)
def test_no_text_raises(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    load(tmp_path_factory.mktemp("config"), text.encode("utf-8", "replace"))


MODEL = "[extract.model]\nurl = 'http://localhost:11434'\nname = 'tiny'\n"


def test_a_model_needs_an_address_and_a_name(tmp_path: Path) -> None:
    config, problems = load(tmp_path, MODEL)
    assert not problems
    assert config.model == Model(
        Address("http://localhost:11434/v1/chat/completions", "localhost", True), "tiny", "", 120.0, 2, 12_000
    )
    assert config.extract == {}


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("[extract]\nmodel = 'tiny'\n", 2, "`model` is text, expected a table"),
        ("[extract.model]\nname = 'tiny'\n", 1, "`url` is missing"),
        ("[extract.model]\nurl = 'http://localhost'\n", 1, "the model has no name"),
        (MODEL.replace("http://localhost:11434", "localhost:11434"), 2, "`url` is not the address of a server"),
        (MODEL.replace("http://localhost:11434", "file:///etc/hosts"), 2, "`url` is not the address of a server"),
        (MODEL.replace("localhost", "me:secret@localhost"), 2, "`url` holds more than an address"),
        (MODEL.replace("localhost", "127.0.0.1.example.org"), 2, "is not this machine, so notes would leave it"),
        (MODEL.replace("localhost", "0.0.0.0"), 2, "`0.0.0.0` is not this machine"),
        (MODEL.replace("localhost", "example.org") + "remote = 'yes'\n", 2, "`example.org` is not this machine"),
        (MODEL + "timeout = 0\n", 4, "`timeout` is 0, expected a number from 1 to 3600"),
        (MODEL + "timeout = true\n", 4, "`timeout` is true or false, expected a number"),
        (MODEL + "parallel = 1000\n", 4, "`parallel` is 1000, expected a number from 1 to 64"),
        (MODEL + "parameters = 1\n", 4, "`parameters` is a number, expected a table"),
        (MODEL + "key_env = 'sk-live-1234'\n", 4, "`key_env` is no name of an environment variable"),
    ],
)
def test_a_model_that_is_configured_wrongly_is_not_asked(tmp_path: Path, text: str, line: int, says: str) -> None:
    config, problems = load(tmp_path, text)
    assert config.model is None
    assert problems[0][0] == line
    assert says in problems[0][1]
    assert "sk-live" not in str(problems)
    assert "secret" not in str(problems)


def test_a_key_of_the_model_that_nobody_knows_is_told_and_the_rest_is_used(tmp_path: Path) -> None:
    config, problems = load(tmp_path, MODEL + "time_out = 3\n")
    assert [line for line, _ in problems] == [4]
    assert config.model is not None


def test_another_machine_is_asked_only_when_that_is_said_outright(tmp_path: Path) -> None:
    config, problems = load(tmp_path, MODEL.replace("localhost:11434", "example.org") + "remote = true\n")
    assert not problems
    assert config.model is not None
    assert config.model.address == Address("http://example.org/v1/chat/completions", "example.org", False)
