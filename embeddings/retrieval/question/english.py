"""Whether a question is English: its rules are for English only, and must leave other languages alone."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_ENGLISH = frozenset(
    """the of and to what who whom whose when where which why how is was were are be been did does do has have had
    that this these those there it he she they his her their my our your for with about from by on at an or not
    any some can could would should will if after before between according whats wheres whos theres thats whens
    said say says think wrote write view opinion quote pls please ppl u""".split()  # noqa: SIM905 - words read best as words
)
# Small words of languages that share letters with English, without those that are English words too.
_OTHERS = frozenset(
    """der das den dem des ein eine einer und ist sind wer wie wo wann warum welche welcher nicht von mit auf für
    im le la les un une et est sont qui que quoi où quand comment pourquoi quel quelle du au aux pas dans sur
    avec ce ces el los las una y es son quién qué dónde cuándo cómo por para del al se en lo il gli che di è chi
    dove quando come perché della nel o os uma foi quem como onde não na da het een van wie wat waar hoe niet
    met zijn op te och att som är var hur när vad på af og
    hvem hvad hvor w z jest kto co gdzie kiedy nie""".split()  # noqa: SIM905 - the same
)


def is_english(text: str) -> bool:
    """Say whether most of a question's small words are English; with none at all, whether its letters are."""
    words = [word.lower() for word in _WORD.findall(text)]
    english = sum(word in _ENGLISH for word in words)
    others = sum(word in _OTHERS for word in words)
    if english or others:
        return english > others
    return text.isascii()
