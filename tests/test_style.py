"""The shape of the tree; what the linter and the type checker say of it is `.ci/run`'s business."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def test_the_top_level_holds_what_it_should_and_nothing_else() -> None:
    listed = subprocess.run(("git", "ls-files"), check=False, cwd=ROOT, capture_output=True, text=True)
    if listed.returncode != 0:
        pytest.skip("not a git checkout")
    top = {name.split("/")[0] for name in listed.stdout.splitlines()}
    visible = {name for name in top if not name.startswith(".")}
    assert visible == {
        "pyproject.toml", "README.md", "CHANGELOG.md", "LICENSE", "seeds", "bot", "embeddings", "tests", "config"
    }  # fmt: skip
