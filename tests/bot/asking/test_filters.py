"""/ask with an author, a work and years: what is offered while one types, what holds, what is said when it cannot."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bot.words import Phrases
from bot.words.errors import Audience, explain
from embeddings.errors import GenerationDamaged, UnknownAuthor
from embeddings.retrieval.filters import Filters
from embeddings.text.years import Years
from tests.bot.samples import AUTHOR, LIT, TITLE, FakeArchive
from tests.conftest import ROOT
from tests.scene import Scene, online, text_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

EN = Phrases.of("en")
ASK = {"question": "When was it lit?"}


@pytest.fixture
async def scene(caplog: pytest.LogCaptureFixture) -> AsyncIterator[Scene]:
    async with online(FakeArchive(), caplog) as opened:
        yield opened


async def test_an_answer_comes_from_the_author_work_and_years_that_were_named(scene: Scene) -> None:
    exchange = await scene.discord.member.slash(
        "ask", {**ASK, "author": AUTHOR, "work": f" {TITLE} ", "years": "before 1910"}
    )
    said = text_of(exchange.messages[0])
    assert LIT in said
    assert "Searched only: author Ada Moor, work “The Lamp”, years –1909" in said
    assert scene.archive.filters == [Filters(AUTHOR, TITLE, Years(1, 1909))]


async def test_a_blank_option_is_none(scene: Scene) -> None:
    await scene.discord.member.slash("ask", {**ASK, "author": "  ", "work": "", "years": " "})
    assert scene.archive.filters == [None]


async def test_authors_and_works_are_offered_as_one_types(scene: Scene) -> None:
    scene.archive.names = [AUTHOR, "Ben Stow", "Cleo Moorcroft"]
    scene.archive.titles = [f"Tide {number}" for number in range(40)]
    ada = scene.discord.member
    offered = await ada.autocomplete("ask", {**ASK, "author": "moor"}, focused="author")
    assert [one["value"] for one in offered] == [AUTHOR, "Cleo Moorcroft"]
    assert len(await ada.autocomplete("ask", {**ASK, "work": ""}, focused="work")) == 25
    assert await ada.autocomplete("ask", {**ASK, "work": "no such"}, focused="work") == []


@pytest.mark.parametrize(
    "title",
    ["T" * 100, "T" * 101, "The tides " * 40, "\U0001f30a" * 51, "~" + "0" * 32],
    ids=["just fits", "one too long", "far too long", "astral", "like a token"],
)
async def test_what_was_chosen_is_found_again_however_long_its_name(scene: Scene, title: str) -> None:
    scene.archive.titles = [f"{title} and others", title]
    offered = await scene.discord.member.autocomplete("ask", {**ASK, "work": ""}, focused="work")
    assert len({one["value"] for one in offered}) == 2
    assert all(1 <= len(one["name"]) <= 100 and len(one["value"]) <= 100 for one in offered)
    await scene.discord.member.slash("ask", {**ASK, "work": offered[1]["value"]})
    assert scene.archive.filters == [Filters(work=title)]


async def test_while_the_archive_cannot_be_read_nothing_is_offered(scene: Scene) -> None:
    def fail(*_: Any) -> list[str]:
        raise GenerationDamaged(ROOT / "x", "gone")

    scene.archive.authors = fail
    assert await scene.discord.member.autocomplete("ask", {**ASK, "author": "m"}, focused="author") == []


async def test_who_names_an_unknown_author_is_told_alone_and_nothing_is_asked(scene: Scene) -> None:
    exchange = await scene.discord.member.slash("ask", {**ASK, "author": "Ada More"})
    assert exchange.ephemeral
    assert text_of(exchange.messages[0]) == explain(UnknownAuthor("Ada More", (AUTHOR,)), Audience.MEMBER, EN)
    assert scene.archive.asked == []


async def test_years_that_are_none_are_explained_to_the_member_alone(scene: Scene) -> None:
    exchange = await scene.discord.member.slash("ask", {**ASK, "years": "long *ago*"})
    assert exchange.ephemeral
    assert text_of(exchange.messages[0]) == EN("error-years-unreadable.member", typed="long \\*ago\\*")
    assert scene.archive.asked == []
