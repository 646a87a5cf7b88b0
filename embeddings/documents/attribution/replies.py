"""Answered mail: whose the quoted lines are, at any depth, by the lines that announce them."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from embeddings.documents.attribution.names import mailer
from embeddings.documents.document import Attribution, BlockKind, Role
from embeddings.text.languages import pattern_of, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from embeddings.documents.attribution.page import Page

_MARGIN = re.compile(r"^(?:[ \t]?>)+")
LONGEST_ANNOUNCEMENT = 300  # characters, over two or three lines
MOST_LINES = 4
_DATED = re.compile(
    r".*(?:[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?:\s*[AaPp]\.?[Mm]\.?)?|[0-9]{4})(?:\s*(?:\(?[+-][0-9]{4}\)?|[A-Z]{2,5}\b))*[\s,;>)\]-]*(?:г\.)?\s*",
    re.DOTALL,
)
_WEEKDAY = re.compile(r"^(?:on|am|le|el|il giorno|den)\b.*?,\s*(?=[^\d,]+$)", re.IGNORECASE | re.DOTALL)
_FROM = re.compile(r"^\s*\*?(?P<label>[^\W\d_][^:\n]{1,12}?)\s*:\*?\s+(?P<value>\S.*)$", re.MULTILINE)
_SIGNATURE = re.compile(r"[ \t>]*--\s*$", re.MULTILINE)


@cache
def _announcement() -> re.Pattern[str]:
    wrote = pattern_of(words("mail_wrote"))
    return re.compile(
        rf"(?P<before>[^\n][^\n]*(?:\n[^\n]+){{0,2}}?)\s*(?<!\w)(?:{wrote})\s?(?P<after>[^\n:]{{0,120}}(?:\n[^\n:]{{1,80}})?):?\s*[–—-]*$"
        rf"|(?:.*\n)?.*[0-9].*<[^<>\s]+@[^<>\s]+>\s?:\s*$",
        re.IGNORECASE,
    )


def depth_of(line: str) -> int:
    """Return how deep a line is quoted: the number of marks in its margin."""
    match = _MARGIN.match(line)
    return match[0].count(">") if match else 0


def bare(lines: str) -> str:
    """Return lines without their margins."""
    return "\n".join(_MARGIN.sub("", line, count=1).strip() for line in lines.split("\n")).strip()


def announced_by(words_: str) -> str | None:
    """Return who wrote what follows: "On 9 May, Jo Field <jo@example.org> wrote:"; "" where nobody is named.

    None where the words announce no mail.
    """
    line = words_.strip()
    if len(line) > LONGEST_ANNOUNCEMENT or line.count("\n") >= MOST_LINES or line[-1:] not in ":-–—":
        return None
    match = _announcement().fullmatch(line)
    if match is None:
        return None
    if match["before"] is None:
        return _name_in(line.rstrip(": \n")) or ""
    after = (
        _name_in(match["after"])
        if match["after"].strip(" :,>") and not re.match(r"\s*(?:on|am|le|el)?\b[^<]*[0-9]{4}", match["after"])
        else None
    )
    before = _name_in(match["before"])
    return after or before or ""


def _name_in(part: str) -> str | None:
    """Return the name in an announcement, without the date before it."""
    flat = " ".join(part.split())
    if (dated := _DATED.match(flat)) is not None and dated.end() < len(flat):
        flat = flat[dated.end() :]
    elif (day := _WEEKDAY.match(flat)) is not None:
        flat = flat[day.end() :]
    else:
        flat = re.sub(r"[,\s]+(?:on|am)?\s*[^,<]*[0-9]{4}.*$", "", flat) if re.search(r"[0-9]{4}", flat) else flat
    flat = re.sub(r"^(?:quoth|quoting|in message [^,]*,)\s+", "", flat.strip(" *,;-–—"), flags=re.IGNORECASE)
    flat = re.sub(r"^(?:[AaPp][Mm]\b|um\b|at\b)[\s,]*", "", flat)
    return mailer(flat)


def replies(page: Page) -> Iterator[tuple[int, Attribution]]:
    """Credit quoted mail: what stands below "… wrote:" one mark deeper, and below copied headers."""
    text = page.document.text
    writers: dict[int, str | None] = {}
    copied: Attribution | None = None
    for index in page.body if _is_mail(page) else ():
        block = page.block(index)
        piece = text[block.start : block.end]
        depth = depth_of(piece)
        unmarked = bare(piece)
        if block.kind is BlockKind.METADATA and index != page.body[0] and (sender := _sender(piece)) is not None:
            copied, writers = Attribution(Role.QUOTED, sender or None), {}
            continue
        name = announced_by(unmarked)
        if name is not None:
            writers = {level: who for level, who in writers.items() if level <= depth}
            writers[depth + 1] = name or None
            if depth or copied:
                yield (
                    index,
                    Attribution(Role.QUOTED, writers.get(depth)) if depth else copied or Attribution(Role.QUOTED),
                )
            continue
        if depth:
            yield index, Attribution(Role.QUOTED, writers.get(depth))
        elif block.kind is BlockKind.QUOTATION:
            yield index, copied or Attribution(Role.QUOTED, writers.get(1))
        elif copied is not None and block.kind is BlockKind.METADATA:
            yield index, copied


def _is_mail(page: Page) -> bool:
    return page.document.media_type == "message/rfc822" or any(
        depth_of(page.text(index)) for index in page.body if page.block(index).kind is BlockKind.QUOTATION
    )


def _sender(piece: str) -> str | None:
    """Return who sent a message whose headers stand copied in the text; "" where they do not say."""
    headers = {match["label"].strip().casefold(): match["value"] for match in _FROM.finditer(piece)}
    known = words("copied_headers")
    if sum(label in known for label in headers) < 2:  # noqa: PLR2004 - who, and when or about what
        return None
    first = next((value for label, value in headers.items() if label in known), "")
    return mailer(first) or ""
