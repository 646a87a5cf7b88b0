"""Draw messages as Discord would show them, in headless Chromium.

Needs Node.js with this folder's packages (`npm install && npm run build` in it) and Chromium; neither belongs to
what Pincite needs to run, nor to what its tests need.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

HERE = Path(__file__).parent
SCRIPT, STYLE = HERE / "build" / "page.js", HERE / "page.css"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
WIDTH = 760  # CSS pixels: a window with the list of channels beside it
PHONE = 390
SHORTEST, TALLEST = 200, 4000
OFFLINE = ("--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run")


@dataclass(frozen=True, slots=True)
class Screen:
    """What one picture shows: messages, top to bottom, and the forms that are open."""

    name: str
    messages: Sequence[Mapping[str, Any]]
    forms: Sequence[Mapping[str, Any]] = ()
    channel: str = "questions"
    width: int = WIDTH


def missing() -> str | None:
    """Return what is missing to draw, in a sentence; None where all is there."""
    if not SCRIPT.exists():
        return "tests/screens is not built: npm install && npm run build"
    return None if browser() else "there is no Chromium"


def browser() -> str | None:
    """Return the path of the browser that draws."""
    return next((found for name in BROWSERS if (found := shutil.which(name))), None)


def page(screen: Screen) -> str:
    """Return the page of a screen, whole in itself."""
    scene = {"channel": screen.channel, "messages": list(screen.messages), "forms": list(screen.forms)}
    data = json.dumps(scene, ensure_ascii=False).replace("<", "\\u003c")
    script = SCRIPT.read_text("utf-8").replace("</script", "<\\/script")
    return (
        f'<!doctype html><meta charset="utf-8"><title>{screen.name}</title>'
        f"<style>{STYLE.read_text('utf-8')}</style>"
        # No window is as narrow as a phone; the page in it can be.
        f'<body style="width:{screen.width}px"{" class=phone" if screen.width <= PHONE else ""}>'
        f'<script type="application/json" id="scene">{data}</script>'
        f"<script>{script}</script>"
    )


def draw(screen: Screen, folder: Path) -> Path:
    """Write a screen's page and its picture into a folder, and return the picture."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{screen.name}.html"
    file.write_text(page(screen), encoding="utf-8")
    picture = folder / f"{screen.name}.png"
    program = browser()
    assert program is not None
    with tempfile.TemporaryDirectory() as profile:
        drawn = _browse(file, profile, (screen.width, SHORTEST), "--dump-dom")
        _browse(file, profile, (screen.width, _height(drawn)), "--hide-scrollbars", f"--screenshot={picture}")
    return picture


def _browse(file: Path, profile: str, size: tuple[int, int], *options: str) -> str:
    """Open a page in a browser that is not seen, and return what that prints."""
    program = browser()
    assert program is not None
    window = (f"--user-data-dir={profile}", f"--window-size={size[0]},{size[1]}")
    return subprocess.run(
        [
            program,
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--virtual-time-budget=2000",  # until every component has drawn itself
            *OFFLINE,
            *window,
            *options,
            file.resolve().as_uri(),
        ],
        check=True,
        capture_output=True,
        text=True,
        timeout=120,
    ).stdout


def _height(page_as_drawn: str) -> int:
    """Return how tall a page is, in CSS pixels: its script notes that once everything is drawn."""
    _, _, after = page_as_drawn.partition('data-height="')
    return min(TALLEST, max(SHORTEST, int(after.partition('"')[0] or 600)))
