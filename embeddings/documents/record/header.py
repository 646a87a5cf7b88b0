"""The head of a page: where it was published, by whom, under what title, and who transcribed it.

The form is that of archive pages and of title pages: site navigation; perhaps a running head ("Berg 1898", "Anna
Berg: The Lamp. 1898", "The Militant, 24 February 1945"); the author; the title, perhaps with the part of it that
the page is; a date in brackets; source lines and labels; then the text. A line is told by its form and its place,
and what fits no form is left alone.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from embeddings.documents.record.lines import (
    NUMERAL,
    HeadLine,
    HeadPart,
    goes_on,
    is_bare_part,
    is_dateline,
    is_over_pages,
    kind_of,
)
from embeddings.documents.record.running import letter_writer, running_head
from embeddings.documents.record.sources import LONGEST_LINE, is_source
from embeddings.text.dates import find_date
from embeddings.text.languages import pattern_of, words
from embeddings.text.names import EDITORS, is_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


Run = tuple[int, int]

LONGEST_TITLE = 160
LONGEST_SALUTATION = 80
MOST_LINES = 40
MOST_PART_WORDS = 4  # of "Chapter 1. The Lamp."
MOST_OPEN = 5  # lines without a form of their own
FARTHEST_RUN = 14  # a head is not looked for beyond so many runs of lines
EVIDENCE = 200_000  # characters of the text that are looked at for words in lower case
_LINE = re.compile(r"\S(?:[^\n]*\S)?")
_WORD = re.compile(r"(?<![/.@\w])[^\W\d_]{3,}")
_ENDING = (HeadLine.SOURCE, HeadLine.CREDIT, HeadLine.LABEL, HeadLine.SPOKEN)
_TELLING = (
    HeadLine.SOURCE,
    HeadLine.PUBLICATION,
    HeadLine.RUNNING,
    HeadLine.BYLINE,
    HeadLine.TITLE,
    HeadLine.LABEL,
)
_NAMING = (HeadLine.BYLINE, HeadLine.RUNNING)
_DELIVERED = re.compile(
    r"(?:an? )?(?:address|speech|lecture|talk|report)\b.{0,40}\bdelivered\b|delivered (?:at|in|before|to)\b",
    re.IGNORECASE,
)
_FIELD = re.compile(r"(?P<key>[A-Za-z][A-Za-z_-]{2,24}):(?:\s|$)")
_RULE = re.compile(r"[-=_*]{3,}")
_PART_FILE = re.compile(
    r"(?:^|[/_-])(?:ch|chap|chapter|part|pt|kap|kapitel|teil|chapitre|cap|gl|glava)[-_]?[0-9ivx]+[a-z]?\.\w+$"
)
_ENDS = re.compile(r"[.…:][)\]\"'”’»]*$")


def parse_head(text: str, runs: Sequence[Run], path: str = "", *, formless: bool = True) -> list[HeadPart]:
    """Return the parts of a page's head, in order, or nothing where there is no head.

    `runs` are the first runs of non-blank lines of a document, navigation left out; `path` names its file. The
    head ends with the last source or credit line before the text proper; where there is none, with the title that
    a name stands by, if the document is `formless`: its format does not say what its title is.
    """
    if fields := _fields(text, runs):
        return fields
    lines: list[tuple[int, Run, HeadLine]] = []  # the number of its run, the line, its kind
    for number, run in enumerate(runs[:FARTHEST_RUN]):
        kinds = _kinds(text, run)
        # The first line may be a running header; a source line after anything else closes the head.
        closed = any(kind in _ENDING for _, _, kind in lines[1:])
        if kinds[0][1] is HeadLine.OTHER and (closed or _is_prose(text, run) or _is_salutation(text, run)):
            break
        lines.extend((number, line, kind) for line, kind in kinds)
    lines = list(_bylines(text, lines))
    ends = [at for at, (_, _, kind) in enumerate(lines) if kind in _ENDING]
    last = ends[-1] + 1 if ends else 0
    while 0 < last < len(lines) and lines[last][2] in (HeadLine.DATE, HeadLine.DATELINE):
        last += 1
    opening = _Opening(text, path)
    parts = opening.told(lines[:last]) if ends else opening.named(_over_text(text, lines) if formless else [])
    # Dates and credits alone are no head: prose begins like that too.
    return parts if any(part.kind in _TELLING for part in parts) else []


def _fields(text: str, runs: Sequence[Run]) -> list[HeadPart]:
    """Return the lines of a first run that is a list of "KEY: value" and names a title or an author.

    What is set in below such a line belongs to it.
    """
    lines = _lines(text, runs[0]) if runs else []
    parts: list[HeadPart] = []
    keys = set[str]()
    for start, end in lines:
        line = text[start:end]
        indented = start > 0 and text[start - 1] in " \t"
        if parts and indented and parts[-1].kind is HeadLine.FIELD:
            parts[-1] = HeadPart(HeadLine.FIELD, parts[-1].start, end)
        elif (match := _FIELD.match(line)) is not None:
            keys.add(match["key"].lower())
            parts.append(HeadPart(HeadLine.FIELD, start, end))
        elif _RULE.fullmatch(line):
            parts.append(HeadPart(HeadLine.OTHER, start, end))
        else:
            return []
    return parts if len(keys) > 1 and keys & {"title", "author"} else []


def _over_text(text: str, lines: list[tuple[int, Run, HeadLine]]) -> list[tuple[int, Run, HeadLine]]:
    """Return the lines before the first run of them that is a sentence."""
    for at, (number, (start, _), kind) in enumerate(lines):
        end = max(end for other, (_, end), _ in lines if other == number)
        run = " ".join(text[start:end].split())
        ended = _ENDS.search(run) is not None and len(run.split()) > MOST_PART_WORDS
        if kind is HeadLine.OTHER and (len(run) > LONGEST_TITLE or ended):
            return lines[:at]
    return lines


def _kinds(text: str, run: Run) -> list[tuple[Run, HeadLine]]:
    lines = [(line, kind_of(text[line[0] : line[1]])) for line in _lines(text, run)]
    open_lines = [text[start:end] for (start, end), kind in lines if kind in (HeadLine.OTHER, HeadLine.DATE)]
    # "An address delivered at", the place and the day: one statement on several lines.
    if len(lines) > 1 and _DELIVERED.match(text[slice(*lines[0][0])]) and find_date(text[slice(*run)]) is not None:
        return [(run, HeadLine.SPOKEN)]
    if len(lines) == 2:  # noqa: PLR2004 - a pair
        both = (lines[0][0][0], lines[1][0][1])
        # "The Daily People" over "Oct. 20, 1912": a source line set on two. "London" over "October 8, 1885".
        if is_dateline(" ".join(text[slice(*both)].split())):
            return [(both, HeadLine.DATELINE)]
        if lines[0][1] is HeadLine.OTHER and len(open_lines) == 2 and is_source(", ".join(open_lines)):  # noqa: PLR2004 - likewise
            return [(both, HeadLine.SOURCE)]
    return _continued(text, lines)


def _bylines(text: str, lines: Sequence[tuple[int, Run, HeadLine]]) -> Iterator[tuple[int, Run, HeadLine]]:
    """Yield the lines, a name below a line of "by" as a byline."""
    by = False
    for number, (start, end), kind in lines:
        words_here = text[start:end]
        named = by and kind is HeadLine.OTHER and is_name(words_here)
        by = kind is HeadLine.OTHER and words_here.casefold() in words("byline_words")
        yield number, (start, end), HeadLine.BYLINE if named else HeadLine.MARK if by else kind


def _continued(text: str, lines: list[tuple[Run, HeadLine]]) -> list[tuple[Run, HeadLine]]:
    """Give a labelled line what goes on below it in the same run of lines."""
    whole: list[tuple[Run, HeadLine]] = []
    for (start, end), kind in lines:
        ended = whole and text[whole[-1][0][1] - 1] in ".;"
        if kind is HeadLine.OTHER and whole and whole[-1][1] is HeadLine.LABEL and not ended:
            whole[-1] = ((whole[-1][0][0], end), HeadLine.LABEL)
        else:
            whole.append(((start, end), kind))
    return whole


@dataclass(slots=True)
class _Opening:
    """Tells byline, work and title among the lines without a form of their own, by their order and words."""

    text: str
    path: str
    _counts: Counter[str] | None = field(default=None, init=False)

    def told(self, lines: list[tuple[int, Run, HeadLine]]) -> list[HeadPart]:
        """Return the parts of a head whose end its own lines tell."""
        parts = self._join(lines)
        open_parts = self._open(parts)
        # A publication above the title is the page's running header, not the line that says where it is from.
        if parts[0].kind is HeadLine.SOURCE and open_parts:
            parts[0] = HeadPart(HeadLine.PUBLICATION, parts[0].start, parts[0].end)
        self._name(parts)
        self._titles(parts)
        return parts

    def named(self, lines: list[tuple[int, Run, HeadLine]]) -> list[HeadPart]:
        """Return the parts of a head that no line closes: a name and a title over the text."""
        parts = self._join(lines)
        open_parts = self._open(parts)
        if not 1 <= len(open_parts) <= MOST_OPEN and not any(part.kind is HeadLine.BYLINE for part in parts):
            open_parts = open_parts[:MOST_OPEN]
            parts = parts[: open_parts[-1] + 1] if open_parts else []
        self._name(parts)
        if not any(part.kind in _NAMING for part in parts):
            return []
        self._titles(parts)
        kept = [at for at, part in enumerate(parts) if part.kind is not HeadLine.OTHER]
        titled = any(part.kind is HeadLine.TITLE for part in parts)
        running = next((part for part in parts if part.kind is HeadLine.RUNNING), None)
        worked = running is not None and running_head(self._words(running)).work
        return parts[: kept[-1] + 1] if kept and (titled or worked) else []

    def _words(self, part: HeadPart) -> str:
        return " ".join(self.text[part.start : part.end].split())

    def _open(self, parts: Sequence[HeadPart]) -> list[int]:
        return [at for at, part in enumerate(parts) if part.kind is HeadLine.OTHER]

    def _name(self, parts: list[HeadPart]) -> None:
        """Mark who a text is by: a running head, else a name over the title, else one under it."""
        open_parts = self._open(parts)
        if not open_parts or any(part.kind is HeadLine.BYLINE for part in parts):
            return
        first = open_parts[0]
        running = running_head(self._words(parts[first]))
        sure = running.work is not None or running.year is not None or len(open_parts) > 1
        if running.author is not None and sure and self._is_no_words(running.author):
            parts[first] = HeadPart(HeadLine.RUNNING, parts[first].start, parts[first].end)
            return
        if running.series is not None and len(open_parts) > 1:
            parts[first] = HeadPart(HeadLine.RUNNING, parts[first].start, parts[first].end)
            return
        if len(open_parts) > 1 and self._is_person(parts[first]):
            parts[first] = HeadPart(HeadLine.BYLINE, parts[first].start, parts[first].end)
        elif len(open_parts) > 1 and open_parts[1] == first + 1 and self._is_person(parts[first + 1]):
            after = parts[first + 2].kind if first + 2 < len(parts) else None
            if after is not HeadLine.OTHER and len(open_parts) == 2:  # noqa: PLR2004 - the title, and whose it is
                parts[first + 1] = HeadPart(HeadLine.BYLINE, parts[first + 1].start, parts[first + 1].end)

    def _titles(self, parts: list[HeadPart]) -> None:
        """Mark the title, and the work that it is a part of."""
        open_parts = [at for at in self._open(parts) if parts[at].end - parts[at].start <= LONGEST_TITLE]
        # "Berg Internet Archive", "The Society 1864": what stands over many pages, where more follows.
        while len(open_parts) > 1 and is_over_pages(self._words(parts[open_parts[0]])):
            open_parts = open_parts[1:]
        if not open_parts:
            return
        running = next((part for part in parts if part.kind is HeadLine.RUNNING), None)
        head = running_head(self._words(running)) if running is not None else None
        if head is None or not (head.work or head.series):
            first, second = open_parts[0], open_parts[1] if len(open_parts) > 1 else None
            near = second is not None and all(parts[at].kind is HeadLine.OTHER for at in range(first, second))
            part_of = near and second is not None and (self._is_part(parts[second]) or self._is_part_file())
            if part_of and not self._is_part(parts[first]) and not goes_on(self._words(parts[first])):
                parts[first] = HeadPart(HeadLine.WORK, parts[first].start, parts[first].end)
                open_parts = open_parts[1:]
        self._mark(parts, open_parts)

    def _is_part_file(self) -> bool:
        return _PART_FILE.search(self.path.casefold()) is not None

    def _mark(self, parts: list[HeadPart], open_parts: Sequence[int]) -> None:
        """Mark the first open part as the title, and what goes on with it: "Part I" and what it is called."""
        at = 0
        # "Part I: Money" over "Chapter One: Prices": the page is the smaller part.
        while at + 1 < len(open_parts) and all(
            self._is_part(parts[one]) and not is_bare_part(self._words(parts[one]))
            for one in open_parts[at : at + 2]
        ):
            at += 1
        while True:
            this = open_parts[at]
            line = self._words(parts[this])
            parts[this] = HeadPart(HeadLine.TITLE, parts[this].start, parts[this].end)
            at += 1
            follows = at < len(open_parts) and open_parts[at] == this + 1
            if not (follows and (is_bare_part(line) or goes_on(line))):
                return

    def _is_part(self, part: HeadPart) -> bool:
        """Say whether a line heads the one part of a work that this page is; in a whole book there are more."""
        line = self._words(part)
        first = line.split()[0].casefold().strip(".:")
        if NUMERAL.fullmatch(line):
            following = rf"^\s*(?:{'II' if line[0] == 'I' else '2'})\.?\s*$"
            return line.strip(".") not in ("I", "1") or not re.search(
                following, self.text[part.end :], re.MULTILINE
            )
        if first not in words("part_words") | words("chapter_words"):
            return False
        numbered = words("part_words")
        same = re.compile(rf"^\W{{0,3}}(?:{pattern_of(numbered)})\b", re.IGNORECASE | re.MULTILINE)
        return sum(1 for _ in islice(same.finditer(self.text, part.end, part.end + EVIDENCE), 3)) < 3  # noqa: PLR2004 - a few are mentions

    def _is_person(self, part: HeadPart) -> bool:
        line = self._words(part)
        return is_name(line) and self._is_no_words(line)

    def _is_no_words(self, name: str) -> bool:
        """Say whether most parts of a name are no common words: the text has them seldom in lower case."""
        if EDITORS.fullmatch(name):
            return True
        if self._counts is None:
            self._counts = Counter(_WORD.findall(self.text[:EVIDENCE]))
        parts = _WORD.findall(name)
        common = sum(self._is_common(part) for part in parts)
        return common * 2 <= len(parts) and (common == 0 or len(parts) > 1)

    def _is_common(self, word: str) -> bool:
        assert self._counts is not None
        lower = self._counts[word.lower()]
        return lower > 0 and lower * 2 >= self._counts[word.capitalize()]

    def _join(self, lines: list[tuple[int, Run, HeadLine]]) -> list[HeadPart]:
        """Make one part of neighbouring lines of one run without a form of their own: a title on two lines.

        But a name over other lines of its run is a byline over a title, and a running head stands alone.
        """
        parts: list[HeadPart] = []
        last_run = -1
        for number, (start, end), kind in lines:
            alike = bool(parts) and number == last_run and kind is parts[-1].kind is HeadLine.OTHER
            if alike and not self._stands_alone(self._words(parts[-1])):
                parts[-1] = HeadPart(kind, parts[-1].start, end)
            else:
                parts.append(HeadPart(kind, start, end))
            last_run = number
        return parts

    def _stands_alone(self, line: str) -> bool:
        running = running_head(line)
        return (
            is_name(line)
            or running.author is not None
            or running.series is not None
            or letter_writer(line) is not None
        )


def _lines(text: str, run: Run) -> list[Run]:
    """Return a run's first lines: a head has no more of them, and a hostile page may have millions."""
    return [match.span() for match in islice(_LINE.finditer(text, *run), MOST_LINES)]


def _is_salutation(text: str, run: Run) -> bool:
    """Say whether a letter begins: "Dear Jo,"."""
    line = " ".join(text[slice(*run)].split())
    first = line.split(" ", 1)[0].casefold().strip(",:!")
    return len(line) <= LONGEST_SALUTATION and line[-1:] in ",:!" and first in words("salutations")


def _is_prose(text: str, run: Run) -> bool:
    longest = max(end - start for start, end in _lines(text, run))
    return longest > LONGEST_LINE
