from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from embeddings.archive import Archive
from embeddings.documents.document import text_sha256
from embeddings.quoting.answering.recall import Reference
from embeddings.quoting.citing.citation import in_style
from embeddings.quoting.citing.styles import FORMATS
from embeddings.quoting.citing.styles.rich import plain
from tests.conftest import share_models

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

WORDS = "The lamp was lit at nine, and the pilot saw it from the bar."
LOG = f"The Lamp Log\n\nby Ada Moor\n\nWe waited on the quay. {WORDS} Nobody slept.\n\nJune was quiet.\n"


@pytest.fixture
def log(archive: Archive, tmp_path: Path) -> Iterator[Archive]:
    """An archive of one small document."""
    settings = replace(archive.settings, source=tmp_path / "source", data=tmp_path / "data")
    settings.source.mkdir()
    share_models(archive, settings.data)
    (settings.source / "log.txt").write_text(LOG, encoding="utf-8")
    Archive(settings).build()
    opened = Archive(settings).open()
    yield opened
    opened.close()


def shown_in(log: Archive) -> Reference:
    start = LOG.index(WORDS)
    return Reference("log.txt", log.show("log.txt").sha256, start, start + len(WORDS), text_sha256(WORDS))


def rewrite(log: Archive, text: str) -> None:
    (log.settings.source / "log.txt").write_text(text, encoding="utf-8")
    log.build()


def test_a_quote_of_an_unchanged_document_is_found_again_as_it_was_shown(archive: Archive) -> None:
    answer = archive.ask("When did Leon Sedov die?", top=5)
    shown = [*answer.quotes, *answer.further]
    assert len(shown) == 5
    for quote in shown:
        found = archive.recall(Reference.of(quote))
        assert found is not None
        assert not found.changed
        again = found.quote
        assert (again.text, again.role, again.speaker) == (quote.text, quote.role, quote.speaker)
        assert again.citation == quote.citation
        assert found.text[again.start : again.end] == quote.text


def test_a_quote_is_written_in_any_style_like_the_citation_it_was_shown_with(archive: Archive) -> None:
    for quote in archive.ask("When did Leon Sedov die?", top=5).quotes:
        assert plain(in_style(quote, "short")) == quote.citation.short
        assert plain(in_style(quote, "full")) == quote.citation.text
        assert len({plain(in_style(quote, style)) for style in FORMATS}) == len(FORMATS)


def test_words_that_moved_in_their_document_are_found_and_the_change_is_told(log: Archive) -> None:
    shown = shown_in(log)
    rewrite(log, LOG.replace("by Ada Moor", "by Ada Moor\n\nMay was loud, and June was not."))
    found = log.recall(shown)
    assert found is not None
    assert found.changed
    assert found.quote.text == WORDS
    assert found.quote.start > shown.start


@pytest.mark.parametrize(
    "after",
    [
        LOG.replace("at nine", "at ten"),
        LOG + "\n" + LOG.split("\n\n")[2] + "\n",
        LOG.replace("We waited on the quay.", "").replace(WORDS, "Nothing.").replace("Nobody slept.", ""),
    ],
    ids=["reworded", "standing twice", "removed"],
)
def test_words_that_do_not_stand_there_once_are_not_found(log: Archive, after: str) -> None:
    reference = shown_in(log)
    rewrite(log, after)
    assert log.recall(reference) is None


def test_a_quote_of_a_deleted_document_is_not_found(log: Archive) -> None:
    reference = shown_in(log)
    (log.settings.source / "log.txt").rename(log.settings.source / "other.txt")
    log.build()
    assert log.recall(reference) is None


def test_what_is_remembered_of_a_quote_holds_none_of_its_words(archive: Archive) -> None:
    (shown,) = archive.ask("When did Leon Sedov die?", top=1).quotes
    assert not any(word in repr(Reference.of(shown)) for word in shown.text.split() if len(word) > 4)
