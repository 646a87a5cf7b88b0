"""The shape that all panels of the admin have: one container, texts, rows of buttons, a choice a row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from discord import ButtonStyle, Colour, SelectOption, ui

from bot.sending.limits import MESSAGE_TEXT, units
from bot.words import markdown
from bot.words.errors import refusal
from bot.words.inert import inert_line
from bot.words.lists import ELLIPSIS, shortened

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.words import Phrases
    from embeddings.report import Refusal

# What a button carries until it is pressed, perhaps after a restart: its control's name, and what it is about.

PREFIX = "admin"
LONGEST = 100  # Discord's


def custom_id(control: str, *about: str | int) -> str:
    """Return the id of a button, choice or form; the last of `about` may hold any text, and is cut to fit."""
    text = ":".join((PREFIX, control, *map(str, about)))
    while units(text) > LONGEST:
        text = text[:-1]
    return text


def parsed(custom_id: str) -> tuple[str, str] | None:
    """Return the control's name and what it is about, None where it is no control of the admin's."""
    prefix, _, rest = custom_id.partition(":")
    name, _, about = rest.partition(":")
    return (name, about) if prefix == PREFIX and name else None


NEUTRAL, GOOD, BAD, BUSY = Colour(0x5865F2), Colour(0x2E7D5B), Colour(0xB3403A), Colour(0xC9952B)
LABEL, OPTION = 80, 100  # characters
NAME = 90  # characters of a file's
BAR = 16  # signs

Part = ui.Item[Any]


def panel(*parts: Part | str | None, colour: Colour = NEUTRAL) -> ui.LayoutView:
    """Return a message of one container; texts become text displays, what is None or empty is left out."""
    view = ui.LayoutView(timeout=None)
    there = [part for part in parts if part]
    texts = iter(fitted([part for part in there if isinstance(part, str)]))
    items = [ui.TextDisplay[Any](next(texts)) if isinstance(part, str) else part for part in there]
    view.add_item(ui.Container[Any](*items, accent_colour=colour))
    view.stop()  # or discord.py would keep it; presses are read from their ids, also after a restart
    return view


def fitted(texts: list[str], most: int = MESSAGE_TEXT) -> list[str]:
    """Return texts that fit into one message: of the longest, whole lines are left out, and that shows."""
    while sum(map(units, texts)) > most:
        number = max(range(len(texts)), key=lambda one: units(texts[one]))
        whole = texts[number].removesuffix(f"\n{ELLIPSIS}")
        kept = whole.rpartition("\n")[0] or whole[: max(1, len(whole) // 2)]
        texts = [*texts[:number], f"{kept}\n{ELLIPSIS}", *texts[number + 1 :]]
    return texts


def line() -> Part:
    """Return a thin line between parts."""
    return ui.Separator[Any]()


def row(*items: Part | None) -> Part | None:
    """Return a row of what is there."""
    there = [item for item in items if item is not None]
    return ui.ActionRow[Any](*there) if there else None


def button(
    label: str,
    control: str,
    *about: str | int,
    style: ButtonStyle = ButtonStyle.secondary,
    disabled: bool = False,
) -> Part:
    """Return a button of a control."""
    return ui.Button[Any](
        label=shortened(label, LABEL), custom_id=custom_id(control, *about), style=style, disabled=disabled
    )


def option(label: str, value: str, description: str | None = None, *, default: bool = False) -> SelectOption:
    """Return a choice; texts are shown as they are, so they are made inert as lines only."""
    shown = shortened(inert_line(label), OPTION) or "–"
    about = shortened(inert_line(description), OPTION) if description else None
    return SelectOption(label=shown, value=value, description=about, default=default)


def pages(phrases: Phrases, control: str, page: int, of: int, about: str = "") -> list[Part]:
    """Return buttons to the pages before and after, none where there is one page only."""
    if of <= 1:
        return []
    return [
        button(phrases("admin-page-before"), control, max(page - 1, 0), about, disabled=page <= 0),
        button(phrases("admin-page-of", page=page + 1, pages=of), "nothing", disabled=True),
        button(phrases("admin-page-after"), control, min(page + 1, of - 1), about, disabled=page >= of - 1),
    ]


def page_of(about: str) -> tuple[int, str]:
    """Return the page and what follows it, of what a button is about; the first page for what is no number."""
    number, _, rest = about.partition(":")
    return (int(number) if number.isascii() and number.isdigit() and len(number) < 7 else 0), rest  # noqa: PLR2004


def count_pages(total: int, each: int) -> int:
    """Return how many pages so many entries take, at least one."""
    return max(1, -(-total // each))


def plain(text: str, most: int | None = None) -> str:
    """Return text from outside as one inert line of markdown, shortened if `most` says so."""
    shown = inert_line(text)
    return markdown.escape(shown if most is None else shortened(shown, most))


def bar(share: float) -> str:
    """Return a bar that is filled to a share."""
    full = round(min(max(share, 0.0), 1.0) * BAR)
    return "▰" * full + "▱" * (BAR - full)


def span(phrases: Phrases, seconds: float) -> str:
    """Return a span of time in words."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return phrases("admin-span-hours", hours=hours, minutes=minutes)
    return (
        phrases("admin-span-minutes", minutes=minutes, seconds=rest)
        if minutes
        else phrases("admin-span-seconds", seconds=rest)
    )


def when(seconds: float, style: str = "R") -> str:
    """Return a time, in seconds since the epoch, that each reader's Discord shows in their own way."""
    return f"<t:{int(seconds)}:{style}>"


def lines(texts: Iterable[str]) -> str:
    """Return texts one below the other."""
    return "\n".join(texts)


def refusal_lines(refused: Iterable[Refusal], phrases: Phrases) -> list[str]:
    """Return two lines for each file: its name, and why it is not in the archive."""
    return [
        f"{plain(one.document, NAME)}\n-# {refusal(one.reason, one.detail, phrases, discord=True)}"
        for one in refused
    ]
