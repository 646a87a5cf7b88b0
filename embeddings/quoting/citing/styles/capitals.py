"""Titles in sentence case, where every word of them is known to be no name.

One word that may be a name leaves the whole title as its source has it: “The State of the Union” is not “The state
of the Union” to everybody, and nothing in a record tells.
"""

from __future__ import annotations

import re

from embeddings.text.languages import words

# Words of English titles that name no person, place, party, paper or period, alone or beside another of them.
_COMMON = frozenset(
    re.findall(
        r"\w+",
        """
accumulation aims analysis answer answers art arts aspects beginning beginnings case causes census change changes
cite class classes comment comments comparison concept concepts conclusion conclusions condition conditions
consequences contribution contributions crisis criticism critique definition development developments difference
differences discussion done duties duty easy economics education effect effects element elements essay essays
evidence evolution example examples experience experiences explanation fact facts failure form forms foundations
function functions fundamentals future guide historical history idea ideas impact importance inquiry interpretation
introduction journey knowledge law laws lecture lectures lesson lessons letter letters life list literature made
making manual meaning method methods mind money nature need note notes notion object objections observations origin
origins outline outlines past philosophy poetry politics poverty practical practice preface present price prices
principle principles problem problems profit profits property prospects question questions read reader readers
reading reason reasons reflections reform reforms relation relations remark remarks reply report reports research
result results role rules science sciences short significance sketch sketches social socialism speech speeches
stages story strategy structure struggle struggles studies study survey system systems tactics task tasks theories
theory thinking thought thoughts toward towards tradition traditions treatise understand understanding value values
view views wage wages ways word words work worker workers working works write writing
""",
    )
)
_NAMES = {"will"}  # among the words of grammar
_START = re.compile(r"(?:\A|[.:?!–—])[\s“\"‘'(\[]*")  # a subtitle begins with a capital, as a title does
_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")


def sentence_cased(title: str) -> str:
    """Return an English title with capitals at its beginning and its subtitle's only; any other as it is."""
    starts = {match.end() for match in _START.finditer(title)}
    capitals = [word for word in _WORD.finditer(title) if word.start() not in starts and not word[0].islower()]
    if not all(_is_common(word[0]) for word in capitals):
        return title
    parts, at = [], 0
    for word in capitals:
        parts += [title[at : word.start()], word[0] if word[0] == "I" else word[0].lower()]
        at = word.end()
    return "".join([*parts, title[at:]])


def _is_common(word: str) -> bool:
    plain = word.lower().replace("’", "'")
    known = plain in _COMMON or plain in words("function_words", "en") - _NAMES
    return known and (len(word) == 1 or word[1:].islower())
