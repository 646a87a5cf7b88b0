"""Tell another edition of a text from another text.

Two editions differ in spelling, punctuation and a word here and there; so runs of a few words are compared, as in
Broder, "On the resemblance and containment of documents" (1997), letters and digits alone.
"""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W_]+")
_RUN = 4  # words
CONTAINED = 0.7  # share of a text's runs that another must hold
SHORTEST = 10  # words; of fewer, any two are soon alike


def is_in(text: str, whole: str) -> bool:
    """Say whether nearly all of a text, in its order, stands in another."""
    words = _WORD.findall(text.casefold())
    if len(words) < SHORTEST:
        return False
    runs = _runs(words)
    return len(runs & _runs(_WORD.findall(whole.casefold()))) >= CONTAINED * len(runs)


def _runs(words: list[str]) -> set[tuple[str, ...]]:
    return {tuple(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1)}
