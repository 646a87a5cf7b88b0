"""The buttons below answers. Their custom ids hold all there is to know, so that they work after a restart."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any

import discord
from discord import ui

from bot.sending.limits import units
from bot.words.inert import inert_line
from bot.words.notes import did_you_mean
from embeddings.quoting.linking.deep_link import LONGEST, web_address

if TYPE_CHECKING:
    from bot.words import Phrases
    from embeddings.quoting.quote import Citation

IDENTITY = r"[\w-]{8,32}"  # of an answer that is remembered
NUMBER = r"(?P<number>\d{1,4})"
PAGE = r"(?P<page>-?\d{1,5})"
UP, DOWN = "up", "down"
LABEL = 80  # code units of a button's label at most


class Press(StrEnum):
    """What a button or a select does, as its custom id says it."""

    CONTEXT = "context"
    PAGE = "page"
    CITE = "cite"
    STYLE = "style"
    MORE = "more"
    MEANT = "meant"
    VOTE = "vote"
    AGAIN = "again"
    FORGET = "forget"


def custom_id(press: Press, answer: str, *values: int | str) -> str:
    """Return the custom id of what acts on an answer; at most 100 characters by what may go into one."""
    return ":".join(("pincite", press, answer, *map(str, values)))


def template(press: Press, *values: str) -> str:
    """Return the pattern of such ids; `values` are patterns of what follows the answer."""
    return ":".join(("pincite", press, rf"(?P<answer>{IDENTITY})", *values))


def context_button(answer: str, number: int, phrases: Phrases) -> ui.Button[Any]:
    """Return the button that shows what stands around a quote."""
    return _button(phrases("button-context"), custom_id(Press.CONTEXT, answer, number))


def page_button(
    answer: str, number: int, page: int, way: str, phrases: Phrases, *, disabled: bool
) -> ui.Button[Any]:
    """Return a button that turns to a page around a quote; `way` is "back", "to-quote" or "on"."""
    # The way stands in the id, too: the page before and the quote's page can be one.
    button = _button(phrases(f"button-{way}"), custom_id(Press.PAGE, answer, number, page, way))
    button.disabled = disabled
    return button


def style_id(answer: str, number: int) -> str:
    """Return the custom id of the choice of a citation's style."""
    return custom_id(Press.STYLE, answer, number)


def cite_button(answer: str, number: int, phrases: Phrases) -> ui.Button[Any]:
    """Return the button that gives a quote's citation in any style."""
    return _button(phrases("button-cite"), custom_id(Press.CITE, answer, number))


def more_button(answer: str, shown: int, phrases: Phrases) -> ui.Button[Any]:
    """Return the button that shows the passages after the first `shown`."""
    return _button(phrases("button-more"), custom_id(Press.MORE, answer, shown))


def nearest_button(answer: str, phrases: Phrases) -> ui.Button[Any]:
    """Return the button below an answer that there is none, which shows what comes nearest to one."""
    return _button(phrases("button-nearest"), custom_id(Press.MORE, answer, 0))


def meant_button(answer: str, suggested: str, phrases: Phrases) -> ui.Button[Any]:
    """Return the button that asks a question as it was perhaps meant."""
    room = LABEL
    while units(label := did_you_mean(inert_line(suggested), phrases, room)) > LABEL:
        room -= 1
    return _button(label, custom_id(Press.MEANT, answer))


def vote_buttons(answer: str) -> tuple[ui.Button[Any], ui.Button[Any]]:
    """Return thumbs up and down."""
    up, down = (ui.Button[Any](custom_id=custom_id(Press.VOTE, answer, way)) for way in (UP, DOWN))
    up.emoji, down.emoji = "👍", "👎"
    return up, down


def again_button(answer: str, phrases: Phrases) -> ui.Button[Any]:
    """Return the button that asks an answer's question again."""
    button = _button(phrases("button-again"), custom_id(Press.AGAIN, answer))
    button.style = discord.ButtonStyle.primary
    return button


def forget_button(answer: str, phrases: Phrases) -> ui.Button[Any]:
    """Return the button that deletes an answer, for who alone sees it."""
    return _button(phrases("button-forget"), custom_id(Press.FORGET, answer))


def source_button(citation: Citation, phrases: Phrases) -> ui.Button[Any] | None:
    """Return a link to the quote's words on the web, or to their page; None where there is no safe one."""
    url = citation.deep_link or (web_address(citation.url) if citation.url else None)
    fits = url is not None and len(url) <= LONGEST
    return ui.Button[Any](label=phrases("button-source"), url=url) if fits else None


def _button(label: str, identity: str) -> ui.Button[Any]:
    return ui.Button[Any](label=label, custom_id=identity)
