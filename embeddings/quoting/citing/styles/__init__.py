"""The styles of citations. Each is one module, one line here, and its name in the bot's languages.

This table imports none of them: a command line is read without loading any.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Format:
    """A way to write a citation: a line for people, or data for a program, as a file of `suffix`."""

    name: str
    formatter: str  # "module:function" of this package
    suffix: str = ".txt"

    @property
    def is_data(self) -> bool:
        """Say whether it is meant for a program."""
        return self.suffix != ".txt"


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        known.name: known
        for known in (
            Format("short", "pincite:short"),
            Format("full", "pincite:full"),
            Format("mla", "mla:entry"),
            Format("mla-in-text", "mla:in_text"),
            Format("chicago-notes", "chicago_notes:compose"),
            Format("chicago-bibliography", "chicago_bibliography:compose"),
            Format("apa", "apa:reference"),
            Format("apa-in-text", "apa:in_text"),
            Format("bibtex", "bibtex:compose", ".bib"),
            Format("ris", "ris:compose", ".ris"),
            Format("csl-json", "csl_json:compose", ".json"),
        )
    }
)
