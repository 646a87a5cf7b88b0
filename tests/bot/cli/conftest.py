from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from bot.cli.app import main
from embeddings.errors import NoGeneration
from tests.bot.samples import FakeArchive, build_quickly

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@dataclass(frozen=True)
class Ended:
    code: int
    out: str
    err: str


Pincite = Any  # called with the arguments of a command line, returns Ended


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working directory and an environment that sets nothing."""
    monkeypatch.chdir(tmp_path)
    for name in ("PINCITE_CONFIG", "PINCITE_SOURCE", "PINCITE_DATA", "DISCORD_TOKEN", "FORCE_COLOR", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@pytest.fixture
def pincite(place: Path, capfd: pytest.CaptureFixture[str]) -> Callable[..., Ended]:
    """Run a command line in this process, in an empty folder."""
    del place

    def run(*arguments: str) -> Ended:
        code = main(arguments)
        out, err = capfd.readouterr()
        return Ended(code, out, err)

    return run


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> FakeArchive:
    """Put the sample archive in the place of the real one."""
    sample = FakeArchive()
    monkeypatch.setattr("embeddings.archive.Archive.open", lambda _archive: sample)
    monkeypatch.setattr("embeddings.archive.Archive.build", build_quickly)
    return sample


@pytest.fixture
def unindexed(fake: FakeArchive, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Let the sample archive be without an index until one is built; return what was done, in order."""
    done: list[str] = []

    def opened(archive: Any) -> FakeArchive:
        done.append("open")
        if "build" not in done:
            raise NoGeneration(archive.settings.data)
        return fake

    def built(archive: Any, **named: Any) -> Any:
        done.append("build")
        return build_quickly(archive, **named)

    monkeypatch.setattr("embeddings.archive.Archive.open", opened)
    monkeypatch.setattr("embeddings.archive.Archive.build", built)
    return done
