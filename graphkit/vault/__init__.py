"""What is on disk becomes a `Note`; this room knows nothing of people or RDF."""

from graphkit.vault.config import Config, Person, load_config
from graphkit.vault.dates import find_date, parse_date
from graphkit.vault.dialect import Dialect, choose, load_dialects
from graphkit.vault.directory_files import Manifest, ManifestRow, read_aliases, read_manifest
from graphkit.vault.files import NoteFile, Vault
from graphkit.vault.note import Block, Field, FrontMatter, Link, Note, Place, Section, SectionKind, Span
from graphkit.vault.place import place_of
from graphkit.vault.problem import KINDS, Problem, Severity, problem
from graphkit.vault.read import Read, digest_of, read_note
from graphkit.vault.tasks import Task, parse_task
from graphkit.vault.values import as_list, split_list, text_of
from graphkit.vault.wording import ItemWords, KindWords, ListWords

__all__ = [
    "KINDS",
    "Block",
    "Config",
    "Dialect",
    "Field",
    "FrontMatter",
    "ItemWords",
    "KindWords",
    "Link",
    "ListWords",
    "Manifest",
    "ManifestRow",
    "Note",
    "NoteFile",
    "Person",
    "Place",
    "Problem",
    "Read",
    "Section",
    "SectionKind",
    "Severity",
    "Span",
    "Task",
    "Vault",
    "as_list",
    "choose",
    "digest_of",
    "find_date",
    "load_config",
    "load_dialects",
    "parse_date",
    "parse_task",
    "place_of",
    "problem",
    "read_aliases",
    "read_manifest",
    "read_note",
    "split_list",
    "text_of",
]
