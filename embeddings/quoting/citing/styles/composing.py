"""Citations in every style, written out of a CSL-JSON record and a locator; nothing else goes into them.

The formatters are our own: on eleven records of different types citeproc-py 0.11.1 with the official styles got
none right in MLA, one in Chicago and six in APA; typst's processor takes no date ranges, seasons or recipients.
"""

from __future__ import annotations

import importlib
from functools import cache
from typing import TYPE_CHECKING, Any, Protocol

from embeddings.documents.document import Role
from embeddings.quoting.citing import styles
from embeddings.quoting.citing.styles.rich import Rich, plain
from embeddings.quoting.citing.styles.work import Voice, Work, voice_of, work_of
from embeddings.quoting.quote import Locator

if TYPE_CHECKING:
    from collections.abc import Mapping


class Formatter(Protocol):
    """Writes one citation."""

    def __call__(self, work: Work, locator: Locator, voice: Voice, /) -> Rich:
        """Return the citation, its italics marked."""


@cache
def formatter_of(style: str) -> Formatter:
    """Return the formatter of a style; raises KeyError for a name that is not in `FORMATS`."""
    module, _, function = styles.FORMATS[style].formatter.partition(":")
    made: Formatter = getattr(importlib.import_module(f"{styles.__name__}.{module}"), function)
    return made


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
    formatter, work = formatter_of(style), work_of(csl)
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
