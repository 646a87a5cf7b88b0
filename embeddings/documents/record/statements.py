"""Make claims of what a document's format states: meta tags, JSON-LD, properties, front matter, mail headers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

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
_FIELD_OF = {key: field for field, keys in _KEYS.items() for key in keys.split()}
_MAIL = {"from": Field.AUTHOR, "subject": Field.TITLE, "date": Field.ISSUED}
# A property's date is that of the file, and its title often the template's; only people are taken from them
# beside a title that some other origin can overrule.
_PROPERTIES = {Field.TITLE, Field.AUTHOR, Field.EDITOR, Field.TRANSLATOR, Field.PUBLISHER}
PEOPLE = (Field.AUTHOR, Field.EDITOR, Field.TRANSLATOR, Field.TRANSCRIBER)
_SEPARATOR = re.compile(r"[._\-\s]+")
_ADDRESS = re.compile(r"\s*<[^<>]*>\s*$")
_NOTHING = {"unknown", "untitled", "anonymous", "none", "n/a", "admin", "user", "author", "title", "no title"}


def claims_from(statements: Iterable[Statement]) -> list[Claim]:
    """Return the claims that statements make, in their order.

    Several authors stated one by one are one claim on authorship.
    """
    found: list[Claim] = []
    for statement in statements:
        for claim in _claims(statement):
            together = next((c for c in found if c.field is claim.field and c.origin is claim.origin), None)
            if together is None:
                found.append(claim)
            elif claim.field in PEOPLE and claim.value not in together.value:
                found[found.index(together)] = _joined(together, claim)
    return found


def _claims(statement: Statement) -> Iterator[Claim]:
    key = _SEPARATOR.sub(":", statement.key.strip().lower())
    field = _MAIL.get(key) if statement.origin is Origin.MAIL_HEADER else _FIELD_OF.get(key)
    value = " ".join(statement.value.split()).strip("\"'")
    epub = key.startswith("dc:")
    if field is None or not value or value.lower() in _NOTHING:
        return
    if statement.origin is Origin.PROPERTIES and field not in _PROPERTIES and not epub:
        return
    words = f"{statement.key}: {statement.value}"
    if field in PEOPLE:
        yield from _people(field, value, statement.origin, words)
    elif field in (Field.ISSUED, Field.ORIGINAL_DATE):
        if (date := find_date(value)) is not None and not is_bounded(value, date):
            yield Claim(field, date.shown, statement.origin, words, date.date.csl)
    elif field is not Field.URL or value.startswith(("https://", "http://")):
        yield Claim(field, value, statement.origin, words, value)


def _people(field: Field, value: str, origin: Origin, words: str) -> Iterator[Claim]:
    if origin is Origin.MAIL_HEADER:
        value = _ADDRESS.sub("", value).strip("\"' ") or value
    # "https://…/author/jo" is a profile, not a name.
    if "://" not in value:
        yield Claim(field, value, origin, words, people(value))


def _joined(one: Claim, other: Claim) -> Claim:
    return Claim(
        one.field, f"{one.value}; {other.value}", one.origin, f"{one.words}\n{other.words}", [*one.csl, *other.csl]
    )
