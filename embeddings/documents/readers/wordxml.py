"""Word's own XML: its names, and the numbers that Word counts for lists."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from embeddings.documents.readers.numbering import figure

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

WORD = (
    "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}",
    "{http://purl.oclc.org/ooxml/wordprocessingml/main}",
)
LONGEST_CHAIN = 20  # styles based on one another
DEEPEST = 9  # levels of a list
LONGEST = 40  # characters of a number
_PLACE = re.compile(r"%([1-9])")


def local(element: Element) -> str:
    """Return the name of an element of Word's own, "" for others."""
    for namespace in WORD:
        if element.tag.startswith(namespace):
            return element.tag[len(namespace) :]
    return ""


def value(element: Element | None, name: str = "val") -> str:
    """Return an attribute of Word's own, "" where it or the element is missing."""
    if element is None:
        return ""
    return next((element.attrib[ns + name] for ns in WORD if ns + name in element.attrib), "")


def child(element: Element | None, *names: str) -> Element | None:
    """Return the descendant at a path of names of Word's own, None where there is none."""
    for name in names:
        if element is None:
            return None
        element = next((one for one in element if local(one) == name), None)
    return element


@dataclass(frozen=True, slots=True)
class _Level:
    """How one level of a list is numbered."""

    form: str
    text: str  # "%1.", "Article %1", "%1.%2"
    start: int


@dataclass(slots=True)
class _List:
    """A list's levels, and how far each has been counted; lists of one definition count on together."""

    levels: dict[int, _Level]
    counts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """The numbered lists of one document, counted in the order in which their paragraphs are asked for."""

    def __init__(self, part: Element | None, styles: Element | None) -> None:
        elements = [] if part is None else list(part)
        kinds = {value(one, "abstractNumId"): one for one in elements if local(one) == "abstractNum"}
        shared = {identity: _List(_levels(kind)) for identity, kind in kinds.items()}
        self._lists: dict[str, _List] = {}
        for one in elements:
            if local(one) != "num" or (known := shared.get(value(child(one, "abstractNumId")))) is None:
                continue
            starts = _overridden(one)
            levels = {
                at: _Level(level.form, level.text, starts.get(at, level.start))
                for at, level in known.levels.items()
            }
            self._lists[value(one, "numId")] = _List(levels) if starts else known
        self._styles = {
            value(style, "styleId"): style
            for style in ([] if styles is None else styles)
            if local(style) == "style"
        }

    def number(self, properties: Element | None) -> str | None:
        """Return the number before a paragraph, which counts as used; None where the paragraph is not numbered."""
        identity, level = self._place(properties)
        known = self._lists.get(identity)
        if known is None or level not in known.levels:
            return None
        known.counts = {at: count for at, count in known.counts.items() if at <= level}
        known.counts[level] = known.counts.get(level, known.levels[level].start - 1) + 1
        here = known.levels[level]
        if here.form in ("bullet", "none", ""):
            return None
        return _PLACE.sub(lambda match: _figure(known, int(match[1]) - 1), here.text)[:LONGEST].strip()

    def _place(self, properties: Element | None) -> tuple[str, int]:
        """Return a paragraph's list and level, its own or its style's."""
        numbering = child(properties, "numPr")
        style = self._styles.get(value(child(properties, "pStyle")))
        identity, level = value(child(numbering, "numId")), value(child(numbering, "ilvl"))
        for _ in range(LONGEST_CHAIN):
            if style is None or identity:
                break
            numbering = child(style, "pPr", "numPr")
            identity = value(child(numbering, "numId"))
            level = level or value(child(numbering, "ilvl"))
            style = self._styles.get(value(child(style, "basedOn")))
        return identity, int(level) if level.isdigit() and int(level) < DEEPEST else 0


def _figure(known: _List, level: int) -> str:
    if level not in known.levels:
        return ""
    return figure(known.counts.get(level, known.levels[level].start), known.levels[level].form)


def _levels(kind: Element) -> dict[int, _Level]:
    found = {}
    for level in kind:
        at, start = value(level, "ilvl"), value(child(level, "start"))
        if local(level) == "lvl" and at.isdigit() and int(at) < DEEPEST:
            form, text = value(child(level, "numFmt")), value(child(level, "lvlText"))
            found[int(at)] = _Level(form, text, int(start) if start.isdigit() and len(start) < DEEPEST else 1)
    return found


def _overridden(one: Element) -> dict[int, int]:
    """Return the levels that a list begins anew, and with what."""
    found = {}
    for override in one:
        at, start = value(override, "ilvl"), value(child(override, "startOverride"))
        if local(override) == "lvlOverride" and at.isdigit() and start.isdigit() and len(start) < DEEPEST:
            found[int(at)] = int(start)
    return found
