"""The numbers that programs put before the items of a list: no file holds them, and every reader sees them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

MOST = 4000  # beyond it letters and Roman figures are figures

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
    (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def roman(number: int) -> str:
    """Return a number in small Roman figures."""
    figures = []
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        figures.append(sign * count)
    return "".join(figures)


def letters(number: int) -> str:
    """Return a number in small letters: a, b, … z, aa, ab."""
    figures = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        figures = chr(ord("a") + rest) + figures
    return figures


# By the names of HTML, of OpenDocument (the same) and of Word.
_FORMS: dict[str, Callable[[int], str]] = {
    "a": letters,
    "A": lambda number: letters(number).upper(),
    "i": roman,
    "I": lambda number: roman(number).upper(),
    "lowerLetter": letters,
    "upperLetter": lambda number: letters(number).upper(),
    "lowerRoman": roman,
    "upperRoman": lambda number: roman(number).upper(),
    "decimalZero": lambda number: f"{number:02}",
}


def figure(number: int, form: str) -> str:
    """Return a number in a form; one of a form that is not known, or that has none for it, in figures."""
    made = _FORMS.get(form)
    return made(number) if made is not None and 0 < number < MOST else str(number)
