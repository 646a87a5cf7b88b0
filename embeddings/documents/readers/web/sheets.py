"""What a page's own style sheets hide, as far as simple selectors say it: ".note", "#menu", "p.note", "aside"."""

from __future__ import annotations

import re

LONGEST = 500_000  # characters of all sheets that are looked at
MOST = 5_000  # rules
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
# What holds for some media only, or for other states than the page's first.
_BLOCK = re.compile(r"@[^{};]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}|@[^{};]*;")
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_SIMPLE = re.compile(r"([a-z][a-z0-9]*)?([.#][\w-]+)?", re.IGNORECASE)
_HIDES = re.compile(
    r"(?:display\s*:\s*none|visibility\s*:\s*hidden|(?<![\w-])font-size\s*:\s*0(?:px|em|rem|%|pt)?\s*(?:;|!|$))",
    re.IGNORECASE,
)
_SHOWS = re.compile(r"(?:display|visibility)\s*:", re.IGNORECASE)


def hides(style: str) -> bool:
    """Say whether declarations hide what they are for."""
    return bool(_HIDES.search(style))


class Sheets:
    """The rules of a page's `<style>` elements that hide or show."""

    def __init__(self) -> None:
        self._hidden: dict[tuple[str, str], bool] = {}  # by tag and class or id; the later rule counts
        self._read = 0

    def add(self, text: str) -> None:
        """Take a style sheet."""
        text = text[: LONGEST - self._read]
        self._read += len(text)
        for selectors, declarations in _RULE.findall(_BLOCK.sub("", _COMMENT.sub("", text))):
            if not (_HIDES.search(declarations) or _SHOWS.search(declarations)):
                continue
            for selector in selectors.split(","):
                match = _SIMPLE.fullmatch(selector.strip())
                if match and match[0] and len(self._hidden) < MOST:
                    key = (match[1] or "").lower(), match[2] or ""
                    self._hidden[key] = bool(_HIDES.search(declarations))

    def hide(self, tag: str, attributes: dict[str, str]) -> bool:
        """Say whether an element is hidden: by the narrowest rule that speaks of it."""
        if not self._hidden:
            return False
        names = [f"#{attributes['id']}"] if attributes.get("id") else []
        names += [f".{name}" for name in attributes.get("class", "").split()]
        keys = [(tag, name) for name in names] + [("", name) for name in names] + [(tag, "")]
        return next((self._hidden[key] for key in keys if key in self._hidden), False)

    def __bool__(self) -> bool:
        return bool(self._hidden)
