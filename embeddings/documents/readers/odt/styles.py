"""What the styles of an OpenDocument text say of its paragraphs, and which text is not to be seen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from embeddings.documents.document import BlockKind
from embeddings.documents.readers._office import kind_of_style
from embeddings.documents.readers.odt.names import STYLE, TEXT

if TYPE_CHECKING:
    from collections.abc import Sequence
    from xml.etree.ElementTree import Element

LONGEST_CHAIN = 20  # styles based on one another


@dataclass(frozen=True, slots=True)
class Style:
    """A style, as far as it matters here."""

    parent: str
    kind: BlockKind
    level: int | None
    hidden: bool


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles of one document by family and name."""

    known: dict[tuple[str, str], Style]

    def kind(self, name: str) -> tuple[BlockKind, int | None]:
        """Return what a paragraph style says, or else the one it is based on."""
        for _ in range(LONGEST_CHAIN):
            style = self.known.get(("paragraph", name))
            if style is None:
                break
            if style.kind is not BlockKind.PARAGRAPH:
                return style.kind, style.level
            name = style.parent
        return BlockKind.PARAGRAPH, None

    def is_hidden(self, family: str, name: str) -> bool:
        """Say whether a style hides its text."""
        style = self.known.get((family, name))
        return style is not None and style.hidden


def styles_of(parts: Sequence[Element]) -> Styles:
    """Return the styles that the parts of a document define."""
    known = {}
    for part in parts:
        for element in part.iter(f"{STYLE}style"):
            name = element.get(f"{STYLE}name", "")
            # "Heading_20_1" is shown as "Heading 1".
            shown = element.get(f"{STYLE}display-name") or name.replace("_20_", " ")
            kind, level = kind_of_style(shown)
            outline = element.get(f"{STYLE}default-outline-level", "")
            if kind is BlockKind.PARAGRAPH and outline.isdigit():
                kind, level = BlockKind.HEADING, int(outline)
            properties = element.find(f"{STYLE}text-properties")
            hidden = properties is not None and properties.get(f"{TEXT}display") in ("none", "condition")
            key = element.get(f"{STYLE}family", ""), name
            known[key] = Style(element.get(f"{STYLE}parent-style-name", ""), kind, level, hidden)
    return Styles(known)
