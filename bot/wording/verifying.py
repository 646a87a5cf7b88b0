"""What is said of a quotation that was looked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.wording.lists import both, counted
from embeddings.quoting.verifying import Verdict

if TYPE_CHECKING:
    from embeddings.quoting.verifying import Verification


def verdict(verified: Verification) -> str:
    """Return in a sentence whether the quotation stands in the archive."""
    match verified.verdict:
        case Verdict.EXACT:
            places = counted(verified.count, "place")
            if not verified.forgiven:
                return f"Exact, to the character, in {places}."
            return f"Exact, in {places}, but for {both(verified.forgiven)}."
        case Verdict.DIFFERS:
            return "It stands nowhere so. The nearest passage differs; [-this was quoted-] and {+this is there+}."
        case Verdict.ABSENT:
            return "Nothing like it stands in the archive."
