"""The types of the page's modules, where TypeScript is installed: `npm install --no-package-lock`."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TSC = ROOT / "node_modules" / ".bin" / "tsc"


@pytest.mark.skipif(not TSC.exists() or not shutil.which("node"), reason="TypeScript is not installed")
def test_the_modules_of_the_page_have_the_types_they_say() -> None:
    checked = subprocess.run([str(TSC), "--project", "graphkit/view/assets"], cwd=ROOT, capture_output=True, text=True)
    assert checked.stdout + checked.stderr == ""
    assert checked.returncode == 0
