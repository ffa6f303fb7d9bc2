"""The types of the page's modules, where TypeScript is installed: `make types`."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TSC = ROOT / "node_modules" / ".bin" / "tsc"


@pytest.mark.skipif(not TSC.exists() or not shutil.which("node"), reason="TypeScript is not installed")
def test_the_modules_of_the_page_have_the_types_they_say() -> None:
    checked = tsc(ROOT / "graphkit" / "view" / "assets")
    assert checked.stdout + checked.stderr == ""
    assert checked.returncode == 0


@pytest.mark.skipif(not TSC.exists() or not shutil.which("node"), reason="TypeScript is not installed")
def test_a_module_that_says_a_wrong_type_is_found(tmp_path: Path) -> None:
    assets = shutil.copytree(ROOT / "graphkit" / "view" / "assets", tmp_path / "assets")
    with (assets / "dom.js").open("a", encoding="utf-8") as module:
        module.write("\n/** @type {number} */\nexport const width = 'wide';\n")
    checked = tsc(assets)
    assert checked.returncode != 0
    assert "dom.js" in checked.stdout


def tsc(project: Path) -> subprocess.CompletedProcess[str]:
    """What TypeScript says of the modules in a folder."""
    return subprocess.run([str(TSC), "--project", str(project)], cwd=ROOT, capture_output=True, text=True)
