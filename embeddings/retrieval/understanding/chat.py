"""The noise of a chat around a question, and the short forms in it. All that is known of either is here."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from embeddings.retrieval.understanding.cuts import Cut, compiled

if TYPE_CHECKING:
    from collections.abc import Iterator

# Short forms, written in lower case only: "U" is a letter or uranium, "u" is you.
SHORT_FORMS = {
    "ppl": "people", "w/": "with", "w/o": "without", "def": "definition", "defn": "definition", "yr": "year",
    "yrs": "years", "u": "you", "ur": "your", "abt": "about", "govt": "government", "gov't": "government",
    "thru": "through", "btwn": "between", "b/w": "between", "b/c": "because", "cuz": "because", "coz": "because",
    "bcoz": "because", "smth": "something", "sth": "something", "sb": "somebody", "diff": "difference",
    "orig": "original", "tho": "though", "altho": "although", "esp": "especially", "dept": "department",
    "whats": "what is", "whos": "who is", "wheres": "where is", "whens": "when is", "hows": "how is",
    "theres": "there is", "thats": "that is", "dont": "don't", "doesnt": "doesn't", "didnt": "didn't",
    "isnt": "isn't", "wasnt": "wasn't", "werent": "weren't", "arent": "aren't", "couldnt": "couldn't",
    "wouldnt": "wouldn't", "shouldnt": "shouldn't", "hasnt": "hasn't", "havent": "haven't", "hadnt": "hadn't",
}  # fmt: skip
_SHORT = re.compile(
    r"(?<![\w'’/.@#:\-])(?:"
    + "|".join(sorted(map(re.escape, SHORT_FORMS), key=len, reverse=True))
    + r")(?![\w'’/])"
    r"(?!\.\w)(?!-\w)(?! boats?\b)"
)

_ASKING = (
    r"(?:who|whom|whose|what|when|where|why|which|how|if|whether|is|are|was|were|did|does|do)(?:['’]?s|['’]re)?\b"
)
_HELLO = (
    r"(?:hi|hiya|hello|hey|heya|yo|greetings|good (?:morning|afternoon|evening))"
    r"(?:,? (?:there|all|everyone|everybody|guys|folks|people|team|bot|pincite))?"
)
_ANYONE = r"(?:any|some)(?:one|body)"
# Each stands at the beginning, and the question follows. Where an opening may be a question's own words, the next
# word must be one that asks.
_OPENINGS = (
    rf"{_HELLO}\s*[,!.:\-–—]+\s*",
    r"(?:ok(?:ay)?|so|well|um+|uh+|hm+|also|btw|sorry)\s*,\s*",
    rf"so\s+(?={_ASKING})",
    (
        rf"(?:can|could|would|will) (?:you|u|{_ANYONE})\s+(?:please |pls |plz |kindly )?"
        rf"(?:tell|inform|remind|explain(?: to)?|help)\s+(?:me|us)\s*,?\s*(?:(?:if|whether|about|that)\s+)?"
    ),
    (
        rf"(?:does|do|did) (?:{_ANYONE}|any of (?:you|u)|you|u|y'all)\s+(?:here\s+)?(?:happen to "
        rf")?know\s*,?\s*(?={_ASKING})(?:(?:if|whether)\s+)?"
    ),
    (
        rf"(?:i (?:was|am)|i['’]?m)\s+(?:just )?(?:wondering|curious|"
        rf"asking)\s*,?\s*(?:about\s+)?(?={_ASKING})(?:(?:if|whether)\s+)?"
    ),
    (
        rf"(?:i (?:would|['’]?d) like|i['’]d like|i (?:want|need|wanted))\s+to (?:know|ask|find "
        rf"out)\s*,?\s*(?:about\s+)?(?={_ASKING})"
        r"(?:(?:if|whether)\s+)?"
    ),
)
_OPENING = compiled("|".join(f"(?:{opening})" for opening in _OPENINGS))
_FILLER = compiled(
    r"(?<![\w'’\-])(?:pls|plz|please|thx|thanks in advance|tia)(?=\s*(?:[?!.,;)]|$))"  # at the end of a clause
)
_ALWAYS = re.compile(r"<(?:@[!&]?|#|a?:\w{1,32}:)\d{1,20}>")  # what Discord makes of mentions, channels and emoji
_MARKS = re.compile(r"[?!]{2,}")
_MOST_OPENINGS = 4


def mentions(text: str) -> Iterator[Cut]:
    """Yield the cuts of what Discord writes for mentions and emoji, in any language."""
    for match in _ALWAYS.finditer(text):
        yield Cut(*match.span(), " ")


def noise(text: str) -> Iterator[Cut]:
    """Yield the cuts of an English question's greetings, politeness, asides and doubled marks."""
    at = len(text) - len(text.lstrip())
    for _ in range(_MOST_OPENINGS):
        opening = _OPENING.match(text, at)
        if opening is None or opening.end() == at:
            break
        yield Cut(at, opening.end())
        at = opening.end()
    for match in _FILLER.finditer(text, at):
        if match.start() > at:  # what is left must be a question
            yield Cut(*match.span(), " ")
    for match in _MARKS.finditer(text, at):
        yield Cut(*match.span(), "?" if "?" in match[0] else "!")


def short_forms(text: str) -> Iterator[Cut]:
    """Yield the cuts that write out an English question's short forms."""
    for match in _SHORT.finditer(text):
        yield Cut(*match.span(), SHORT_FORMS[match[0]])
