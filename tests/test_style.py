"""The shape of the tree; what the linter and the type checker say of it is `.ci/run`'s business."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LONGEST_MODULE = 400
TYPICAL_MODULE = 120


def test_modules_stay_small() -> None:
    lengths = {
        file: len(file.read_text("utf-8").splitlines())
        for package in ("bot", "embeddings")
        for file in (ROOT / package).rglob("*.py")
    }
    assert {str(file) for file, length in lengths.items() if length > LONGEST_MODULE} == set()
    written = sorted(length for length in lengths.values() if length)
    assert written[len(written) // 2] < TYPICAL_MODULE


def test_the_top_level_holds_what_it_should_and_nothing_else() -> None:
    listed = subprocess.run(("git", "ls-files"), check=False, cwd=ROOT, capture_output=True, text=True)
    if listed.returncode != 0:
        pytest.skip("not a git checkout")
    top = {name.split("/")[0] for name in listed.stdout.splitlines()}
    visible = {name for name in top if not name.startswith(".")}
    assert visible == {
        "pyproject.toml", "README.md", "CHANGELOG.md", "LICENSE", "seeds", "bot", "embeddings", "tests", "config"
    }  # fmt: skip
