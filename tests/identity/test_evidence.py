"""What alias files, manifests and graphkit.toml say, gathered."""

from __future__ import annotations

from pathlib import Path

from graphkit.extract.manifest import Listed, listed_in
from graphkit.identity.evidence import gather
from graphkit.vault.config import load_config
from graphkit.vault.directory_files import read_manifest
from graphkit.vault.files import Vault

MANIFEST = """# People

| Name | Role | Company | Email | Aliases |
| --- | --- | --- | --- | --- |
| [[Lena Holm]] | COO | Orbis | <lena@orbis.example> | Leni; LH |
| **Mats Lund** | | | | |
"""


def test_everything_said_outside_notes_is_gathered(tmp_path: Path) -> None:
    (tmp_path / "graphkit.toml").write_text(
        '[vault]\nowner = "Ada Roth"\n[[person]]\nname = "Li Wei"\naliases = ["Wei"]\n'
    )
    (tmp_path / "_MANIFEST.md").write_text(MANIFEST)
    (tmp_path / "aliases.yaml").write_text("people:\n  Juno Adeyemi: [Juno, J]\n")
    (tmp_path / "note.md").write_text("# A note\n")
    config, _ = load_config(tmp_path)
    vault = Vault(tmp_path, config)
    evidence = gather(vault, vault.files(), config)
    assert evidence.owner == "Ada Roth"
    assert [person.name for person in evidence.people] == ["Li Wei"]
    assert evidence.aliases == (("Juno Adeyemi", "J"), ("Juno Adeyemi", "Juno"))
    assert evidence.listed == (
        Listed("Lena Holm", "person", "COO", "Orbis", "lena@orbis.example", ("Leni", "LH")),
        Listed("Mats Lund", "person"),
    )
    assert evidence.problems == ()


def test_a_file_that_is_no_yaml_is_told_and_the_rest_is_gathered(tmp_path: Path) -> None:
    (tmp_path / "aliases.yaml").write_text("people: [unclosed\n")
    (tmp_path / "names.yaml").write_text("Lena Holm: [Leni]\n")
    config, _ = load_config(tmp_path)
    vault = Vault(tmp_path, config)
    evidence = gather(vault, vault.files(), config)
    assert evidence.aliases == (("Lena Holm", "Leni"),)
    assert [problem.path for problem in evidence.problems] == ["aliases.yaml"]


def test_a_manifest_lists_what_its_folder_or_heading_says() -> None:
    table = "## Customers\n\n| Name | Context |\n| --- | --- |\n| Orbis | mills |\n"
    manifest = read_manifest("_MANIFEST.md", table.encode())
    assert {listed.kind for listed in listed_in("Work/_MANIFEST.md", manifest)} == {"organisation"}
    assert {listed.kind for listed in listed_in("Work/Projects/_MANIFEST.md", manifest)} == {"project"}
