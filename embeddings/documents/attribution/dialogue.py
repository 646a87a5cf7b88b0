"""Who speaks where speakers take turns: transcripts, interviews, plays; and replies in mail that quote others."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from embeddings.documents.document import Attribution, BlockKind, Role
from embeddings.documents.record.record import Field
from embeddings.text.languages import pattern_of, words
from embeddings.text.names import is_family_name, is_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from embeddings.documents.attribution.page import Page

LONGEST_LABEL = 50  # characters
FEWEST_TURNS = 4
LEAST_SHARE = 0.2  # of a text's paragraphs that begin with a label, where speakers take turns
FEWEST_QUESTIONS = 2  # headings that ask, where a text answers them
_LABEL = re.compile(
    r"(?:\[[^\]\n]{1,12}\]\s*|\(?\d{1,2}:\d{2}(?::\d{2})?\)?\s*)?"
    rf"(?:\*\*|__)?(?P<who>[^\W\d_a-z][^:\n*_]{{0,{LONGEST_LABEL}}}?)(?::(?:\*\*|__)?|(?:\*\*|__):)(?=\s|$)"
)
# "FARNCOMBE." alone, or before what is said, as plays are printed.
_CAPITALS = re.compile(r"(?P<who>(?:[^\W\d_a-z][^\W\d_a-z.’'-]*\.?\s?){1,4})\.(?:\s|$)")
_DEPTH = re.compile(r"^(?:>\s?)+")
_ADDRESS = re.compile(r"\s*[<\[(][^<>\[\]()]*[@.][^<>\[\]()]*[>\])]")


def turns(page: Page) -> Iterator[tuple[int, Attribution]]:
    """Credit what stands below a speaker's label, or behind it, up to the next; where enough labels recur."""
    labels = {index: label for index in page.body if (label := _label(page.text(index))) is not None}
    counts = Counter(labels.values())
    recurring = {who for who, count in counts.items() if count > 1 or count == len(labels)}
    spoken = [index for index, who in labels.items() if who in recurring]
    paragraphs = [index for index in page.body if page.block(index).kind is not BlockKind.HEADING]
    if len(spoken) < FEWEST_TURNS or len(spoken) < LEAST_SHARE * len(paragraphs) or len(recurring) < 2:  # noqa: PLR2004 - turns need two
        return
    speaker: Attribution = Attribution(Role.UNKNOWN)
    for index in page.body:
        if page.block(index).kind in (BlockKind.HEADING, BlockKind.BREAK):
            speaker = Attribution(Role.UNKNOWN)
        elif index in labels:
            who = labels[index]
            speaker = Attribution(Role.QUOTED, _full(who, counts) if _is_speaker(who) else None)
        yield index, speaker


def _label(text: str) -> str | None:
    match = _LABEL.match(text) or _CAPITALS.match(text)
    if match is None:
        return None
    who = " ".join(match["who"].split()).strip(" .")
    return who if _is_speaker(who) or who.casefold() in ("q", "a", "question", "answer") else None


@cache
def _is_speaker(who: str) -> bool:
    """Say whether a label is a person's: a name, initials, or one word that the tables know as nothing else."""
    base = who.split(",", maxsplit=1)[0].strip()
    shown = base.title() if base.isupper() else base
    shown = re.sub(r"^(?:Mrs|Mr|Miss|Ms|Dr|Sir|Lord|Lady|Prof)\.?\s+", "", shown)
    if re.fullmatch(r"[^\W\d_a-z]{2,4}", base) and base.isupper() and len(base) > 1:
        return True
    known = words("labels_other") | words("part_words") | words("note_words") | words("editor_words")
    if shown.casefold() in known | words("function_words") | words("labels_source") | words("copied_headers"):
        return False
    return is_name(shown) or is_family_name(shown)


def _full(who: str, counts: Counter[str]) -> str:
    """Return a speaker's name; of initials, the one name among the labels that they are of."""
    if not (who.isupper() and len(who) <= LONGEST_INITIALS):
        return who
    fits = [name for name in counts if "".join(part[0] for part in name.split()) == who and name != who]
    return fits[0] if len(fits) == 1 else who


LONGEST_INITIALS = 4


def questions(page: Page) -> Iterator[tuple[int, Attribution]]:
    """Credit the answers below headings that ask, where the title is whom the text lets speak."""
    title = page.record.value(Field.TITLE) or ""
    asking = [
        index
        for index in page.body
        if page.block(index).kind is BlockKind.HEADING and page.text(index)[-1:] == "?"
    ]
    if len(asking) < FEWEST_QUESTIONS or not is_name(title):
        return
    for index in page.body:
        if index > asking[0] and page.block(index).kind is not BlockKind.HEADING:
            yield index, Attribution(Role.QUOTED, title)


@cache
def _wrote() -> re.Pattern[str]:
    verbs = pattern_of(words("wrote_words"))
    return re.compile(
        rf"(?:^|\n|[,;>]\s*|\d\s|\*\s*)\s*(?P<who>[^\n,;:>]{{2,80}}?)\s+(?:{verbs})\s*[^\n:]{{0,40}}:\s*$",
        re.IGNORECASE,
    )


def replies(page: Page) -> Iterator[tuple[int, Attribution]]:
    """Credit the quoted lines of a reply to whoever the line above them names, at every depth."""
    speakers: dict[int, str | None] = {}
    for index in page.body:
        text = page.text(index)
        depth = depth_of(text)
        if depth:
            if depth not in speakers:
                speakers[depth] = None
            yield index, Attribution(Role.QUOTED, speakers[depth])
        named = _writer(text)
        if named is not None:
            speakers = {level: who for level, who in speakers.items() if level <= depth}
            speakers[depth + 1] = named


def depth_of(text: str) -> int:
    """Return how deep a block of quoted lines lies: the marks before its first line."""
    match = _DEPTH.match(text)
    return 0 if match is None else match[0].count(">")


def _writer(text: str) -> str | None:
    """Return who "On Mon, 15 Nov 2010 at 19:34, Jo Field <jo@…> wrote:" names, at a block's end."""
    lines = [_DEPTH.sub("", line.strip()).strip() for line in text.split("\n")]
    for tail in (lines[-1], " ".join(lines[-2:])):
        match = _wrote().search(_ADDRESS.sub("", tail))
        if match is not None:
            who = re.sub(
                r"^.*?(?:[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?\s*(?:[AP]M)?|[+-][0-9]{4}|[0-9]{4})[,]?\s+",
                "",
                match["who"].strip(),
            )
            who = re.sub(r"^(?:[+-][0-9]{4}|\([A-Z]{2,5}\)|[AP]M),?\s*", "", who).strip(" \"'*-,")
            if who and (is_name(who) or is_family_name(who)):
                return who
    return None
