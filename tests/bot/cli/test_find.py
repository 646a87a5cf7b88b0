from __future__ import annotations

import io
import json
import re
from typing import TYPE_CHECKING

import pytest

from bot.cli.find import MOST
from bot.terminal.console import terminal_console
from bot.terminal.occurrences import occurrences_view
from embeddings.quoting.checking import finding
from tests.bot.samples import PATH, TEXT, found_of

if TYPE_CHECKING:
    from tests.bot.cli.conftest import Pincite
    from tests.bot.samples import FakeArchive


def test_the_command_shows_as_many_as_the_library() -> None:
    assert MOST == finding.MOST


@pytest.mark.usefixtures("fake")
class TestFind:
    def test_a_phrase_is_shown_in_context_under_its_work_with_its_place(self, pincite: Pincite) -> None:
        ended = pincite("find", "the pilot")
        assert ended.code == 0
        head, place, blank, tally = ended.out.splitlines()
        assert PATH in head
        assert "Moor" in head
        assert place.startswith("    p. 4, ¶ 1: ")
        assert "told the pilot, and" in place
        assert (blank, tally) == ("", "2 places in 1 document. One of them is not shown; --most 2 shows all.")

    def test_people_are_told_in_their_language(self, pincite: Pincite, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("PINCITE_LANGUAGE", "de")
        place, _, tally = pincite("find", "the pilot").out.splitlines()[1:]
        assert place.startswith("    S. 4, Abs. 1: ")
        assert tally == "2 Stellen in 1 Dokument. Eine davon fehlt hier; --most 2 zeigt alle."

    def test_json_has_offsets_of_the_document_s_text(self, pincite: Pincite) -> None:
        shown = json.loads(pincite("find", "the pilot", "--json").out)
        assert (shown["phrase"], shown["count"]) == ("the pilot", 2)
        (match,) = shown["matches"]
        assert TEXT[match["start"] : match["end"]] == match["text"]
        assert TEXT[match["start"] - len(match["before"]) : match["start"]] == match["before"]

    def test_what_stands_nowhere_is_said_and_is_no_failure(self, pincite: Pincite) -> None:
        ended = pincite("find", "no?")
        assert (ended.code, ended.out) == (0, "“no?” is not in the archive.\n")

    def test_options_reach_the_archive(self, pincite: Pincite, fake: FakeArchive) -> None:
        pincite("find", "the pilot", "--most", "7", "--author", "Moor", "--years", "1900-1914")
        assert fake.found == [("the pilot", 7)]
        (filters,) = fake.filters
        assert filters is not None
        assert (filters.author, filters.work, str(filters.years)) == ("Moor", None, "1900–1914")

    @pytest.mark.parametrize("arguments", [(" ",), ("lamp", "--most", "0"), ("lamp", "--years", "soon"), ()])
    def test_wrong_usage_is_told_and_nothing_asked(
        self, pincite: Pincite, fake: FakeArchive, arguments: tuple[str, ...]
    ) -> None:
        assert pincite("find", *arguments).code == 2
        assert fake.found == []


def test_on_a_terminal_the_phrase_is_lit_and_nothing_in_a_document_reaches_the_terminal() -> None:
    source = TEXT.replace("the pilot", "the \x1b[31m\npilot")
    console = terminal_console(io.StringIO())
    with console.capture() as shown:
        console.print(occurrences_view(found_of("the \x1b[31m\npilot", source)))
    assert "the ␛[31m pilot" in re.sub(r"\x1b\[[\d;]*m", "", shown.get())
    assert "\x1b[1;93mthe ␛[31m pilot\x1b[0m" in shown.get()
