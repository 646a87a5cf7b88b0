"""XML from strangers: no document type of its own, no entities, nothing fetched, no bottomless nesting."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from embeddings.errors import DocumentRefused, RefusalReason

if TYPE_CHECKING:
    from typing import NoReturn

DEEPEST = 400  # elements in one another; tables in tables in text boxes take a few dozen
MOST_ELEMENTS = 5_000_000


def parse(path: str, name: str, content: bytes) -> Element:
    """Return the root element of an XML file; names are in the form ``{namespace}local``.

    A reference to a document type elsewhere is passed over, never followed. Raises DocumentRefused (BROKEN) for
    what is not well formed, declares a document type or entities of its own, or nests deeper than any document.
    """
    builder = _Builder(path, name)
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.data
    parser.StartDoctypeDeclHandler = builder.document_type
    parser.EntityDeclHandler = builder.entity
    parser.SkippedEntityHandler = builder.entity
    try:
        parser.Parse(content, True)
        return builder.close()
    # ValueError: names an encoding that Python does not have, or a wrong one; AssertionError: no element at all.
    except (expat.ExpatError, ValueError, LookupError, AssertionError) as error:
        raise DocumentRefused(path, RefusalReason.BROKEN, f"{name}: {error}") from error


class _Builder:
    """Passes on what the parser meets, as far as it is allowed."""

    def __init__(self, path: str, name: str) -> None:
        self._path = path
        self._name = name
        self._tree = TreeBuilder()
        self._depth = 0
        self._elements = 0
        self._names: dict[str, str] = {}

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        self._elements += 1
        if self._depth > DEEPEST:
            self._refuse(RefusalReason.BROKEN, f"{self._name} nests more than {DEEPEST} deep")
        if self._elements > MOST_ELEMENTS:
            self._refuse(RefusalReason.TOO_LARGE, f"{self._name} has more than {MOST_ELEMENTS} elements")
        self._tree.start(self._full(tag), {self._full(key): value for key, value in attributes.items()})

    def end(self, tag: str) -> None:
        self._depth -= 1
        self._tree.end(self._full(tag))

    def data(self, text: str) -> None:
        self._tree.data(text)

    def close(self) -> Element:
        return self._tree.close()

    def document_type(self, _name: str, _system: str | None, _public: str | None, own_subset: int) -> None:
        if own_subset:
            self.entity()

    def entity(self, *_what: object) -> None:
        self._refuse(RefusalReason.BROKEN, f"{self._name} declares or uses entities")

    def _refuse(self, reason: RefusalReason, detail: str) -> NoReturn:
        raise DocumentRefused(self._path, reason, detail)

    def _full(self, name: str) -> str:
        known = self._names.get(name)
        if known is None:
            known = self._names[name] = "{" + name if "}" in name else name
        return known
