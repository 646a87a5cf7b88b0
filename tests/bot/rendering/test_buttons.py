from __future__ import annotations

from dataclasses import replace

import pytest
from discord import ui

from bot.memory import Answers, Memory
from bot.rendering.answer import COMPONENTS_EACH, MOST_ENTRIES, answer_view, further_view
from bot.rendering.buttons import source_button
from bot.sending.limits import MESSAGE_COMPONENTS, MESSAGE_TEXT, units
from bot.words import LANGUAGES, Phrases
from tests.bot.samples import ANSWER, NEAR, QUOTE, SILENCE, TEXT, FakeArchive

EN = Phrases.of("en")
PAGE = "https://archive.example/lamp.htm"


def link_for(**citation: str | None) -> str | None:
    button = source_button(replace(QUOTE.citation, **citation), EN)  # type: ignore[arg-type] # the two addresses
    return None if button is None else button.url


def test_the_source_is_the_words_on_their_page_or_the_page_itself() -> None:
    assert link_for() is None
    assert link_for(url=PAGE) == PAGE
    assert link_for(url=PAGE, deep_link=f"{PAGE}#:~:text=lit") == f"{PAGE}#:~:text=lit"


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "https://user:word@archive.example/",
        "https://a b.example/",
        "https://",
        "discord://channels/1",
        f"https://archive.example/{'x' * 489}",
    ],
)
def test_an_address_that_discord_would_refuse_or_that_could_mislead_makes_no_button(url: str) -> None:
    assert link_for(url=url) is None


def test_an_address_of_just_the_length_that_fits_makes_one() -> None:
    fits = f"https://archive.example/{'x' * 488}"
    assert len(fits) == 512
    assert link_for(url=fits) == fits


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_full_message_is_within_every_limit_on_components(language: str) -> None:
    quote = replace(QUOTE, source=TEXT, citation=replace(QUOTE.citation, url=PAGE))
    full = replace(ANSWER, quotes=(quote,) * 9, suggested="Who lit the lamp? 👍" * 10)
    view = answer_view(full, "i" * 16, Phrases.of(language), asked=True)
    assert MESSAGE_COMPONENTS - COMPONENTS_EACH < view.total_children_count <= MESSAGE_COMPONENTS
    assert view.content_length() <= MESSAGE_TEXT
    ids = [one.custom_id for one in view.walk_children() if getattr(one, "custom_id", None)]
    assert len(set(ids)) == len(ids) == 2 * MOST_ENTRIES + 4
    assert all(len(one) <= 100 for one in ids)
    assert all(units(getattr(one, "label", None) or "") <= 80 for one in view.walk_children())


async def test_an_answers_id_fits_what_buttons_look_for() -> None:
    memory = Memory.in_ram()
    for _ in range(50):
        kept = await Answers(memory, FakeArchive()).keep(ANSWER, server=1, channel=1)
        view = answer_view(ANSWER, kept.id, EN)
        ids = [one.custom_id for one in view.walk_children() if getattr(one, "custom_id", None)]
        from bot.buttons import BELOW_ANSWERS

        for one in ids:
            assert sum(bool(item.__discord_ui_compiled_template__.fullmatch(one)) for item in BELOW_ANSWERS) == 1
    memory.close()


def rows_of(view: ui.LayoutView) -> list[list[str]]:
    """Return what stands on the buttons of a message, row by row."""
    rows = [one for one in view.walk_children() if isinstance(one, ui.ActionRow)]
    return [[one.label or str(one.emoji) for one in row.children if isinstance(one, ui.Button)] for row in rows]


async def test_a_single_quote_has_all_buttons_in_one_row_and_what_does_not_fit_stands_at_its_context() -> None:
    assert rows_of(answer_view(ANSWER, "i" * 16, EN)) == [["Context", "Cite", "More", "👍", "👎"]]
    online = replace(QUOTE, source=TEXT, citation=replace(QUOTE.citation, url=PAGE))
    view = answer_view(replace(ANSWER, quotes=(online,)), "i" * 16, EN)
    assert rows_of(view) == [["Context", "Source", "More", "👍", "👎"]]
    private = answer_view(replace(ANSWER, quotes=(online,)), "i" * 16, EN, private=True)
    assert rows_of(private) == [["Context", "Source", "Cite", "More", "Forget"]]
    assert rows_of(answer_view(replace(ANSWER, quotes=(QUOTE, QUOTE)), "i" * 16, EN)) == [
        ["Context", "Cite"],
        ["Context", "Cite"],
        ["More", "👍", "👎"],
    ]


async def test_silence_offers_the_nearest_passages_where_there_are_any() -> None:
    assert rows_of(answer_view(SILENCE, "i" * 16, EN)) == [["Nearest passages"]]
    assert rows_of(answer_view(replace(SILENCE, nearest=(), further=(NEAR,)), "i" * 16, EN)) == [
        ["Nearest passages"]
    ]
    assert rows_of(answer_view(replace(SILENCE, nearest=()), "i" * 16, EN)) == []


async def test_a_question_as_it_was_perhaps_meant_is_a_button() -> None:
    meant = {"suggested": "Who lit the lamp?"}
    said = "Did you mean “Who lit the lamp”?"
    assert rows_of(answer_view(replace(SILENCE, **meant), "i" * 16, EN)) == [[said, "Nearest passages"]]
    assert rows_of(answer_view(replace(ANSWER, **meant), "i" * 16, EN))[-1] == [said]


async def test_an_answer_and_silence_differ_in_colour() -> None:
    answered, silent = (answer_view(one, "i" * 16, EN).to_components()[0] for one in (ANSWER, SILENCE))
    assert answered["accent_color"] != silent["accent_color"]  # type: ignore[typeddict-item]


async def test_further_passages_have_buttons_for_their_own_places_and_go_on_after_the_last() -> None:
    view = further_view("When **was** it?", [QUOTE, QUOTE], "i" * 16, (4, 6), EN, style="short")
    ids = [one.custom_id for one in view.walk_children() if getattr(one, "custom_id", None)]
    assert [one.split(":")[1] + one.split(":")[3] for one in ids] == [
        "context4",
        "cite4",
        "context6",
        "cite6",
        "more7",
    ]
    assert "More passages on: When \\*\\*was\\*\\* it?" in next(
        one.content for one in view.walk_children() if hasattr(one, "content")
    )
