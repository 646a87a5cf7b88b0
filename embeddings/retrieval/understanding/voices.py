"""Whose view a question asks for: "what are wages, for De Leon?", "where does Connolly say that…".

The name of an author draws a search to pages about them, away from their own words. Where a question only says
whose words are wanted, it is searched for without saying so; where it is about the person, it is left alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from embeddings.retrieval.holdings import key_of
from embeddings.retrieval.understanding.cuts import NAMED, Cut, compatible, compiled, hidden

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from embeddings.retrieval.holdings import Person

_TOKEN = re.compile(r"[^\W_]+(?:['’.\-][^\W_]+)*")
MOST_WORDS = 5  # of a name
SOMEBODY = re.compile(r"\bthe (?:author|writer|speaker)\b", re.IGNORECASE)

_N = rf"(?:{NAMED}++)"  # all of a name or nothing
_OF_N = rf"{_N}(?:['’]s|['’]|s)?"
_AUX = r"(?:does|did|do|would|has|had|have|will|might)"
_SAY = (
    r"(?:say|said|think|thought|write|written|wrote|argue|argued|believe|believed|claim|claimed|"
    r"state|stated|maintain|"
    r"maintained|hold|held|assert|asserted|suggest|suggested|feel|felt|insist|insisted|contend|contended|declare|"
    r"declared|mean|meant|teach|taught)"
)
_MENTION = (
    r"(?:say|argue|write|claim|state|mention|discuss|describe|explain|bring up|talk about|speak of|speak about|"
    r"write about|write of|refer to|quote|cite|joke|complain|admit|warn|predict|call for|point out|"
    r"compare|criticise|"
    r"criticize|attack|mock|make fun of|use|tell the story of)"
)
_MENTIONS = (
    r"(?:says|argues|writes|claims|states|mentions|discusses|describes|brings up|talks about|speaks of|refers to|"
    r"quotes|cites|mocks|ridicules|makes fun of|attacks|criticises|criticizes)"
)
_ABOUT = r"(?:about|of|on|regarding|concerning|re)\b(?!\s+(?:the )?(?:day|night|eve|morning|occasion|way)\b)"
_VIEW = (
    r"(?:views?|opinions?|eyes|words|account|analysis|thought|thinking|terms|reading|telling|"
    r"estimation|judge?ment|sense)"
)
_STANCE = r"(?:opinions?|views?|viewpoint|take|thoughts|position|stance|attitude)"
_NOUN = (
    r"(?:quote|quotation|line|bit|passage|piece|article|speech|comparison|joke|remark|comment|"
    r"editorial|essay|pamphlet|"
    r"column|definition|theory|argument|analogy|metaphor|critique|criticism|concept|notion|"
    r"explanation|description)"
)
_TOWARDS = r"(?:on|of|about|towards?|regarding|concerning|as to|to)"
_LEADING = r"(?:on|of|about|where|that|between|with|regarding)\b"
_GOES_ON = (
    r"(?:is|are|was|were|will|would|must|should|can|could|has|have|had|happens?|happened|"
    r"causes?|caused|makes?|made)"
)
_NO_MORE = r"(?!['’]|s\b)"
_END = r"(?=\s*(?:[?!.;]|$))"
_WHATS = (
    r"(?:(?:what(?:['’]?s|['’]re|\s+is|\s+are|\s+was|\s+were)|give me|find|explain|describe|"
    r"discuss|summari[sz]e|outline)\s+)"
)
_DEFINING = (
    r"(?:what(?:['’]?s|\s+is|\s+are|\s+was|\s+were)|(?:the\s+)?difference|define|"
    r"definition|meaning|is|are|was|were)"
)
_GIVING = (
    r"voted?|work(?:ed)?|spoke|wrote|written|campaigned|named?|made|stood|did|done|built|paid|"
    r"bought|searched|searching|"
    r"looked|looking|asked|substitute|replacement|nickname|memorial|monument|statue|song|poem|job|letter|message"
)

# `keep…` groups stay, the rest of the match goes.
_STRIPPED = tuple(
    (compiled(pattern), instead)
    for pattern, instead in (
        # "according to X", or the name in brackets
        (rf",?\s*\b(?:according|acording|accordin|acc\.?)\s+to\s+{_OF_N}(?:\s+(?:{_VIEW}|{_NOUN}))?\s*,?", " "),
        (rf"\s*\(\s*(?:for|by|says|according to|in)?\s*{_N}\s*\)", " "),
        # "…, for X?" where a definition is asked for
        (
            (
                rf"^(?P<keep>\s*{_DEFINING}\b(?:(?!\b(?:{_GIVING})\b).){{1,300}}?)(?<!\bfor)(?<!\bnot)"
                rf"\s+(?:for|to)\s+{_N}{_END}"
            ),
            " ",
        ),
        # "where does X say that…", "why does X think that…", "what does X say about…"
        (
            (
                rf"\bwhere\s+(?:exactly\s+|else\s+)?{_AUX}\s+{_N}\s+(?:ever\s+|"
                rf"first\s+)?{_MENTION}\b(?:\s+(?:that|about)\b)?(?=\s+\S)"
            ),
            " ",
        ),
        (rf"(?P<keep>\b(?:why|how come)\s+){_AUX}\s+{_N}\s+{_SAY}\b(?:\s+that\b)?\s+(?=\S)", " "),
        (
            (
                rf"\bwhat(?:\s+(?:all|exactly|else))?\s+{_AUX}\s+{_N}\s+(?:ever\s+|"
                rf"actually\s+)?(?:(?:have|got)\s+to\s+)?"
                rf"{_SAY}\s+{_ABOUT}\s+(?=\S)"
            ),
            " ",
        ),
        (rf"(?P<keep>\bwhat\s+){_AUX}\s+{_N}\s+{_SAY}\s+(?={_GOES_ON}\b)", " "),
        # "X's opinion on…", "the X quote about…", "X's definition of…"
        (
            (
                rf"^\s*{_WHATS}?(?:the\s+)?{_OF_N}\s+(?:(?:own|general|overall|"
                rf"main)\s+)?{_STANCE}\s+{_TOWARDS}\s+(?=\S)"
            ),
            " ",
        ),
        (
            (
                rf"^\s*{_WHATS}?(?:(?:the|that|a)\s+)?{_OF_N}\s+(?:quote|quotation)s?\s+(?:on|about|"
                rf"where|that|regarding)\s+(?=\S)"
            ),
            " ",
        ),
        (rf"{_N}(?:['’]s|['’]|s)\s+(?P<keep>{_NOUN}s?\s+{_LEADING})", " the "),
        # "…that X makes fun of"
        (rf"\s*,?\s*\b(?:that|which|whom?)\s+{_N}\s+{_MENTIONS}(?=\s*(?:[?!.;,]|$))", " "),
    )
)
# A view is asked for, but nothing can be left out without changing the question.
_NOTED = compiled(
    rf"\b(?:would|does|did)\s+{_N}\s+(?:prefer|want|support|oppose|favou?r|approve|reject|like|"
    rf"agree|accept|see|define|call|"
    rf"explain|describe|criticis|criticiz|compare|justify|recommend|propose|demand|{_MENTION}|{_SAY})|"
    rf"\b(?:article|essay|pamphlet|speech|letter|book|piece|editorial|column|work|text)s?\s+(?:by|"
    rf"of)\s+{_N}(?!['’]|s\b)|"
    rf"\b{_N}(?:['’]s|['’]|s)\s+(?:{_NOUN}|{_STANCE})\b"
)
# The rest speaks of the author as "he": without the name it would speak of nobody.
_PRONOUN = re.compile(r"\b(?:he|him|his|himself|she|her|hers|herself|their own)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Voice:
    """Whose words are wanted, and what of the question says no more than that."""

    author: Person | None  # None for "the author", whoever that is
    cuts: tuple[Cut, ...] = ()


def voice_in(text: str, people: Mapping[str, Person]) -> Voice | None:
    """Return whose view an English question asks for, None if nobody's or if it is about the person."""
    named = list(_names(text, people))
    spans = [(start, end) for start, end, _ in named]
    masked = hidden(text, spans, NAMED)
    cuts = compatible(
        cut
        for pattern, instead in _STRIPPED
        for match in pattern.finditer(masked)
        for cut in _cuts(match, instead)
    )
    noted = [
        *(_first_name(masked, cut) for cut in cuts),
        *(masked.find(NAMED, m.start()) for m in _NOTED.finditer(masked)),
    ]
    at = min((place for place in noted if place >= 0), default=None)
    if at is None:
        return None
    person = next((found for start, end, found in named if start <= at < end), None)
    rest = list(masked)
    for cut in sorted(cuts, reverse=True):
        rest[cut.start : cut.end] = cut.instead or " "
    left = "".join(rest)
    if _PRONOUN.search(left) or not any(letter.isalnum() for letter in left.replace(NAMED, "")):
        cuts = []
    return Voice(person, tuple(cuts))


def _first_name(masked: str, cut: Cut) -> int:
    return masked.find(NAMED, cut.start, cut.end)


def _cuts(match: re.Match[str], instead: str) -> Iterator[Cut]:
    """Yield the parts of a match that are not kept."""
    at = match.start()
    for name, kept in match.groupdict().items():
        if kept:
            start, end = match.span(name)
            if at < start:
                yield Cut(at, start, instead)
            at = end
    if at < match.end():
        yield Cut(at, match.end(), instead)


def _names(text: str, people: Mapping[str, Person]) -> Iterator[tuple[int, int, Person | None]]:
    """Yield the names of a question, the longest there is at each place, without a possessive ending."""
    tokens = [match.span() for match in _TOKEN.finditer(text)]
    at = 0
    generic = [match.span() for match in SOMEBODY.finditer(text)]
    for start, end in generic:
        yield start, end, None
    while at < len(tokens):
        for words in range(min(MOST_WORDS, len(tokens) - at), 0, -1):
            start, end = tokens[at][0], tokens[at + words - 1][1]
            found = _known(text[start:end], people) if end - start <= _LONGEST_NAME else None
            if found and not any(start < stop and begin < end for begin, stop in generic):
                yield start, start + found[0], found[1]
                at += words
                break
        else:
            at += 1


_LONGEST_NAME = 80
_POSSESSIVE = re.compile(r"(?:['’]s|['’]|s)$", re.IGNORECASE)


def _known(written: str, people: Mapping[str, Person]) -> tuple[int, Person] | None:
    """Return how many characters of what is written are a known name, and whose."""
    if (person := people.get(key_of(written))) is not None:
        return len(written), person
    bare = _POSSESSIVE.sub("", written)
    if bare != written and (person := people.get(key_of(bare))) is not None:
        return len(bare), person
    return None
