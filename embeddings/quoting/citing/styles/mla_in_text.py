"""A citation in the text as the MLA Handbook (9th edition, ch. 6) has it: ``(Trotsky 6)``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from embeddings.documents.document import Role
from embeddings.quoting.citing.styles.names import families
from embeddings.quoting.citing.styles.numbers import two_digits
from embeddings.quoting.citing.styles.place import Wording, place
from embeddings.quoting.citing.styles.rich import italic, join, mark, quoted, roman
from embeddings.quoting.citing.styles.short import short_title
from embeddings.quoting.citing.styles.work import WHOLES, Kind

if TYPE_CHECKING:
    from embeddings.quoting.citing.styles.rich import Rich
    from embeddings.quoting.citing.styles.voice import Voice
    from embeddings.quoting.citing.styles.work import Work
    from embeddings.quoting.quote import Locator

MOST_AUTHORS = 2
PLACES = Wording("{}", "{}", "par. {}", "pars. {}", "sec. {}")


def compose(work: Work, locator: Locator, voice: Voice) -> Rich:
    """Return the citation in its parentheses; a page follows without a comma, any other place after one."""
    named = roman(voice.speaker) if voice.introduces and voice.speaker else _named(work)
    spot = roman(place(locator, PLACES, two_digits))
    inner = join((named, spot), " " if locator.page else ", ")
    if voice.role is Role.QUOTED:
        said_by = roman(f"{voice.speaker}, qtd. in " if voice.speaker else "qtd. in ")
        inner = said_by + inner
    elif not voice.introduces and voice.before():
        inner = roman(voice.before()) + inner
    return mark(roman("(") + inner, ")")


def _named(work: Work) -> Rich:
    people = work.editors if work.edited else work.authors
    if people:
        return roman(families(people, MOST_AUTHORS, "and"))
    if not work.title:
        return italic(work.container) or roman(work.identity)
    title = short_title(work.title)
    return italic(title) if work.kind in (*WHOLES, Kind.THESIS) else quoted(title)
