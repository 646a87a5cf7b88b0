"""Changes to a text, all counted in the text as it was typed, so that rules do not disturb each other.

What stands between quotation marks is found here as well: nothing may change it. So is what is cut from every
question in a chat: its noise, and the short forms in it. All that is known of either is here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# Stand-ins, one a character, so that offsets stay. Both are private to whoever writes them, so none is lost.
QUOTED, NAMED = "\ue001", "\ue000"
_SPACE = re.compile(r"\s+")
_BEFORE_MARK = re.compile(r"\s+([?!.,;:])")
_DOUBLED = re.compile(r"[,;:\-–—](?:\s?[,;:])+")
_STOPPED = re.compile(r"\s?[,;:\-–—]{1,8}\s?([?!.])")
_EDGE = " \t\r\n,;:-–—."
_LONGEST = 600
_APOSTROPHES = "'’"
_PAIRS = (
    rf'"([^"]{{1,{_LONGEST}}})"',
    rf"“([^“”]{{1,{_LONGEST}}})”",
    rf"„([^„“”]{{1,{_LONGEST}}})[“”]",
    rf"«([^«»]{{1,{_LONGEST}}})»",
    rf"»([^«»]{{1,{_LONGEST}}})«",
    rf"「([^「」]{{1,{_LONGEST}}})」",
    rf"『([^『』]{{1,{_LONGEST}}})』",
    # Single marks are apostrophes, too: a quote opens after a space and closes before none, letters on the inside.
    rf"(?<!\w)['‘](?=\S)((?:[^'‘’]|(?<=\w)[{_APOSTROPHES}](?=\w)){{2,{_LONGEST}}})(?<=\S)['’](?!\w)",
)
_QUOTED = re.compile("|".join(_PAIRS))


@dataclass(frozen=True, slots=True, order=True)
class Cut:
    """Characters ``[start, end)``, and what stands in their place."""

    start: int
    end: int
    instead: str = ""

    def meets(self, other: Cut) -> bool:
        """Say whether two cuts share a character."""
        return self.start < other.end and other.start < self.end


def hidden(text: str, spans: Iterable[tuple[int, int]], mark: str) -> str:
    """Return a text with each span's characters replaced by a mark, its length unchanged."""
    letters = list(text)
    for start, end in spans:
        letters[start:end] = mark * (end - start)
    return "".join(letters)


def compatible(cuts: Iterable[Cut]) -> list[Cut]:
    """Return the cuts without those that share a character with an earlier one."""
    kept: list[Cut] = []
    for cut in cuts:
        if not any(cut.meets(other) for other in kept):
            kept.append(cut)
    return kept


def applied(text: str, cuts: Iterable[Cut], quoted: Iterable[tuple[int, int]] = ()) -> str:
    """Return a text after its cuts, without the marks and spaces they left; `quoted` spans stay verbatim.

    A text that nothing is cut from is returned as it is.
    """
    changes = sorted(compatible(cuts))
    if not changes:
        return text
    pieces: list[tuple[str, bool]] = []
    at = 0
    for start, end in sorted(quoted):
        pieces += [(_cut(text, at, start, changes), False), (text[start:end], True)]
        at = end
    pieces.append((_cut(text, at, len(text), changes), False))
    kept = [piece for piece, verbatim in pieces if verbatim]
    joined = "".join(QUOTED if verbatim else piece.replace(QUOTED, " ") for piece, verbatim in pieces)
    first, *rest = _tidied(joined).split(QUOTED)
    return first + "".join(quote + after for quote, after in zip(kept, rest, strict=True))


def _cut(text: str, start: int, end: int, changes: list[Cut]) -> str:
    pieces, at = [], start
    for change in changes:
        if start <= change.start and change.end <= end:
            pieces += [text[at : change.start], change.instead]
            at = change.end
    return "".join([*pieces, text[at:end]])


def _tidied(text: str) -> str:
    text = _DOUBLED.sub(",", _SPACE.sub(" ", text))
    text = _STOPPED.sub(r"\1", _BEFORE_MARK.sub(r"\1", text))
    return text.lstrip(_EDGE + "?!").rstrip(" \t\r\n,;:-–—")


def compiled(pattern: str, flags: int = re.IGNORECASE) -> re.Pattern[str]:
    """Compile a rule with its runs of white space bounded, so that no input makes it try them all over again."""
    return re.compile(pattern.replace(r"\s*", r"\s{0,3}").replace(r"\s+", r"\s{1,3}"), flags)


def quoted_spans(text: str) -> list[tuple[int, int]]:
    """Return the spans between quotation marks, the marks included, in order."""
    return [match.span() for match in _QUOTED.finditer(text)]


def quoted_phrases(text: str) -> tuple[str, ...]:
    """Return what is quoted, without the marks."""
    return tuple(text[start + 1 : end - 1] for start, end in quoted_spans(text))


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
