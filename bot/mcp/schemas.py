"""The form of results, as JSON schemas: what a client may rely on. Results may hold more than is said here."""

from __future__ import annotations

from typing import Any, Final

from embeddings.documents.document import Role
from embeddings.quoting.checking.verifying import Verdict

Schema = dict[str, Any]


def fields(optional: tuple[str, ...] = (), /, **properties: Schema) -> Schema:
    """Return the schema of an object that has these properties, all but the optional ones always."""
    required = [name for name in properties if name not in optional]
    return {"type": "object", "properties": properties, "required": required}


def several(items: Schema, description: str = "") -> Schema:
    """Return the schema of a list."""
    return {"type": "array", "items": items} | ({"description": description} if description else {})


def maybe(schema: Schema) -> Schema:
    """Return the same, or null."""
    return {"anyOf": [schema, {"type": "null"}]}


def told(schema: Schema, description: str) -> Schema:
    """Return the same with a description."""
    return {**schema, "description": description}


TEXT: Final[Schema] = {"type": "string"}
WHOLE: Final[Schema] = {"type": "integer"}
SHARE: Final[Schema] = {"type": "number", "minimum": 0, "maximum": 1}
ANYTHING: Final[Schema] = {"type": "object"}

VERBATIM = told(TEXT, "The document's own words, to the character. Quote them unchanged.")
PLACE: Final[dict[str, Schema]] = {
    "document": told(TEXT, "Path of the document in the archive."),
    "sha256": told(
        TEXT, "Of the document's whole text in UTF-8; `read` with it gives these words again or refuses."
    ),
    "start": told(WHOLE, "First character of `text` in the document's text, in Unicode code points."),
    "end": told(WHOLE, "The character after its last."),
}
WHOSE: Final[dict[str, Schema]] = {
    "role": told(
        {"type": "string", "enum": [role.value for role in Role]}, "Whose words these are, seen from the author."
    ),
    "speaker": told(maybe(TEXT), "Who is to be credited with them; null where the document does not say."),
}
LOCATOR = fields(page=maybe(TEXT), paragraph=maybe(WHOLE), last_paragraph=maybe(WHOLE), section=maybe(TEXT))
CONFLICTS = several(ANYTHING, "Fields of which the document says two things, both claims with their origin.")
CITATION = fields(
    text=told(TEXT, "The citation to give with the words."),
    short=TEXT,
    locator=LOCATOR,
    csl=told(ANYTHING, "The document's record, CSL-JSON."),
    url=maybe(TEXT),
    deep_link=told(maybe(TEXT), "Leads a browser to these very words."),
    conflicts=CONFLICTS,
)
GENERATION = told(TEXT, "Which state of the archive this comes from.")
QUOTE = fields(
    text=VERBATIM,
    **PLACE,
    confidence=told(SHARE, "Probability that this quote answers the question."),
    **WHOSE,
    citation=CITATION,
)
ANSWER = fields(
    ("missing", "unknown", "suggested", "searched_for"),
    question=TEXT,
    answered=told({"type": "boolean"}, "False: the archive does not answer. Say so."),
    confidence=told(SHARE, "Probability that the quotes answer the question."),
    generation=GENERATION,
    quotes=several(QUOTE),
    nearest=several(QUOTE, "Only without an answer: what comes nearest, which does not answer."),
    further=several(QUOTE, "Found as well, and not likely to answer."),
    missing=several(TEXT, "Names and years of the question that do not stand near the quote."),
    unknown=several(TEXT, "Those that stand nowhere in the archive."),
    suggested=told(TEXT, "The question as it was perhaps meant."),
    searched_for=TEXT,
)
OCCURRENCES = fields(
    phrase=TEXT,
    generation=GENERATION,
    count=told(WHOLE, "Of all places."),
    documents=told(WHOLE, "In so many documents."),
    matches=several(fields(text=VERBATIM, before=TEXT, after=TEXT, **PLACE, **WHOSE, citation=CITATION)),
)
VERIFICATION = fields(
    quotation=TEXT,
    generation=GENERATION,
    verdict=told(
        {"type": "string", "enum": [verdict.value for verdict in Verdict]},
        "Only what is exact may be presented as a quotation.",
    ),
    forgiven=several(TEXT, "In what typography an exact one differs."),
    count=WHOLE,
    matches=several(
        fields(
            text=VERBATIM,
            **PLACE,
            difference=several(fields(quoted=TEXT, source=TEXT, start=WHOLE, end=WHOLE)),
            **WHOSE,
            citation=CITATION,
        )
    ),
)
OUTLINE = several(
    fields(
        kind=TEXT, start=WHOLE, end=WHOLE, level=maybe(WHOLE), paragraph=maybe(WHOLE), page=maybe(TEXT), **WHOSE
    ),
    "Its paragraphs, headings and the like, in order.",
)
DOCUMENT = fields(
    document=PLACE["document"],
    sha256=PLACE["sha256"],
    characters=told(WHOLE, "Of the whole text."),
    record=told(ANYTHING, "What the document says of itself, CSL-JSON."),
    claims=several(ANYTHING, "Every value of a field and where it was read."),
    conflicts=CONFLICTS,
    citation=CITATION,
    outline=OUTLINE,
    rows=told(WHOLE, "Of the whole outline."),
    following=told(maybe(WHOLE), "`skip` for the rows after these; null: there are none."),
)
EXCERPT = fields(
    document=PLACE["document"],
    generation=GENERATION,
    sha256=PLACE["sha256"],
    characters=told(WHOLE, "Of the whole text."),
    start=PLACE["start"],
    end=PLACE["end"],
    text=VERBATIM,
    following=told(maybe(WHOLE), "`start` for what was wanted and is not here; null: it is all here."),
    **WHOSE,
    citation=CITATION,
    outline=OUTLINE,
)
CITATIONS = fields(
    document=PLACE["document"],
    sha256=PLACE["sha256"],
    start=told(maybe(WHOLE), "Of the place that is cited; null: the document as a whole."),
    end=maybe(WHOLE),
    **WHOSE,
    citation=CITATION,
    styles=told({"type": "object", "additionalProperties": TEXT}, "The citation in each style."),
)
LISTING = fields(
    generation=GENERATION,
    count=told(WHOLE, "Of all that fit."),
    documents=several(
        fields(
            document=PLACE["document"],
            sha256=PLACE["sha256"],
            title=maybe(TEXT),
            author=maybe(TEXT),
            issued=maybe(TEXT),
            url=maybe(TEXT),
        )
    ),
    following=told(maybe(WHOLE), "`skip` for the documents after these; null: there are none."),
)
