"""No module but the sender may speak to Discord, and the sender never without forbidding mentions."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

import pytest

from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# Methods of discord.py that put something where people see it.
SPEAKING = {
    *("send", "reply", "send_message", "edit_message", "edit_original_response", "edit_original_message"),
    *("send_modal", "send_followup", "create_thread", "respond", "forward", "add_reaction"),
    *("edit", "defer", "typing", "trigger_typing", "send_typing", "autocomplete", "launch_activity"),
}
SILENT = {"defer", "typing", "send_modal", "create_thread"}  # carry no text that could mention
SENDER = ROOT / "bot" / "sending" / "sender.py"


def modules() -> list[Path]:
    found = sorted((ROOT / "bot").rglob("*.py"))
    return [path for path in found if path != SENDER]


def speaking_calls(tree: ast.AST) -> Iterator[ast.Call]:
    # A decorator says what a function is for ("autocomplete") and sends nothing.
    decorators = {id(one) for node in ast.walk(tree) for one in getattr(node, "decorator_list", ())}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or id(node) in decorators:
            continue
        if isinstance(node.func, ast.Attribute) and node.func.attr in SPEAKING:
            yield node


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_speaks_to_discord_only_through_the_sender(path: Path) -> None:
    lines = [call.lineno for call in speaking_calls(ast.parse(path.read_text(encoding="utf-8")))]
    assert not lines, f"use bot.sending.sender.deliver instead, in lines {lines}"


def test_the_sender_forbids_mentions_in_every_call() -> None:
    calls = list(speaking_calls(ast.parse(SENDER.read_text(encoding="utf-8"))))
    speaking = [call for call in calls if isinstance(call.func, ast.Attribute) and call.func.attr not in SILENT]
    assert speaking
    for call in speaking:
        words = {word.arg: ast.unparse(word.value) for word in call.keywords}
        assert words.get("allowed_mentions") == "NOBODY", f"line {call.lineno}"
        if "reference" in words:
            assert words.get("mention_author") == "False", f"line {call.lineno}"


def test_the_search_finds_what_it_is_for() -> None:
    tree = ast.parse("async def f(m):\n    await m.channel.send('x')\n    await i.followup.send('y')")
    assert len(list(speaking_calls(tree))) == 2
    assert len(modules()) > 20
