"""What was found of quotations and phrases, as Discord's components: the verdict, then the source's own words.

Where a quotation differs, its source's words stand there in bold, and below them, line by line, what was quoted
instead: who hears a message read aloud hears it, too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from discord import ui

from bot.rendering.entry import checked
from bot.rendering.parts import ANSWERED, DOUBTFUL, SILENT, framed
from bot.sending.limits import MESSAGE_TEXT, units
from bot.words import markdown
from bot.words.inert import inert_line
from bot.words.lists import shortened
from bot.words.notes import attribution, place
from bot.words.verdicts import remarks, verdict
from embeddings.quoting.checking.verifying import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from discord import Colour

    from bot.rendering.parts import Part
    from bot.words import Phrases
    from embeddings.quoting.checking.finding import Occurrence, Occurrences
    from embeddings.quoting.checking.verifying import Verification, Verified

NAMED = 120  # characters of a quotation that say which of several is meant
PLACES = 2  # of one quotation
CHANGES = 6  # of one place
EACH = 10  # places of a phrase in one message
CONTEXT = 90  # characters on either side of it


def is_right(verified: Verification) -> bool:
    """Say whether a quotation is real and nothing about it is to be doubted."""
    wrong = verified.turned or verified.elsewhere or (verified.claimed is not None and not verified.claimed.holds)
    return verified.verdict is Verdict.EXACT and not wrong


def verification_view(found: Sequence[Verification], phrases: Phrases) -> ui.LayoutView:
    """Return a message on one quotation, or on those of a message, each with its verdict.

    Raises:
        NotVerbatim: the source's words would not be shown to the character.

    """
    groups: list[list[Part]] = []
    room = MESSAGE_TEXT
    for number, one in enumerate(found, 1):
        named = number if len(found) > 1 else None
        texts = list(_texts(one, phrases, named))
        if sum(map(units, texts)) > room:  # the verdict at least
            texts = texts[:1] if units(texts[0]) <= room else []
        if not texts:
            break
        room -= sum(map(units, texts))
        groups.append([ui.TextDisplay[Any](text) for text in texts])
    return framed(groups, _colour(found))


def _colour(found: Sequence[Verification]) -> Colour:
    if all(one.verdict is Verdict.ABSENT and not one.elsewhere for one in found):
        return SILENT
    return ANSWERED if all(map(is_right, found)) else DOUBTFUL


def _texts(verified: Verification, phrases: Phrases, number: int | None) -> Iterator[str]:
    """Yield the verdict with what is to be said beside it, then the places."""
    lines = []
    if number is not None:
        lines.append(markdown.subtext(f"{number}. “{shortened(inert_line(verified.quotation), NAMED)}”"))
    lines.append(markdown.bold(inert_line(verdict_line(verified, phrases))))
    lines += [markdown.subtext(inert_line(one)) for one in remarks(verified, phrases)]
    yield "\n".join(lines)
    for match in (verified.matches or verified.elsewhere)[:PLACES]:
        yield _place(match, phrases)


def verdict_line(verified: Verification, phrases: Phrases) -> str:
    """Return the verdict; where the words differ, they are shown otherwise here than on a terminal."""
    return phrases("quotation-differs") if verified.verdict is Verdict.DIFFERS else verdict(verified, phrases)


def _place(match: Verified, phrases: Phrases) -> str:
    strong = [
        (change.start - match.start, change.end - match.start) for change in match.difference if change.source
    ]
    lines = [checked(match.document, match.text, match.start, strong)]
    for change in match.difference[:CHANGES]:
        said, stands = (inert_line(shortened(part, NAMED)) for part in (change.quoted, change.source))
        name = "change-other" if said and stands else "change-added" if said else "change-missing"
        lines.append(markdown.escape(phrases(name, quoted=said, source=stands)))
    if len(match.difference) > CHANGES:
        lines.append(markdown.subtext(phrases("change-more", count=len(match.difference) - CHANGES)))
    if whose := attribution(match, phrases):
        lines.append(markdown.italic(inert_line(whose)))
    lines.append(markdown.subtext(inert_line(match.citation.short)))
    return "\n".join(lines)


def occurrences_view(found: Occurrences, phrases: Phrases) -> ui.LayoutView:
    """Return a message with the first places where a phrase stands, the phrase in bold."""
    shown = found.matches[:EACH]
    told = (
        phrases("find-tally", places=found.count, documents=found.documents)
        if found.count
        else phrases("find-nothing", phrase=shortened(found.phrase, NAMED))
    )
    lines = [markdown.bold(inert_line(shortened(found.phrase, NAMED))), markdown.subtext(inert_line(told))]
    groups: list[list[Part]] = [[ui.TextDisplay[Any]("\n".join(lines))]]
    room = MESSAGE_TEXT - units("\n".join(lines))
    for document in dict.fromkeys(match.document for match in shown):
        text = "\n".join(_lines(document, [match for match in shown if match.document == document], phrases))
        if units(text) > room:
            break
        room -= units(text)
        groups.append([ui.TextDisplay[Any](text)])
    return framed(groups, ANSWERED if found.count else SILENT)


def _lines(document: str, matches: Sequence[Occurrence], phrases: Phrases) -> Iterator[str]:
    csl = matches[0].citation.csl
    yield markdown.subtext(inert_line(shortened(str(csl.get("title") or document), NAMED)))
    for match in matches:
        where = place(match.citation.locator, phrases) or phrases("short-character", start=match.start)
        before, after = _line(match.before)[-CONTEXT:], _line(match.after)[:CONTEXT]
        parts = (markdown.escape(before), markdown.bold(_line(match.text)), markdown.escape(after))
        yield f"{markdown.QUOTED}{''.join(parts)}\n{markdown.SMALL}{markdown.escape(inert_line(where))}"


def _line(text: str) -> str:
    """Return text on one line, its edges kept: a space there parts it from what stands beside it."""
    line = " ".join(inert_line(text).split())
    return f"{' ' * text[:1].isspace()}{line}{' ' * text[-1:].isspace()}"
