"""People as the manuals list them. Names are never abbreviated but where a style wants initials."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from embeddings.quoting.citing.styles.rich import clean

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


@dataclass(frozen=True, slots=True)
class Name:
    """A person by family and given name, or whoever has one name only: an organisation, a pseudonym."""

    family: str
    given: str = ""
    suffix: str = ""

    @property
    def natural(self) -> str:
        """Return ``Leon Trotsky``."""
        return ", ".join(part for part in (f"{self.given} {self.family}".strip(), self.suffix) if part)

    @property
    def inverted(self) -> str:
        """Return ``Trotsky, Leon``."""
        return ", ".join(part for part in (self.family, self.given, self.suffix) if part)

    @property
    def initialled(self) -> str:
        """Return ``Trotsky, L.``."""
        return ", ".join(part for part in (self.family, self.initials, self.suffix) if part)

    @property
    def initials_first(self) -> str:
        """Return ``L. Trotsky``."""
        return ", ".join(part for part in (f"{self.initials} {self.family}".strip(), self.suffix) if part)

    @property
    def initials(self) -> str:
        """Return ``J.-P. M.`` of ``Jean-Paul M.``."""
        words = re.findall(r"[^\s.]+", self.given)
        return " ".join("-".join(f"{part[0]}." for part in word.split("-") if part) for word in words)


def names_of(value: Any) -> tuple[Name, ...]:
    """Return the names of a CSL-JSON name variable; what is not one is left out."""
    rows = value if isinstance(value, list | tuple) else ()
    found = (_name(row) for row in rows if isinstance(row, dict))
    return tuple(name for name in found if name is not None)


def _name(row: dict[str, Any]) -> Name | None:
    family = clean(" ".join(filter(None, (clean(row.get(key)) for key in ("non-dropping-particle", "family")))))
    given = clean(" ".join(filter(None, (clean(row.get(key)) for key in ("given", "dropping-particle")))))
    if family:
        return Name(family, given, clean(row.get("suffix")))
    only = clean(row.get("literal")) or given
    return Name(only) if only else None


def series(items: Sequence[str], conjunction: str = "and", *, comma_before_two: bool = False) -> str:
    """Return ``A``, ``A and B``, ``A, B, and C``; `comma_before_two` gives ``A, and B``."""
    if len(items) <= 1:
        return "".join(items)
    last = f"{conjunction} {items[-1]}"
    if len(items) == 2 and not comma_before_two:  # noqa: PLR2004 - two of them
        return f"{items[0]} {last}"
    return ", ".join((*items[:-1], last))


def listed(names: Sequence[Name], most: int, kept: int = 1) -> str:
    """Return names in natural order; of more than `most` the first `kept` and “et al.”."""
    return _shortened(names, lambda name: name.natural, most, kept)


def listed_inverted(names: Sequence[Name], most: int, kept: int = 1) -> str:
    """Return the same with the first name inverted for the alphabet, and a comma before “and”."""
    return _shortened(names, lambda name: name.inverted if name is names[0] else name.natural, most, kept)


def families(names: Sequence[Name], most: int, conjunction: str) -> str:
    """Return family names only, as citations in a text do."""
    shown = [name.family for name in names]
    return f"{shown[0]} et al." if len(shown) > most else series(shown, conjunction)


def _shortened(names: Sequence[Name], shape: Callable[[Name], str], most: int, kept: int) -> str:
    shown = [shape(name) for name in names]
    if len(shown) > most:
        # "Kari Moe et al.", but "Moe, Kari, et al."
        return f"{', '.join(shown[:kept])}{',' if ',' in shown[0] or kept > 1 else ''} et al."
    return series(shown, comma_before_two="," in "".join(shown[:1]))
