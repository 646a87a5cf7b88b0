from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from bot.terminal.console import terminal_console
from bot.terminal.occurrences import verification_view
from tests.bot.samples import TEXT, verified_of

if TYPE_CHECKING:
    from tests.bot.cli.conftest import Pincite


@pytest.mark.usefixtures("fake")
class TestVerify:
    def test_an_exact_quotation_is_shown_with_its_citation(self, pincite: Pincite) -> None:
        ended = pincite("verify", "told the pilot")
        assert ended.code == 0
        assert ended.out.startswith(
            "Exact, to the character, in 1 place.\n\ntold the pilot\n    Ada Moor, “The Lamp”"
        )

    def test_what_differs_is_marked_in_the_source(self, pincite: Pincite) -> None:
        out = pincite("verify", "told a pilot").out
        assert "told [-a-] {+the+} pilot\n" in out

    def test_what_is_absent_is_said_and_is_no_failure(self, pincite: Pincite) -> None:
        ended = pincite("verify", "no?")
        assert (ended.code, ended.out) == (0, "Nothing like it is in the archive.\n")

    def test_json_is_the_contract_s(self, pincite: Pincite) -> None:
        shown = json.loads(pincite("verify", "told a pilot", "--json").out)
        assert shown["verdict"] == "differs"
        (match,) = shown["matches"]
        assert TEXT[match["start"] : match["end"]] == match["text"]

    @pytest.mark.parametrize("arguments", [(" ",), ("lamp", "--years", "soon"), ()])
    def test_wrong_usage_is_told(self, pincite: Pincite, arguments: tuple[str, ...]) -> None:
        assert pincite("verify", *arguments).code == 2


def test_a_terminal_shows_the_same_marks() -> None:
    console = terminal_console()
    with console.capture() as shown:
        console.print(verification_view(verified_of("told a pilot")))
    assert "told [-a-] {+the+} pilot" in re.sub(r"\x1b\[[\d;]*m", "", shown.get())
