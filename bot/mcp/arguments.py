"""What each tool takes. One class is the schema that clients are shown and the check of what they send."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from difflib import get_close_matches
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal, TypeVar, cast, get_type_hints

from annotated_types import Ge, Le, MaxLen, MinLen
from pydantic import ConfigDict, Field, TypeAdapter, ValidationError
from pydantic.json_schema import GenerateJsonSchema

from bot.mcp.errors import ArgumentTooLong, MissingArgument, UnknownArgument, WrongArgument
from embeddings.quoting.citing.styles import FORMATS
from embeddings.retrieval.filters import Filters
from embeddings.settings import Length
from embeddings.text.years import Years

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic_core import ErrorDetails

T = TypeVar("T")

LONGEST_QUESTION, LONGEST_PHRASE, LONGEST_QUOTATION = 2000, 1000, 5000  # characters
LONGEST_NAME, LONGEST_PATH, SHA256 = 300, 1024, 64
FARTHEST = 2**53  # what every client can count to

if TYPE_CHECKING:
    Style = str
    Extent = str
else:  # what there is to choose from is said once, where it is
    Style = Literal[tuple(FORMATS)]
    Extent = Literal[tuple(length.value for length in Length)]

Name = Annotated[str, MaxLen(LONGEST_NAME)]
Count = Annotated[int, Ge(0), Le(FARTHEST)]
Path = Annotated[str, MinLen(1), MaxLen(LONGEST_PATH), Field(description="The document, as results name it.")]
Author = Annotated[Name | None, Field(description="Only this person's words, wherever they stand.")]
PageAuthor = Annotated[Name | None, Field(description="Only documents written by this person.")]
Work = Annotated[Name | None, Field(description="Only this work, or what appeared in it: a title.")]
YearSpan = Annotated[
    Name | None, Field(description="Only what is dated so: 1913, 1900-1914, 1900-, -1914 or 1890s.")
]
Start = Annotated[Count | None, Field(description="The first character, counted from 0 in Unicode code points.")]
End = Annotated[Count | None, Field(description="The character after the last one.")]
Paragraph = Annotated[Count | None, Field(description="A paragraph by its number, as locators give it.")]
LastParagraph = Annotated[Count | None, Field(description="The last paragraph, of several.")]
Page = Annotated[Name | int | None, Field(description="A page by its label, as locators give it.")]
Digest = Annotated[
    Annotated[str, MaxLen(SHA256)] | None,
    Field(description="The `sha256` of an earlier result: refuses if the document has changed since."),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Arguments:
    """Base of all; `FILLED` must hold a word."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")
    FILLED: ClassVar[tuple[str, ...]] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Where(Arguments):
    """Where the archive is looked at."""

    author: Author = None
    page_author: PageAuthor = None
    work: Work = None
    years: YearSpan = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked(Where):
    """What `ask` takes."""

    FILLED = ("question",)
    question: Annotated[
        str,
        MaxLen(LONGEST_QUESTION),
        Field(description="The question, complete in itself, as a person would ask it."),
    ]
    top: Annotated[
        Annotated[int, Ge(1), Le(20)] | None, Field(description="Quotes at most; by default a few.")
    ] = None
    length: Annotated[
        Extent | None,
        Field(description="Quote only the sentences that answer, or the paragraph around them."),
    ] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought(Where):
    """What `find` takes."""

    FILLED = ("phrase",)
    phrase: Annotated[
        str,
        MaxLen(LONGEST_PHRASE),
        Field(description="The phrase, word for word. Capitals and typography are free."),
    ]
    most: Annotated[int, Ge(1), Le(100), Field(description="Places at most; all are counted.")] = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked(Where):
    """What `verify` takes."""

    FILLED = ("quotation",)
    quotation: Annotated[
        str,
        MaxLen(LONGEST_QUOTATION),
        Field(description="The words between the quotation marks, exactly as quoted."),
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown(Arguments):
    """What `show` takes."""

    FILLED = ("document",)
    document: Path
    skip: Annotated[Count, Field(description="Rows of the outline to skip.")] = 0
    most: Annotated[int, Ge(1), Le(200), Field(description="Rows of the outline at most.")] = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed(Arguments):
    """A place in a document: characters, or paragraphs, or a page."""

    FILLED = ("document",)
    document: Path
    start: Start = None
    end: End = None
    paragraph: Paragraph = None
    last_paragraph: LastParagraph = None
    page: Page = None
    sha256: Digest = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited(Placed):
    """What `cite` takes."""

    style: Annotated[Style | None, Field(description="One style; by default all of them.")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed(Arguments):
    """What `works` takes."""

    search: Annotated[Name, Field(description="Words that its path, title or author has, all of them.")] = ""
    author: PageAuthor = None
    work: Work = None
    years: YearSpan = None
    skip: Annotated[Count, Field(description="Documents to skip.")] = 0
    most: Annotated[int, Ge(1), Le(100), Field(description="Documents at most.")] = 25


class _Plain(GenerateJsonSchema):
    """Leaves out titles, which repeat the names."""

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002 - as it is called
        return False


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def schema_of(kind: type[Arguments]) -> dict[str, Any]:
    """Return the JSON schema of a tool's arguments."""
    schema = _adapter(cast("Any", kind)).json_schema(schema_generator=_Plain)
    return {name: value for name, value in schema.items() if name not in ("title", "description")}


def read_arguments(tool: str, kind: type[T], given: Mapping[str, Any]) -> T:
    """Return what a client sent as a tool's arguments.

    Raises:
        MissingArgument: one is not there, or blank.
        UnknownArgument: the tool has no such argument.
        ArgumentTooLong: a text is longer than it may be.
        WrongArgument: one is of another type, or out of range.

    """
    try:
        # As JSON and strictly: text is not a number and true is not 1.
        read: T = _adapter(cast("Any", kind)).validate_json(json.dumps(given), strict=True)
    except ValidationError as error:
        raise _said(tool, kind, error.errors()[0]) from error
    for name in getattr(kind, "FILLED", ()):
        if not getattr(read, name).strip():
            raise MissingArgument(tool, name)
    return read


def _said(tool: str, kind: type[Any], detail: ErrorDetails) -> Exception:
    """Return our error for pydantic's."""
    name = str(detail["loc"][0]) if detail["loc"] else ""
    match detail["type"]:
        case "missing" | "string_too_short":
            return MissingArgument(tool, name)
        case "unexpected_keyword_argument":
            known = [item.name for item in fields(kind)]
            return UnknownArgument(tool, name, tuple(get_close_matches(name, known, n=1) or known))
        case "string_too_long":
            return ArgumentTooLong(tool, name, len(detail["input"]), detail["ctx"]["max_length"])
    hints = get_type_hints(kind, include_extras=True)
    return WrongArgument(tool, name, detail["input"], hints.get(name, kind))


def filters_of(tool: str, where: Where | Listed) -> Filters | None:
    """Return where quotes may come from, None for anywhere; raises WrongArgument for years that are none.

    A blank filter is none: clients send one for what they do not mean.
    """
    typed = (where.years or "").strip()
    years = Years.parse(typed) if typed else None
    if typed and years is None:
        raise WrongArgument(tool, "years", typed, ("1913", "1900-1914", "1900-", "-1914", "1890s"))
    author, work = ((value or "").strip() or None for value in (where.author, where.work))
    if isinstance(where, Listed):
        found = Filters(None, work, years, author)
    else:
        found = Filters(author, work, years, (where.page_author or "").strip() or None)
    return found or None
