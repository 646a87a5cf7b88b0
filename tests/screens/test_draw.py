from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Any

import pytest

from tests.screens import draw
from tests.screens.draw import Screen, missing, page

if TYPE_CHECKING:
    from pathlib import Path

MESSAGE: dict[str, Any] = {
    "author": {"username": "Pincite", "bot": True},
    "content": "",
    "flags": 0,
    "timestamp": "2026-01-01T00:00:00+00:00",
    "components": [{"type": 17, "components": [{"type": 10, "content": "> </script><script>alert(1)</script>"}]}],
}


def test_a_message_cannot_break_out_of_the_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = tmp_path / "page.js"
    script.write_text("'</script>'", encoding="utf-8")
    monkeypatch.setattr(draw, "SCRIPT", script)
    written = page(Screen("hostile", [MESSAGE]))
    assert written.count("</script>") == 2  # the two that the page itself ends
    assert "alert(1)" in written


def test_a_picture_is_as_tall_as_what_it_shows(tmp_path: Path) -> None:
    reason = missing()
    if reason is not None:
        pytest.skip(reason)
    heights = []
    for count in (1, 6):
        picture = draw.draw(Screen(f"m{count}", [MESSAGE] * count), tmp_path)
        width, height = struct.unpack(">II", picture.read_bytes()[16:24])
        assert width == draw.WIDTH
        heights.append(height)
    assert heights[1] > heights[0] + 100
