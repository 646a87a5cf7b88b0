from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.buttons.quotes import citation_texts, cite_view, code_block, offered_first
from bot.sending.limits import MESSAGE_TEXT, units
from bot.words import LANGUAGES, Phrases
from embeddings.quoting.answering.recall import Recalled
from embeddings.quoting.citing.styles import FORMATS
from tests.bot.markdown_scanner import live
from tests.bot.samples import CSL, LIT, TEXT, quote_of, view_of
from tests.bot.words.test_markdown import hostile

EN = Phrases.of("en")
# Discord's own rule of a code block: what stands between the first two fences.
CODE_BLOCK = re.compile(r"\A```(?:([a-z0-9_+\-.#]+?)\n)?\n*([^\n][\s\S]*?)\n*```", re.IGNORECASE)


def test_a_citation_is_shown_with_its_italics_and_once_more_to_be_copied() -> None:
    quote = quote_of(LIT, csl={**CSL, "container-title": "The Harbour", "type": "article-newspaper"})
    reads, copied = citation_texts(quote, "mla", EN)
    assert reads == "Moor, Ada. “The Lamp.” *The Harbour*, 3 May 1901\\."[:-2] + "."
    assert copied == "```\nMoor, Ada. “The Lamp.” The Harbour, 3 May 1901.\n```"


@pytest.mark.parametrize("style", ["bibtex", "ris", "csl-json"])
def test_data_for_programs_is_there_to_be_copied_alone(style: str) -> None:
    (copied,) = citation_texts(quote_of(LIT), style, EN)
    assert copied.startswith("```\n")
    assert "The Lamp" in copied


@given(st.lists(hostile | st.sampled_from(["```", "`", "``", "````"]), max_size=5).map("".join))
def test_nothing_ends_a_code_block_but_its_own_fence(text: str) -> None:
    block = code_block(f"x{text}x")
    found = CODE_BLOCK.match(block)
    assert found is not None
    assert found.end() == len(block)
    assert found[1] is None
    if "```" not in text:
        shown = re.sub(r"[\x00-\x1f\x7f-\x9f]", "", f"x{text}x")
        assert set(found[2]) >= {letter for letter in shown if letter.isalnum()}


@given(hostile, hostile, st.sampled_from(list(FORMATS)), st.integers(1, 300))
def test_whatever_a_document_calls_itself_its_citation_is_inert_and_within_limits(
    title: str, journal: str, style: str, times: int
) -> None:
    csl = {**CSL, "title": title * times, "container-title": journal, "type": "article-magazine"}
    texts = citation_texts(quote_of(LIT, csl=csl), style, EN)
    assert sum(map(units, texts)) <= MESSAGE_TEXT
    for text in texts:
        if text.startswith("```"):
            found = CODE_BLOCK.match(text)
            assert found is not None
            assert found.end() == len(text)
        else:
            # The italics are the bot's own: what is live without them would be the document's.
            assert live(re.sub(r"(?<!\\)((?:\\\\)*)\*", r"\1", text.removeprefix("-# "))) == set()


def test_a_citation_too_long_for_a_message_says_so() -> None:
    csl = {**CSL, "author": [{"family": f"Moor{number}", "given": "Ada"} for number in range(900)]}
    assert citation_texts(quote_of(LIT, csl=csl), "csl-json", EN) == [f"-# {EN('citation-too-long')}"]


@pytest.mark.parametrize("language", LANGUAGES)
async def test_every_style_can_be_chosen_by_its_name(language: str) -> None:
    view = view_of()
    quote = replace(quote_of(LIT), source=TEXT)
    shown = cite_view(
        Recalled(quote, view.text, view.outline, changed=True), "i" * 16, 0, "ris", Phrases.of(language)
    )
    (choice,) = [one for one in shown.walk_children() if hasattr(one, "options")]
    assert [option.value for option in choice.options] == list(FORMATS)
    assert [option.value for option in choice.options if option.default] == ["ris"]
    assert shown.content_length() <= MESSAGE_TEXT


def test_the_style_to_begin_with_is_the_servers_or_one_for_papers() -> None:
    assert [offered_first(style) for style in ("short", "apa", "no such style")] == ["mla", "apa", "mla"]
