from __future__ import annotations

import io
import os
from typing import TYPE_CHECKING

import pytest

from embeddings.errors import NoGeneration, ReindexRunning, SourceUnavailable, StorageFailed

if TYPE_CHECKING:
    from pathlib import Path

    from tests.bot.cli.conftest import Pincite


def raising(error: BaseException) -> object:
    def ask(*_arguments: object, **_named: object) -> None:
        raise error

    return ask


@pytest.fixture
def failing(fake: object, monkeypatch: pytest.MonkeyPatch) -> object:
    def fail(error: BaseException) -> None:
        monkeypatch.setattr(fake, "ask", raising(error))

    return fail


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (SourceUnavailable(os.path, "missing"), "does not exist"),  # type: ignore[arg-type] # any path-like will do
        (OSError(28, "No space left on device", "/data/vectors"), "disk is full"),
        (MemoryError(), "memory"),
        (ValueError("secret detail\nof two lines"), "ValueError"),
        (RecursionError(), "--debug"),
    ],
)
def test_a_failure_ends_with_one_and_one_sentence_and_never_a_traceback(
    pincite: Pincite, failing: object, error: BaseException, words: str
) -> None:
    failing(error)  # type: ignore[operator] # a fixture that is a function
    ended = pincite("ask", "When?")
    assert (ended.code, ended.out) == (1, "")
    assert words in ended.err
    assert ended.err.count("\n") == 1
    assert "Traceback" not in ended.err


@pytest.mark.parametrize("arguments", [("--debug", "ask", "When?"), ("ask", "When?", "--debug")])
def test_debug_shows_the_traceback_and_still_ends_with_the_sentence(
    pincite: Pincite, failing: object, arguments: tuple[str, ...]
) -> None:
    failing(ValueError("here"))  # type: ignore[operator] # a fixture that is a function
    ended = pincite(*arguments)
    assert ended.code == 1
    assert "Traceback" in ended.err
    assert "ValueError: here" in ended.err
    assert ended.err.splitlines()[-1].startswith("pincite: ")


def test_an_interruption_ends_with_130_and_one_line(pincite: Pincite, failing: object) -> None:
    failing(KeyboardInterrupt())  # type: ignore[operator] # a fixture that is a function
    ended = pincite("ask", "When?")
    assert (ended.code, ended.err) == (130, "pincite: Interrupted.\n")


def test_what_a_document_is_called_cannot_act_on_the_terminal_through_an_error(
    pincite: Pincite, failing: object, place: Path
) -> None:
    failing(StorageFailed(place / "a\x1b[2Jb\nc", OSError(13, "Permission denied")))  # type: ignore[operator] # see above
    err = pincite("ask", "When?").err
    assert "\x1b" not in err
    assert "a␛[2Jb␊c" in err
    assert err.count("\n") == 1


def test_a_command_that_needs_an_index_says_how_to_get_one(
    pincite: Pincite, fake: object, monkeypatch: pytest.MonkeyPatch, place: Path
) -> None:
    del fake
    monkeypatch.setattr("embeddings.archive.Archive.open", raising(NoGeneration(place)))
    ended = pincite("show", "a.txt")
    assert ended.code == 1
    assert "`pincite reindex`" in ended.err


def test_a_reindex_beside_another_is_refused_in_a_sentence(
    pincite: Pincite, monkeypatch: pytest.MonkeyPatch, place: Path
) -> None:
    monkeypatch.setattr("embeddings.archive.Archive.build", raising(ReindexRunning(place)))
    ended = pincite("reindex")
    assert ended.code == 1
    assert ended.err.startswith("pincite: Another reindex is running")


def test_a_mistyped_command_is_answered_with_the_likely_one(pincite: Pincite) -> None:
    ended = pincite("reindx")
    assert ended.code == 2
    assert "'reindex'" in ended.err
    assert ended.err.count("\n") == 1


def test_no_command_at_all_shows_the_help_and_is_wrong_usage(pincite: Pincite) -> None:
    ended = pincite()
    assert (ended.code, ended.err) == (2, "")
    assert "reindex" in ended.out


def test_a_closed_pipe_on_standard_output_is_quiet(
    pincite: Pincite, fake: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    del fake

    class Closed(io.StringIO):
        def write(self, _text: str) -> int:
            raise BrokenPipeError

        def fileno(self) -> int:
            return os.dup(1)

    monkeypatch.setattr("sys.stdout", Closed())
    ended = pincite("ask", "When?")
    assert (ended.code, ended.err) == (141, "")
