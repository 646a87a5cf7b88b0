"""What a page's head says of the page: title, meta tags, canonical address, language, JSON-LD."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from embeddings.documents.document import Statement, tidy
from embeddings.documents.record.record import Origin

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

MOST_STATEMENTS = 200
LONGEST_SCRIPT = 1_000_000
MOST_VALUES = 20  # of one key
MOST_NODES = 500  # looked at in JSON-LD
# What a page tells browsers and search engines about itself as a file.
_TECHNICAL = ("viewport", "generator", "robots", "googlebot", "theme-color", "format-detection", "referrer")
_TECHNICAL_PARTS = (
    "msapplication",
    "apple-",
    "google-",
    "fb:",
    "twitter:",
    "csrf",
    "verification",
    "color-scheme",
)
_WORKS = (
    "article",
    "newsarticle",
    "blogposting",
    "scholarlyarticle",
    "report",
    "techarticle",
    "opinionnewsarticle",
    "analysisnewsarticle",
    "reportagenewsarticle",
    "reviewnewsarticle",
    "review",
    "book",
    "chapter",
    "publicationissue",
    "creativework",
    "socialmediaposting",
    "webpage",
)
_LD_KEYS = frozenset(
    (
        "headline name alternativeHeadline author creator editor translator publisher datePublished "
        "dateCreated dateModified isPartOf inLanguage license pageStart pageEnd pagination volumeNumber "
        "issueNumber isbn copyrightYear copyrightHolder url"
    )
    .lower()
    .split()
)


HEAD_TAGS = frozenset(("html", "title", "meta", "link", "script"))


class Head:
    """Takes the parser's events as far as they concern the page's head."""

    def __init__(self) -> None:
        self._meta: list[Statement] = []
        self._data: list[Statement] = []
        self._title: list[str] | None = None
        self._titled = False
        self._script: list[str] | None = None

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Take the start of an element."""
        if tag == "title" and not self._titled:
            self._title = []
        elif tag == "meta":
            key = attributes.get("name") or attributes.get("property") or attributes.get("itemprop") or ""
            if not _is_technical(key.lower()):
                self._say(key, attributes.get("content") or attributes.get("value", ""))
        elif tag == "html":
            self._say("lang", attributes.get("lang") or attributes.get("xml:lang") or "")
        elif tag == "link" and "canonical" in attributes.get("rel", "").lower().split():
            self._say("canonical", attributes.get("href", ""))
        elif tag == "script" and attributes.get("type", "").strip().lower() == "application/ld+json":
            self._script = []

    def end(self, tag: str) -> None:
        """Take the end of an element."""
        if tag == "title" and self._title is not None:
            self._say("title", "".join(self._title))
            self._title, self._titled = None, True
        elif tag == "script" and self._script is not None:
            script = "".join(self._script)
            self._script = None
            if len(script) <= LONGEST_SCRIPT:
                self._data += linked_data(script)

    def data(self, text: str) -> None:
        """Take a piece of text."""
        if self._title is not None:
            self._title.append(text)
        elif self._script is not None:
            self._script.append(text)

    @property
    def listening(self) -> bool:
        """Say whether the text that comes now is the head's."""
        return self._title is not None or self._script is not None

    @property
    def statements(self) -> list[Statement]:
        """Return what was said, in the page's order, JSON-LD last."""
        return [*self._meta, *self._data[:MOST_STATEMENTS]]

    def _say(self, key: str, value: str) -> None:
        if key and (said := tidy(value)) and len(self._meta) < MOST_STATEMENTS:
            self._meta.append(Statement(Origin.META_TAG, tidy(key).lower()[:100], said))


def linked_data(script: str) -> list[Statement]:
    """Return what a JSON-LD script says of the work that the page is; nothing for broken JSON."""
    try:
        root = json.loads(script.strip().removeprefix("<!--").removesuffix("-->"))
    except (ValueError, RecursionError):
        return []
    nodes = list(_nodes(root))
    works = [node for node in nodes if _is_work(node)]
    # A page that is an article says so beside what it says of itself as a page.
    works.sort(key=lambda node: "webpage" in _types(node))
    names = {node["@id"]: node.get("name") for node in nodes if isinstance(node.get("@id"), str)}
    said = []
    if works and str(works[0].get("headline", ""))[:1].islower() and isinstance(works[0].get("name"), str):
        works[0]["headline"] = works[0]["name"]  # a description stands where the title should
    for key, value in works[0].items() if works else ():
        if str(key).lower() in _LD_KEYS:
            said += [Statement(Origin.JSON_LD, str(key).lower(), text) for text in _texts(value, names)]
    return said


def _is_technical(key: str) -> bool:
    return key in _TECHNICAL or any(part in key for part in _TECHNICAL_PARTS)


def _nodes(root: Any) -> Iterator[dict[str, Any]]:
    waiting, seen = [root], 0
    while waiting and seen < MOST_NODES:
        node = waiting.pop(0)
        seen += 1
        if isinstance(node, list):
            waiting.extend(node[:MOST_NODES])
        elif isinstance(node, dict):
            yield node
            waiting.extend(node[key] for key in ("@graph", "mainEntity") if key in node)


def _types(node: dict[str, Any]) -> list[str]:
    types = node.get("@type")
    return [str(one).lower() for one in (types if isinstance(types, list) else [types])]


def _is_work(node: dict[str, Any]) -> bool:
    return any(one in _WORKS for one in _types(node))


def _texts(value: Any, names: Mapping[str, Any]) -> Iterator[str]:
    """Yield the value as text: a person's or a publication's name, a date, each of several.

    `names` leads from the ids of other nodes, which may stand for them, to their names.
    """
    for one in value[:MOST_VALUES] if isinstance(value, list) else [value]:
        named = one
        if isinstance(one, dict):
            reference = one.get("@id")
            named = one.get("name") or one.get("@value")
            if named is None and isinstance(reference, str):
                named = names.get(reference)
        if isinstance(named, list) and named:
            named = named[0]
        if isinstance(named, str | int | float) and not isinstance(named, bool) and (text := tidy(str(named))):
            yield text
