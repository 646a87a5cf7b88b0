"""Questions about a work rather than what it says: "which issue was this in?", "when was it first published?".

They are told by their wording, and narrowly: what asks for a date of publication must speak of publishing, and of
something that is published. The record, or the line of the page that holds it, answers such a question.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from embeddings.documents.record.record import Field
from embeddings.retrieval.understanding.cuts import QUOTED, Cut, compiled

if TYPE_CHECKING:
    from collections.abc import Callable


class SourceAspect(StrEnum):
    """What is asked about a work."""

    DATE = "date"
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
    WORK = "work"  # which work holds this: the passage itself answers, its citation names the work

    @property
    def fields(self) -> tuple[Field, ...]:
        """Return the fields of a record that answer, the likeliest first."""
        return _FIELDS.get(self, ())


_FIELDS = {
    SourceAspect.DATE: (Field.ISSUED, Field.ORIGINAL_DATE),
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


_THING = {
    "issue": SourceAspect.ISSUE, "number": SourceAspect.ISSUE, "volume": SourceAspect.ISSUE,
    "edition": SourceAspect.ISSUE, "page": SourceAspect.PAGE, "pages": SourceAspect.PAGE,
    "paper": SourceAspect.CONTAINER, "newspaper": SourceAspect.CONTAINER, "journal": SourceAspect.CONTAINER,
    "magazine": SourceAspect.CONTAINER, "periodical": SourceAspect.CONTAINER,
    "publication": SourceAspect.CONTAINER, "collection": SourceAspect.CONTAINER, "day": SourceAspect.DATE,
    "date": SourceAspect.DATE, "month": SourceAspect.DATE, "year": SourceAspect.DATE, "title": SourceAspect.TITLE,
    "author": SourceAspect.AUTHOR, "editor": SourceAspect.EDITOR, "translator": SourceAspect.TRANSLATOR,
    "transcriber": SourceAspect.TRANSCRIBER, "publisher": SourceAspect.PUBLISHER, "place": SourceAspect.PLACE,
}  # fmt: skip
_DOER = {
    "transcribed": SourceAspect.TRANSCRIBER, "translated": SourceAspect.TRANSLATOR, "edited": SourceAspect.EDITOR,
    "published": SourceAspect.PUBLISHER, "marked up": SourceAspect.TRANSCRIBER,
    "proofread": SourceAspect.TRANSCRIBER, "digitised": SourceAspect.TRANSCRIBER,
    "digitized": SourceAspect.TRANSCRIBER, "wrote": SourceAspect.AUTHOR, "authored": SourceAspect.AUTHOR,
}  # fmt: skip

# Something that is published, as archives hold it.
_PIECE = (
    r"(?:articles?|pieces?|essays?|pamphlets?|leaflets?|letters?|columns?|editorials?|speech|"
    r"speeches|address|lectures?|"
    r"manifesto|poems?|obituary|reviews?|texts?|documents?|reports?|interviews?|introductions?|"
    r"prefaces?|memorial|tract|"
    r"chapters?|statements?|series)"
)
_HOLDER = rf"(?:{_PIECE}|docs?|works?|books?|story|stories)"
_LINE = (
    r"(?:line|quote|quotation|phrase|bit|passage|words?|joke|sentence|comparison|definition|slogan|motto|verse)s?"
)
_PRINTED = r"(?:(?:first |originally )?(?:published|printed|reprinted|come out|appear))"
_PUBLISHED = (
    r"(?:(?:first |originally |initially )?(?:published|printed|reprinted|serialised|serialized|"
    r"appear(?:ed)?|come out|"
    r"came out|run|issued|released|featured|carried|taken from|reproduced))"
)
_FIRST = r"(?:first|originally|initially)"
_KINDS = r"issue|number|volume|edition|pages?|paper|newspaper|journal|magazine|periodical|publication|collection"
_NOUNS = (
    r"issue|number|volume|edition|pages?|paper|newspaper|journal|magazine|periodical|"
    r"publication|collection|day|date|month|year"
)
_WHICH = (
    rf"(?:(?:in|on|at|from)\s+)?(?:which|what)\s+(?:(?:exact|"
    rf"original)\s+)?(?P<thing>{_KINDS})(?:\s*(?:and|or|,|/|\+|&)\s*(?:which |what "
    rf")?(?P<thing2>{_NOUNS}))?"
)
_DETAIL = (
    r"(?:(?:the |its |full |exact |original )*(?:title|author|publisher|date|year|issue|number|"
    r"page|pages|translator|editor|"
    r"transcriber|publication date|date of (?:the )?(?:issue|publication|printing)|issue number|"
    r"page number|volume))"
)
_SPOKEN_OF = compiled(
    r"\b(?:which|what)\s[^?!]+?\s(?:did|does|do|has|had|have)\s[^?!]+?\s"
    r"(?:review|recommend|quot|cit|mention|prais|critici[sz]|attack|advertis|read)"
)
_S = SourceAspect

_Rule = tuple["re.Pattern[str]", "Callable[[re.Match[str]], set[SourceAspect]]"]


def _things(match: re.Match[str]) -> set[SourceAspect]:
    return {_THING[name.lower()] for group in ("thing", "thing2") if (name := match.groupdict().get(group))}


def _listed(match: re.Match[str]) -> set[SourceAspect]:
    # "Which guide did she review? Need author and publisher": of what a work speaks of, not of the work.
    if _SPOKEN_OF.search(match.string, 0, match.start()):
        return set()
    words = re.findall(r"[a-z]+", match["list"].lower())
    return {_THING[word] for word in words if word in _THING} | (
        {_S.DATE} if "publication" in words else set()
    ) - {_S.CONTAINER}


def _doer(match: re.Match[str]) -> set[SourceAspect]:
    return {_DOER[" ".join(match["doer"].lower().split())]}


def _always(*aspects: SourceAspect) -> Callable[[re.Match[str]], set[SourceAspect]]:
    return lambda _: set(aspects)


# What the question is sure to mean by its words alone. A group `cut…` is what asks; without one, all of the match.
_RULES: tuple[_Rule, ...] = (
    # "which issue and page of … is … taken from", "what paper was … originally printed in, and which day"
    (
        compiled(
            rf"\b(?P<cut>{_WHICH}(?:\s+(?:of|is|was|were|did|does)\b)?(?=[\s,])(?!\s+(?:history|human|world)\b))"
            rf"(?P<keep>(?:\s+[^\s?!]+){{1,24}}?)\s+"
            rf"(?P<cut2>(?:(?:is|was|were|did|does|it|been)\s+)?(?:{_PUBLISHED}|reprinted from)|"
            rf"(?:appear|come out)(?:\s+in)?)"
            rf"(?P<cut3>\s+(?:in|on|from))?(?P<cut4>,?\s+and\s+(?:which|what|on what|on "
            rf"which)\s+(?P<thing3>day|date|page|issue|year))?"
            rf"\s*(?=[?!.,;]|$|\()"
        ),
        lambda match: _things(match) | ({_THING[match["thing3"].lower()]} if match["thing3"] else set()),
    ),
    (compiled(rf"\b(?P<cut>{_WHICH})\s+(?P<keep>(?:is|was)\s+(?:it|this|that)\s+(?:in|on|from))\b"), _things),
    (compiled(r"\b(?:which|what)\s+(?P<thing>pages?)(?:\s+numbers?)?\s+(?:is|are|was|were|does|do|"
              r"did)\s+(?=\S)"), _things),
    (
        compiled(rf"\b(?:[Ww]hich|[Ww]hat)\s+(?P<thing>issue|edition)\s+of\s+(?=(?:[Tt]he\s+)?[A-Z{QUOTED}])", 0),
        _things,
    ),
    (compiled(r"\bpage numbers?\s+(?:of|for)\s+"), _always(_S.PAGE)),
    # "date of the issue", "publication date", "original title"
    (
        compiled(r"(?:\bwhat(?:['’]?s|\s+is|\s+was)\s+)?(?:\bthe\s+)?\bdate\s+of\s+(?:the\s+|"
                 r"its\s+|that\s+|this\s+)?(?:issue|publication|printing|edition)\b(?:\s+of\b)?"),
        _always(_S.DATE),
    ),
    (
        compiled(r"(?:\bwhat(?:['’]?s|\s+is|\s+was)\s+)?(?:\bthe\s+)?\b(?:original"
                 r"\s+)?publication\s+date\b(?:\s+(?:of|for)\b)?"),
        _always(_S.DATE),
    ),
    (
        compiled(r"(?:\bwhat(?:['’]?s|\s+is|\s+was)\s+)?(?:\b(?:the|its)\s+)?\b(?:original|full|"
                 r"exact)\s+title\b(?:\s+of\b)?"),
        _always(_S.TITLE),
    ),
    (
        compiled(rf"\bwhat(?:['’]?s|\s+is|\s+was)\s+the\s+title\s+of\s+(?=(?:the|this|"
                 rf"that)\s+(?:[\w'’-]+\s+){{0,2}}{_PIECE}\b)"),
        _always(_S.TITLE),
    ),
    # "first published", "when was … first printed"
    (
        compiled(
            rf"\b(?P<cut>(?:when|where|when\s+and\s+where|where\s+and\s+when|where/when|when/where|"
            rf"(?:in\s+)?(?:which|what)\s+(?:year|month))\s+(?:was|were|did))\s+"
            rf"(?P<keep>(?:[^\s?!]+\s+){{1,24}}?)(?P<cut2>{_FIRST}\s+{_PUBLISHED}(?:\s+in)?)(?=\s*(?:[?!.,;(]|$))"
        ),
        lambda match: (set() if match["cut"].lower().startswith("where w") else {_S.DATE})
        | ({_S.CONTAINER} if "where" in match["cut"].lower() else set()),
    ),
    (
        compiled(rf"\b(?P<cut>(?:when|where)\s+(?:was|were|did))\s+(?P<keep>(?:it|this|that|"
                 rf"these))\s+(?P<cut2>{_PUBLISHED}|written)(?=\s*(?:[?!.,;(]|$))"),
        lambda match: {_S.DATE if "when" in match["cut"].lower() else _S.CONTAINER},
    ),
    (
        compiled(
            r"\b(?P<cut>(?:when|where|where/when|when/where|when\s+and\s+where|where\s+and\s+when)\s+was)\s+"
            r"(?P<keep>(?:the|this|that)\s+(?:speech|address|lecture|talk))\s+(?P<cut2>held|"
            r"delivered|given|made)\b"
        ),
        lambda match: ({_S.DATE} if "when" in match["cut"].lower() else set())
        | ({_S.PLACE} if "where" in match["cut"].lower() else set()),
    ),
    # "who transcribed this", "who is the translator of this text"
    (compiled(r"\bwho\s+(?P<doer>transcribed|marked\s+up|proofread|digiti[sz]ed)\s+(?=\S)"), _doer),
    (
        compiled(
            rf"\bwho\s+(?P<doer>translated|edited|published|wrote|authored)\s+(?=(?:(?:this|"
            rf"that)\s+(?:[\w'’-]+\s+){{0,2}}{_PIECE}\b)|(?:this|it)\s*[?!.]{0,9}\s*$)"
        ),
        _doer,
    ),
    (
        compiled(
            rf"\bwho(?:['’]?s|\s+is|\s+was)\s+the\s+(?:\w+\s+)?(?P<thing>translator|editor|"
            rf"transcriber|publisher|author)\s+of\s+"
            rf"(?=(?:this|that)\s+(?:[\w'’-]+\s+){{0,2}}{_PIECE}\b)"
        ),
        _things,
    ),
    # "need author and publisher"
    (
        compiled(rf"\b(?:(?:i\s+)?(?:also\s+)?(?:need|want)|give(?:\s+me)?|"
                 rf"plus)\s+(?P<list>{_DETAIL}(?:\s*(?:,|and|&|\+|/)\s*{_DETAIL}){{0,4}})(?="
                 rf"\s*(?:[?!.,;]|$|pls|please))"),
        _listed,
    ),
    # "which article has that line about…", "which of the letters begins with…"
    (
        compiled(
            rf"\b(?:which|what)\s+(?:of\s+the\s+)?(?:(?!(?:is|are|was|were|does|did|do|the|had|"
            rf"has)\b)[\w'’.-]+\s+){{0,2}}{_HOLDER}\s+"
            rf"(?:(?:(?:has|have|had|contains?|contained|holds?|includes?|uses?)\s+(?=(?:the|this|"
            rf"that|a)\s+(?:\w+\s+)?{_LINE}\b|{QUOTED})|"
            rf"(?:starts?|begins?|opens?|ends?)\s+with\b))"
        ),
        _always(_S.WORK),
    ),
    (
        compiled(rf"\bwhich\s+{_HOLDER}\s+(?:mentions?|talks?\s+about|speaks?\s+of|deals?\s+with|"
                 rf"discuss(?:es)?)\s+(?=\S)"),
        _always(_S.WORK),
    ),
    (
        compiled(
            rf"\b(?:where|what|(?:which|what)\s+{_HOLDER})\s+(?:is|does|do|are)\s+(?P<keep>(?:the|this|that)\s+"
            rf"(?:line|quote|quotation|passage|joke)\b[^?!]{{0,300}}?)\s+(?P<cut>(?:come"
            rf"\s+)?from)(?=\s*(?:[?!.]|$))"
        ),
        _always(_S.WORK),
    ),
)  # fmt: skip

# Wordings that ask about a work only if what they speak of is one.
_IF_WORK: tuple[_Rule, ...] = (
    (
        compiled(
            rf"\b(?P<cut>(?:when|in\s+(?:which|what)\s+(?:year|month)|what\s+(?:year|date|day|"
            rf"month))\s+(?:was|were|did))\s+"
            rf"(?P<keep>(?:[^\s?!]+\s+){{1,24}}?)(?P<cut2>{_PRINTED}|written|composed|"
            rf"delivered)(?=\s*(?:[?!.,;(]|$))"
        ),
        _always(_S.DATE),
    ),
    (
        compiled(rf"\b(?P<cut>where\s+(?:was|were|did))\s+(?P<keep>(?:[^\s?!]+"
                 rf"\s+){{1,24}}?)(?P<cut2>{_PRINTED}(?:\s+in)?)(?=\s*(?:[?!.,;(]|$))"),
        _always(_S.CONTAINER),
    ),
    (compiled(r"\bwho\s+(?P<doer>translated|edited|published|wrote|authored)\s+(?=\S)"), _doer),
    (
        compiled(r"\bwho(?:['’]?s|\s+is|\s+was)\s+the\s+(?:\w+\s+)?(?P<thing>translator|editor|"
                 r"transcriber|publisher|author)\s+of\s+"),
        _things,
    ),
    (compiled(r"\b(?:which|what)\s+(?P<thing>issue|edition|number|volume)\s+(?:of|is|was|did)\b"), _things),
)  # fmt: skip


def source_question(text: str, names_work: Callable[[], bool]) -> SourceQuestion:
    """Return what an English question asks about a work; `names_work` tells whether it holds the title of one."""
    asks: set[SourceAspect] = set()
    cuts: list[Cut] = []
    for rules, needs_work in ((_RULES, False), (_IF_WORK, True)):
        for pattern, aspects in rules:
            match = pattern.search(text)
            if match is None or (needs_work and (asks or not names_work())):
                continue
            if asked := aspects(match):
                asks |= asked
                cuts += _cuts(match)
    return SourceQuestion(frozenset(asks), tuple(cuts))


def _cuts(match: re.Match[str]) -> list[Cut]:
    groups = [name for name, part in match.groupdict().items() if name.startswith("cut") and part]
    return [Cut(*match.span(name), " ") for name in groups] or [Cut(*match.span(), " ")]
