"""Why files were refused, as an admin reads it in Discord."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.components.admin.shape import plain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.language import Phrases
    from embeddings.report import Refusal

NAME, DETAIL = 90, 60  # characters


def refusal_lines(refused: Iterable[Refusal], phrases: Phrases) -> list[str]:
    """Return two lines for each file: its name, and why it is not in the archive."""
    return [f"{plain(one.document, NAME)}\n-# {reason(str(one.reason), one.detail, phrases)}" for one in refused]


def reason(why: str, detail: str, phrases: Phrases) -> str:
    """Return the sentence for a `RefusalReason`, with what was measured or met."""
    name = f"refusal-{why.replace(' ', '-')}"
    sentence = phrases(name) if name in phrases else phrases("refusal-other", reason=plain(why, DETAIL))
    return f"{sentence} ({plain(detail, DETAIL)})" if detail else sentence
