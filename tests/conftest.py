"""What several rooms' tests share: folders beside the project, and the demo vault built once per process."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[1]
SHARED = PROJECT.parent / "shared"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave out tests whose folder or browser is not on this machine, and say which."""
    absent = {
        "seed": "" if (SHARED / "seed").is_dir() else "there is no ../shared/seed",
        "corpora": "" if (SHARED / "corpora").is_dir() else "there is no ../shared/corpora",
        "browser": "" if shutil.which("chromium") else "Chromium is not installed",
    }
    for item in items:
        for marker, reason in absent.items():
            if reason and item.get_closest_marker(marker):
                item.add_marker(pytest.mark.skip(reason=reason))


@pytest.fixture(scope="session")
def seed() -> Path:
    """The folder of the seed note and of what is expected of it."""
    return SHARED / "seed"


@pytest.fixture(scope="session")
def corpora() -> Path:
    """The folder of the two public corpora."""
    return SHARED / "corpora"


@pytest.fixture(scope="session")
def demo_vault() -> Path:
    """The demo vault as it lies in the project. It is never written: build it with a graph elsewhere."""
    return PROJECT / "data" / "demo" / "vault"


@pytest.fixture(scope="session")
def demo_graph(demo_vault: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a graph of the demo vault: open it with `graphkit.open`, do not change it."""
    import graphkit

    folder = tmp_path_factory.mktemp("demo") / "graph"
    graphkit.build(demo_vault, graph=folder).close()
    return folder
