"""Questions about a work rather than what it says: "which issue was this in?", "when was it first published?".

They are told by their wording, and narrowly. The record, or the line of the page that holds it, answers such a
question. Each rule's wording is in the questions of two archives at least, but for the first, which is in those of
one: that people ask for the issue is why lines of publication are kept with their texts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from embeddings.documents.record.record import Field
from embeddings.retrieval.understanding.cuts import Cut, compiled
from embeddings.text.languages import words

if TYPE_CHECKING:
    from collections.abc import Callable


class SourceAspect(StrEnum):
    """What is asked about a work."""

    DATE = "date"
    WRITTEN = "written"
    CONTAINER = "container"  # the paper, journal or collection it appeared in
    ISSUE = "issue"
    PAGE = "page"
    TITLE = "title"
    AUTHOR = "author"
    EDITOR = "editor"
    TRANSLATOR = "translator"
    TRANSCRIBER = "transcriber"
    PUBLISHER = "publisher"
    PLACE = "place"  # where a speech was held, a letter written

    @property
    def fields(self) -> tuple[Field, ...]:
        """Return the fields of a record that answer, the likeliest first."""
        return _FIELDS.get(self, ())


_FIELDS = {
    SourceAspect.DATE: (Field.ISSUED, Field.ORIGINAL_DATE),
    SourceAspect.WRITTEN: (Field.ORIGINAL_DATE, Field.ISSUED),
    SourceAspect.CONTAINER: (Field.CONTAINER_TITLE,),
    SourceAspect.ISSUE: (Field.ISSUE, Field.VOLUME, Field.ISSUED, Field.CONTAINER_TITLE),
    SourceAspect.PAGE: (Field.PAGE,),
    SourceAspect.TITLE: (Field.TITLE,),
    SourceAspect.AUTHOR: (Field.AUTHOR,),
    SourceAspect.EDITOR: (Field.EDITOR,),
    SourceAspect.TRANSLATOR: (Field.TRANSLATOR,),
    SourceAspect.TRANSCRIBER: (Field.TRANSCRIBER,),
    SourceAspect.PUBLISHER: (Field.PUBLISHER,),
}


@dataclass(frozen=True, slots=True)
class SourceQuestion:
    """What is asked about a work, and what of the question asks it."""

    asks: frozenset[SourceAspect] = frozenset()
    cuts: tuple[Cut, ...] = ()
    tells_no_work: bool = False  # it has no other words: "when was this article written?"


@dataclass(frozen=True, slots=True)
class Rule:
    """One way to ask about a work.

    Groups `asks…` of the pattern are what is asked, in words of `_ASPECTS`; groups `cut…` say no more than that. A
    match with a group `sure…` is about a work whatever it speaks of, another only where the question names one.
    """

    asks: frozenset[SourceAspect]  # in the example
    example: str
    pattern: re.Pattern[str]


_ASPECTS = {
    "issue": SourceAspect.ISSUE, "number": SourceAspect.ISSUE, "volume": SourceAspect.ISSUE,
    "edition": SourceAspect.ISSUE, "page": SourceAspect.PAGE, "pages": SourceAspect.PAGE,
    "paper": SourceAspect.CONTAINER, "newspaper": SourceAspect.CONTAINER, "journal": SourceAspect.CONTAINER,
    "magazine": SourceAspect.CONTAINER, "periodical": SourceAspect.CONTAINER,
    "publication": SourceAspect.CONTAINER, "collection": SourceAspect.CONTAINER, "when": SourceAspect.DATE,
    "day": SourceAspect.DATE, "date": SourceAspect.DATE, "month": SourceAspect.DATE, "year": SourceAspect.DATE,
    "where": SourceAspect.PLACE, "title": SourceAspect.TITLE, "author": SourceAspect.AUTHOR,
    "wrote": SourceAspect.AUTHOR, "authored": SourceAspect.AUTHOR, "editor": SourceAspect.EDITOR,
    "edited": SourceAspect.EDITOR, "translator": SourceAspect.TRANSLATOR, "translated": SourceAspect.TRANSLATOR,
    "transcriber": SourceAspect.TRANSCRIBER, "transcribed": SourceAspect.TRANSCRIBER,
    "publisher": SourceAspect.PUBLISHER, "published": SourceAspect.PUBLISHER,
    "translation": SourceAspect.TRANSLATOR, "transcription": SourceAspect.TRANSCRIBER,
    "source": SourceAspect.CONTAINER, "dated": SourceAspect.DATE, "written": SourceAspect.WRITTEN,
    "composed": SourceAspect.WRITTEN, "authorship": SourceAspect.AUTHOR,
}  # fmt: skip
# What else is in a question that asks about a work and does not say which.
_NO_MORE = frozenset(
    """article text piece document speech letter book pamphlet essay chapter poem work talk lecture address story
    obituary excerpt original originally first initially printed reprinted issued released appear appeared appears
    come came taken marked bibliographic reference citation info""".split()  # noqa: SIM905 - words read best as words
)
_NAMED_PAGE = re.compile(r"\b(?:this|that|the)\s+page\b", re.IGNORECASE)
_WORDS = re.compile(r"[^\W_]+")
_FIRST = r"(?:first|originally|initially)"
_PRINTED = r"(?:published|printed|reprinted|come out|appear)"
_PUBLISHED = (
    rf"(?:(?:{_FIRST} )?(?:{_PRINTED}|serialised|serialized|appeared|came out|run|issued|released|featured|"
    r"carried|taken from|reproduced))"
)
_KINDS = r"issue|number|volume|edition|pages?|paper|newspaper|journal|magazine|periodical|publication|collection"
_S = SourceAspect
RULES = (
    Rule(
        frozenset({_S.ISSUE, _S.PAGE}),
        "Which issue and page of The Harbour is the article on lamps taken from?",
        compiled(
            rf"(?P<sure>\b(?P<cut>(?:(?:in|on|at|from)\s+)?(?:which|what)\s+(?:(?:exact|original)\s+)?"
            rf"(?P<asks>{_KINDS})(?:\s*(?:and|or|,|/|\+|&)\s*(?:which |what )?"
            rf"(?P<asks2>{_KINDS}|day|date|month|year))?"
            r"(?:\s+(?:of|is|was|were|did|does)\b)?(?=[\s,])(?!\s+(?:history|human|world)\b))"
            r"(?:(?:\s+[^\s?!]+){1,24}?\s+"
            rf"(?P<cut2>(?:(?:is|was|were|did|does|it|been)\s+)?(?:{_PUBLISHED}|reprinted from))"
            r"(?P<cut3>\s+(?:in|on|from))?(?P<cut4>,?\s+and\s+(?:which|what|on what|on which)\s+"
            r"(?P<asks3>day|date|page|issue|year))?"
            r"|(?:\s+[^\s?!]+){0,24}?\s+(?P<cut5>(?:(?:is|was)\s+)?(?:this|that|it)\s+(?:from|in))))"
            r"\s*(?=[?!.,;]|$|\()"
        ),
    ),
    Rule(
        frozenset({_S.DATE}),
        "when was the letter to the pilots first published?",
        compiled(
            r"\b(?P<cut>(?P<asks>(?:when|where)(?:(?:\s+and\s+|/)(?:when|where))?|"
            r"(?:(?:in|on)\s+)?(?:which|what)\s+(?:year|month|date|day))\s+(?:was|were|did))\s+"
            rf"(?:(?:it|this|that|these)\s+(?P<cut2>(?P<sure>(?P<printed>{_PUBLISHED})|written))|"
            r"(?:the|this|that)\s+(?:speech|address|lecture|talk)\s+(?P<cut3>(?P<sure2>held|delivered|given|made))|"
            rf"(?:[^\s?!]+\s+){{1,24}}?(?P<cut4>(?P<sure3>(?P<printed2>{_FIRST}\s+{_PUBLISHED}))|"
            rf"(?P<printed3>{_PRINTED})|written|composed|delivered)(?P<cut5>\s+in)?)(?=\s*(?:[?!.,;(]|$))"
        ),
    ),
    Rule(
        frozenset({_S.TRANSLATOR}),
        "who translated Letters from the Quay",
        compiled(r"\b(?P<cut>who\s+(?P<asks>translated|transcribed|edited|published|wrote|authored)\s+)(?=\S)"),
    ),
    Rule(
        frozenset({_S.AUTHOR}),
        "who is the author of Letters from the Quay?",
        compiled(
            r"(?P<cut>\bwho(?:['’]?s|\s+is|\s+was)\s+the\s+(?:\w+\s+)?"
            r"(?P<asks>translator|editor|transcriber|publisher|author)\s+of\s+|"
            r"(?:\bwhat(?:['’]?s|\s+is|\s+was)\s+)?(?:\b(?:the|its)\s+)?(?P<sure>"
            r"\b(?P<asks2>date)\s+of\s+(?:(?:the|its|that|this)\s+)?(?:issue|publication|printing|edition)|"
            r"\b(?:original|full|exact)\s+(?P<asks3>title))\b(?:\s+of\b)?)"
        ),
    ),
)  # fmt: skip


def source_question(text: str, names_work: Callable[[], bool]) -> SourceQuestion:
    """Return what an English question asks about a work; `names_work` tells whether it holds the title of one."""
    if alone := _nothing_else(text):
        return SourceQuestion(alone, tells_no_work=True)
    found = [match for rule in RULES if (match := rule.pattern.search(text))]
    told = [match for match in found if _parts(match, "sure")] or (found[:1] if found and names_work() else [])
    asks = frozenset(aspect for match in told for aspect in _aspects(match))
    cuts = (Cut(*match.span(name), " ") for match in told for name in _parts(match, "cut"))
    return SourceQuestion(asks, tuple(cuts))


def _nothing_else(text: str) -> frozenset[SourceAspect]:
    """Return what is asked about a work by a question of nothing else: "original publication, paper and date"."""
    typed = _WORDS.findall(_NAMED_PAGE.sub(" ", text).lower())
    known = _NO_MORE | words("function_words", "en") | words("scaffold_words", "en") | _ASPECTS.keys()
    if not known.issuperset(typed):
        return frozenset()
    asked = {_ASPECTS[word] for word in typed if word in _ASPECTS}
    if _S.PLACE in asked and "written" not in typed:  # where something is printed is no town
        asked = asked - {_S.PLACE} | {_S.CONTAINER}
    if _S.WRITTEN in asked:
        asked -= {_S.DATE}
    if not {"who", "whom", "publisher"}.intersection(typed):
        asked -= {_S.PUBLISHER}
    return frozenset(asked) if len(typed) > 1 else frozenset()


def _parts(match: re.Match[str], kind: str) -> list[str]:
    return [name for name, part in match.groupdict().items() if name.startswith(kind) and part]


def _aspects(match: re.Match[str]) -> set[SourceAspect]:
    typed = [word for name in _parts(match, "asks") for word in re.findall(r"[a-z]+", match[name].lower())]
    asked = {_ASPECTS[word] for word in typed if word in _ASPECTS}
    if _S.PLACE in asked and _parts(match, "printed"):  # where something is printed is no town
        asked = asked - {_S.PLACE} | {_S.CONTAINER}
    return asked
