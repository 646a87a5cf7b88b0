"""The linter, the formatter and the type checker, so that the test command is all there is to run."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, check=False, cwd=ROOT, capture_output=True, text=True)


@pytest.mark.parametrize("command", ["ruff check .", "ruff format --check .", "mypy"])
def test_the_tree_is_clean(command: str) -> None:
    done = run(sys.executable, "-m", *command.split())
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_top_level_holds_what_it_should_and_nothing_else() -> None:
    listed = run("git", "ls-files")
    if listed.returncode != 0:
        pytest.skip("not a git checkout")
    top = {name.split("/")[0] for name in listed.stdout.splitlines()}
    visible = {name for name in top if not name.startswith(".")}
    assert visible == {
        "pyproject.toml", "README.md", "CHANGELOG.md", "LICENSE", "seeds", "bot", "embeddings", "tests", "config"
    }  # fmt: skip
