"""What clients send: taken as the schema says, or refused in one sentence."""

from __future__ import annotations

from typing import Any

import pytest

from bot.mcp.arguments import LONGEST_PHRASE, Asked, Cited, Listed, filters_of, read_arguments, schema_of
from bot.mcp.errors import ArgumentTooLong, CallError, MissingArgument, PlacesMixed, UnknownArgument, WrongArgument
from bot.mcp.tools import TOOLS
from bot.words.errors import explain
from embeddings.quoting.citing.styles import FORMATS
from embeddings.settings import Length
from tests.conftest import ROOT

WRONG: list[tuple[str, dict[str, Any], type[CallError], str]] = [
    ("ask", {}, MissingArgument, "`question`"),
    ("ask", {"question": " \n"}, MissingArgument, "`question`"),
    ("ask", {"question": None}, WrongArgument, "null"),
    ("ask", {"question": ["x"]}, WrongArgument, '["x"]'),
    ("ask", {"question": "x", "quesion": "y"}, UnknownArgument, "`question`"),
    ("ask", {"question": "x" * 2001}, ArgumentTooLong, "2,001"),
    ("ask", {"question": "x", "top": "5"}, WrongArgument, "from 1 to 20"),
    ("ask", {"question": "x", "top": 0}, WrongArgument, "from 1 to 20"),
    ("ask", {"question": "x", "top": True}, WrongArgument, "true"),
    ("ask", {"question": "x", "top": 1e400}, WrongArgument, "from 1 to 20"),
    ("ask", {"question": "x", "length": "long"}, WrongArgument, '"paragraph"'),
    ("ask", {"question": "x", "years": "soon"}, WrongArgument, "1900-1914"),
    ("ask", {"question": "x", "author": "y" * 301}, ArgumentTooLong, "301"),
    ("find", {"phrase": "x", "most": 101}, WrongArgument, "from 1 to 100"),
    ("find", {"phrase": "x" * (LONGEST_PHRASE + 1)}, ArgumentTooLong, "1,000"),
    ("verify", {"quotation": "\u3000"}, MissingArgument, "`quotation`"),
    ("show", {"document": ""}, MissingArgument, "`document`"),
    ("show", {"document": "x", "skip": -1}, WrongArgument, "-1"),
    ("read", {"document": "x", "start": 2**60}, WrongArgument, "from 0"),
    ("read", {"document": "x", "page": [6]}, WrongArgument, "[6]"),
    ("read", {"document": "x", "page": "6", "paragraph": 2}, PlacesMixed, "one of them"),
    ("read", {"document": "x", "start": 0, "paragraph": 2}, PlacesMixed, "one of them"),
    ("read", {"document": "x", "last_paragraph": 2}, MissingArgument, "`paragraph`"),
    ("cite", {"document": "x", "style": "harvard"}, WrongArgument, '"mla"'),
    ("works", {"most": 0}, WrongArgument, "from 1 to 100"),
    ("works", {"search": "x" * 301}, ArgumentTooLong, "300"),
]


@pytest.mark.parametrize(("tool", "given", "error", "named"), WRONG, ids=lambda value: str(value)[:24])
def test_a_wrong_argument_is_refused_in_one_sentence_that_names_it(
    tool: str, given: dict[str, Any], error: type[CallError], named: str
) -> None:
    with pytest.raises(error) as raised:
        TOOLS[tool].prepared(given)(None)  # type: ignore[arg-type] # refused before the archive is asked
    said = explain(raised.value)
    assert named in said
    assert tool in said
    assert "\n" not in said
    assert len(said) < 600


def test_every_tool_says_what_each_argument_is_for() -> None:
    for tool in TOOLS.values():
        schema = schema_of(tool.takes)
        assert schema["type"] == "object"
        assert not schema["additionalProperties"]
        undescribed = [name for name, one in schema["properties"].items() if not one.get("description")]
        assert not undescribed, tool.name


def test_the_schema_names_every_style_and_length_there_is() -> None:
    assert schema_of(Cited)["properties"]["style"]["anyOf"][0]["enum"] == list(FORMATS)
    assert schema_of(Asked)["properties"]["length"]["anyOf"][0]["enum"] == [length.value for length in Length]


def test_the_documentation_names_every_tool_and_argument() -> None:
    page = (ROOT / "bot" / "mcp" / "README.md").read_text("utf-8")
    for tool in TOOLS.values():
        assert f"| `{tool.name}` |" in page
        unnamed = [name for name in schema_of(tool.takes)["properties"] if f"`{name}`" not in page]
        assert not unnamed, tool.name


def test_a_filter_that_a_client_leaves_blank_is_none() -> None:
    blank = read_arguments("ask", Asked, {"question": "x", "author": "", "work": " ", "years": "", "top": None})
    assert filters_of("ask", blank) is None


def test_an_author_of_works_is_who_wrote_the_document() -> None:
    filters = filters_of("works", read_arguments("works", Listed, {"author": "Ada Moor", "years": "1901"}))
    assert filters is not None
    assert (filters.author, filters.page_author, str(filters.years)) == (None, "Ada Moor", "1901")
