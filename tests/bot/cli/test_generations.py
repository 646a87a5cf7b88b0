"""`pincite generations`, `rollback` and `reindex --check`, on a real index."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from embeddings.index.generations.pointer import current_id, generation_folder
from tests.conftest import share_models
from tests.faults.flips import flip

if TYPE_CHECKING:
    from pathlib import Path

    from embeddings.archive import Archive
    from tests.bot.cli.conftest import Pincite


@pytest.fixture
def library(place: Path, archive: Archive, pincite: Pincite) -> Path:
    """A folder of documents and an index of two generations, where the commands look for them by default."""
    (place / "seeds").mkdir()
    share_models(archive, place / ".pincite")
    for text in ("The mill burned in 1907.", "The mill burned in 1908."):
        (place / "seeds" / "mill.txt").write_text(text, "utf-8")
        assert pincite("reindex").code == 0
    return place / ".pincite"


def test_generations_are_listed_and_rolled_back(library: Path, pincite: Pincite) -> None:
    newest = current_id(library)
    listed = json.loads(pincite("generations", "--json").out)
    assert [(one["id"] == newest, one["current"], one["damage"]) for one in listed] == [
        (True, True, None),
        (False, False, None),
    ]
    assert pincite("generations").out.count("1 document") == 2
    back = pincite("rollback")
    assert (back.code, listed[1]["id"] in back.out) == (0, True)
    assert current_id(library) == listed[1]["id"]
    assert "1907" in pincite("show", "mill.txt", "--text").out
    ended = pincite("rollback")
    assert ended.code == 1
    assert "no earlier generation" in ended.err
    assert json.loads(pincite("rollback", newest, "--json").out)["current"]
    assert "1908" in pincite("show", "mill.txt", "--text").out
    ended = pincite("rollback", "000099-never")
    assert (ended.code, "000099-never" in ended.err) == (1, True)


def test_a_check_says_what_it_looked_at_or_what_is_wrong(library: Path, pincite: Pincite) -> None:
    sound = pincite("reindex", "--check")
    assert (sound.code, sound.err) == (0, "")
    assert "every checksum and every rule holds" in sound.out
    assert json.loads(pincite("reindex", "--check", "--json").out)["problems"] == []
    flip(generation_folder(library, current_id(library)) / "vectors.faiss", 4321)
    wrong = pincite("reindex", "--check")
    assert wrong.code == 1
    assert "vectors.faiss: its checksum is wrong" in wrong.err
    assert "pincite reindex --full" in wrong.err
    assert len(json.loads(pincite("reindex", "--check", "--json").out)["problems"]) == 1
    shown = pincite("show", "mill.txt", "--text")
    assert "1907" in shown.out
    assert shown.err.count("\n") == 1
    assert "An earlier index is used." in shown.err
    assert pincite("reindex").code == 0
    assert pincite("reindex", "--check").code == 0


def test_a_folder_that_was_emptied_needs_force(library: Path, pincite: Pincite, place: Path) -> None:
    (place / "seeds" / "mill.txt").unlink()
    refused = pincite("reindex")
    assert refused.code == 1
    assert "pincite reindex --force" in refused.err
    assert "1908" in pincite("show", "mill.txt", "--text").out
    assert pincite("reindex", "--force").code == 0
    assert pincite("show", "mill.txt").code == 1
    assert json.loads(pincite("ask", "When did the mill burn?", "--json").out)["answered"] is False
    assert current_id(library)


def test_a_setting_that_the_index_does_not_follow_yet_is_said(
    library: Path, pincite: Pincite, place: Path
) -> None:
    assert library.exists()
    (place / "other.toml").write_text("[passages]\ntokens = 64\n", "utf-8")
    shown = pincite("--config", "other.toml", "show", "mill.txt", "--text")
    assert "the length of passages" in shown.err
    again = pincite("--config", "other.toml", "reindex")
    assert "because this has changed: the length of passages" in " ".join(again.out.split())
    assert pincite("--config", "other.toml", "show", "mill.txt", "--text").err == ""
