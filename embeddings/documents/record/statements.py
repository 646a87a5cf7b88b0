"""Make claims of what a document's format states: meta tags, JSON-LD, properties, front matter, mail headers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from embeddings.documents.record.plausibility import is_container, is_person, is_title
from embeddings.documents.record.record import Claim, Field, Origin
from embeddings.text.dates import find_date, is_bounded
from embeddings.text.names import people

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from embeddings.documents.document import Statement

# Keys as the formats name them, with ".", "_" and "-" read as ":". What is not here is not bibliographic, or says
# something of the file rather than of the work: a PDF's creation date is the day somebody printed it.
_KEYS = {
    Field.TITLE: "title citation:title dc:title dcterms:title og:title headline",
    Field.AUTHOR: "author authors citation:author citation:authors dc:creator dc:creator:aut dcterms:creator "
    "creator article:author",
    Field.EDITOR: "editor editors citation:editor dc:creator:edt dc:contributor:edt",
    Field.TRANSLATOR: "translator citation:translator dc:creator:trl dc:contributor:trl",
    Field.TRANSCRIBER: "transcriber",
    Field.CONTAINER_TITLE: "citation:journal:title citation:inbook:title journal publication container:title "
    "ispartof ispartof:name prism:publicationname dcterms:ispartof",
    Field.VOLUME: "volume citation:volume prism:volume",
    Field.ISSUE: "issue citation:issue prism:number",
    Field.PAGE: "pages page",
    Field.PUBLISHER: "publisher citation:publisher dc:publisher dcterms:publisher publisher:name",
    Field.ISSUED: "date year issued published citation:publication:date citation:date dc:date dcterms:issued "
    "dcterms:date article:published:time datepublished",
    Field.ORIGINAL_DATE: "original:date written datecreated dcterms:created",
    Field.URL: "url canonical source:url og:url citation:public:url mainentityofpage",
}
_SITE = frozenset(["og:site:name", "application:name"])
_FIELD_OF = {key: field for field, keys in _KEYS.items() for key in keys.split()}
_MAIL = {"from": Field.AUTHOR, "subject": Field.TITLE, "date": Field.ISSUED}
# A property's date is that of the file, and its title often the template's; only people are taken from them
# beside a title that some other origin can overrule.
_PROPERTIES = {Field.TITLE, Field.AUTHOR, Field.EDITOR, Field.TRANSLATOR, Field.PUBLISHER}
PEOPLE = (Field.AUTHOR, Field.EDITOR, Field.TRANSLATOR, Field.TRANSCRIBER)
_SEPARATOR = re.compile(r"[._\-\s]+")
_ADDRESS = re.compile(r"\s*<[^<>]*>|\s*\([^()]*(?:@|://)[^()]*\)")
_TITLED = (Field.TITLE, Field.CONTAINER_TITLE)
_TAIL = r"\s*(?:[|–—·»:«-]|::)+\s*"


def claims_from(statements: Iterable[Statement]) -> list[Claim]:
    """Return the claims that statements make, in their order.

    Several authors stated one by one are one claim on authorship.
    """
    found: list[Claim] = []
    statements = list(statements)
    site = next((one.value for one in statements if _key(one) in _SITE and is_container(one.value)), None)
    if site is not None:
        found.append(Claim(Field.CONTAINER_TITLE, site, Origin.SITE, f"site name: {site}", site))
    for statement in statements:
        for claim in _claims(statement, site):
            together = next((c for c in found if c.field is claim.field and c.origin is claim.origin), None)
            if together is None:
                found.append(claim)
            elif claim.field in PEOPLE and claim.value not in together.value:
                found[found.index(together)] = _joined(together, claim)
    return found


def _key(statement: Statement) -> str:
    return _SEPARATOR.sub(":", statement.key.strip().lower())


def _claims(statement: Statement, site: str | None) -> Iterator[Claim]:
    key = _key(statement)
    field = _MAIL.get(key) if statement.origin is Origin.MAIL_HEADER else _FIELD_OF.get(key)
    value = " ".join(statement.value.split()).strip("\"'")
    epub = key.startswith("dc:")
    if field is None or not value:
        return
    if statement.origin is Origin.PROPERTIES and field not in _PROPERTIES and not epub:
        return
    words = f"{statement.key}: {statement.value}"
    if field in PEOPLE:
        yield from _people(field, value, statement.origin, words)
    elif field in (Field.ISSUED, Field.ORIGINAL_DATE):
        if (date := find_date(value)) is not None and not is_bounded(value, date):
            yield Claim(field, date.shown, statement.origin, words, date.date.csl)
    elif field is Field.URL:
        if value.startswith(("https://", "http://")):
            yield Claim(field, value, statement.origin, words, value)
    elif field not in _TITLED or is_title(value):
        value = _without_site(value, site) if field is Field.TITLE else value
        yield Claim(field, value, statement.origin, words, value)


def _without_site(title: str, site: str | None) -> str:
    """Return a page's title without the name of its site at the end: "The Lamp | The Quay"."""
    if site is None:
        return title
    return re.sub(rf"{_TAIL}{re.escape(site)}$", "", title, flags=re.IGNORECASE) or title


def _people(field: Field, value: str, origin: Origin, words: str) -> Iterator[Claim]:
    if origin is Origin.MAIL_HEADER:
        value = _ADDRESS.sub("", value).strip("\"' ") or value
        yield Claim(field, value, origin, words, people(value))
        return
    value = _ADDRESS.sub("", value).strip("\"' ")
    named = [name for name in people(value) if is_person(_shown(name))]
    if named:
        shown = value if len(named) == len(people(value)) else "; ".join(map(_shown, named))
        yield Claim(field, shown, origin, words, named)


def _shown(name: dict[str, Any]) -> str:
    return name.get("literal") or " ".join(filter(None, (name.get("given"), name.get("family"))))


def _joined(one: Claim, other: Claim) -> Claim:
    return Claim(
        one.field, f"{one.value}; {other.value}", one.origin, f"{one.words}\n{other.words}", [*one.csl, *other.csl]
    )
