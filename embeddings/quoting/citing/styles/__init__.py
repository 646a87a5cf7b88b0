"""Citations in every style, written out of a CSL-JSON record and a locator; nothing else goes into them.

The formatters are our own: on eleven records of different types citeproc-py 0.11.1 with the official styles got
none right in MLA, one in Chicago and six in APA; typst's processor takes no date ranges, seasons or recipients.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Protocol

from embeddings.documents.document import Role
from embeddings.quoting.citing.styles import (
    apa,
    bibtex,
    chicago_bibliography,
    chicago_notes,
    csl_json,
    mla,
    pincite,
    ris,
)
from embeddings.quoting.citing.styles.rich import Rich, plain
from embeddings.quoting.citing.styles.work import Voice, Work, voice_of, work_of
from embeddings.quoting.quote import Locator

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["FORMATS", "Format", "Formatter", "compose", "render", "style"]


class Formatter(Protocol):
    """Writes one citation."""

    def __call__(self, work: Work, locator: Locator, voice: Voice, /) -> Rich:
        """Return the citation, its italics marked."""


@dataclass(frozen=True, slots=True)
class Format:
    """A way to write a citation: a line for people, or data for a program, as a file of `suffix`."""

    name: str
    title: str
    suffix: str = ".txt"

    @property
    def is_data(self) -> bool:
        """Say whether it is meant for a program."""
        return self.suffix != ".txt"


_ALL: tuple[tuple[Format, Formatter], ...] = (
    (Format("short", "Short"), pincite.short),
    (Format("full", "Full"), pincite.full),
    (Format("mla", "MLA (9th edition), works cited"), mla.entry),
    (Format("mla-in-text", "MLA (9th edition), in the text"), mla.in_text),
    (Format("chicago-notes", "Chicago (18th edition), note"), chicago_notes.compose),
    (Format("chicago-bibliography", "Chicago (18th edition), bibliography"), chicago_bibliography.compose),
    (Format("apa", "APA (7th edition), reference"), apa.reference),
    (Format("apa-in-text", "APA (7th edition), in the text"), apa.in_text),
    (Format("bibtex", "BibTeX", ".bib"), bibtex.compose),
    (Format("ris", "RIS", ".ris"), ris.compose),
    (Format("csl-json", "CSL-JSON", ".json"), csl_json.compose),
)
FORMATS: Mapping[str, Format] = MappingProxyType({known.name: known for known, _ in _ALL})
_FORMATTERS = {known.name: formatter for known, formatter in _ALL}


def style(name: str) -> Formatter:
    """Return the formatter of a style; raises KeyError for a name that is not in `FORMATS`."""
    return _FORMATTERS[name]


def compose(
    csl: Mapping[str, Any],
    locator: Locator | None = None,
    *,
    style: str = "chicago-notes",
    speaker: str | None = None,
    role: Role = Role.AUTHOR,
    opening: bool = False,
) -> Rich:
    """Return a citation with its italics marked; `rich` turns it into plain text, Markdown or HTML.

    Args:
        csl: the CSL-JSON item; fields of the wrong form are treated as unknown.
        locator: where the quote stands. Entries of a list of works and data for programs hold no pinpoint.
        style: a name in `FORMATS`; KeyError for any other.
        speaker: whose words are quoted, where they are not the author's.
        role: the part that the speaker has in the work.
        opening: the words stand ahead of the author's first; only then is an editor's text an introduction.

    """
    formatter, work = _FORMATTERS[style], work_of(csl)
    authors = tuple(name.natural for name in work.authors)
    return formatter(work, locator or Locator(), voice_of(authors, role, speaker, opening=opening))


def render(
    csl: Mapping[str, Any],
    locator: Locator | None = None,
    *,
    style: str = "chicago-notes",
    speaker: str | None = None,
    role: Role = Role.AUTHOR,
    opening: bool = False,
) -> str:
    """Return the same as plain text."""
    return plain(compose(csl, locator, style=style, speaker=speaker, role=role, opening=opening))
