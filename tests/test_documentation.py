"""The documentation knows every command, option, variable and key, and none that is not there."""

from __future__ import annotations

import os
import re
import shlex
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.main import get_command

from bot.cli.app import app
from bot.config import CONFIG_VARIABLE, DATA_VARIABLE, SOURCE_VARIABLE, keys, sections
from bot.token import FILE_VARIABLE, VARIABLE

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
CONFIG = "config/pincite.toml"
GROUP: Any = get_command(app)
COMMANDS: dict[str, Any] = GROUP.commands
VARIABLES = (CONFIG_VARIABLE, SOURCE_VARIABLE, DATA_VARIABLE, VARIABLE, FILE_VARIABLE)

FENCE = re.compile(r"^```[a-z]*\n(.*?)^```", re.MULTILINE | re.DOTALL)
INLINE = re.compile(r"`([^`\n]+)`")
CALL = re.compile(r"^(?:\$ )?(?:[A-Z_]+=\S+ )*(?:pincite|python3? -m bot)(?= |$)(?P<arguments>.*)")
AFTER = re.compile(r"\s(?:[|>;&#]|2>)")  # what the shell, not Pincite, reads


def options() -> list[tuple[str, str]]:
    """Return every command with each of its long options; "" stands for `pincite` itself."""
    spoken = {"": GROUP, **COMMANDS}
    return [
        (name, option)
        for name, command in spoken.items()
        for parameter in command.params
        for option in (*parameter.opts, *parameter.secondary_opts)
        if option.startswith("--")
    ]


def calls() -> list[str]:
    """Return every command line of Pincite that the README shows, without what the shell does with it."""
    shown = [line for block in FENCE.findall(README) for line in block.replace("\\\n", " ").splitlines()]
    shown += INLINE.findall(FENCE.sub("", README))
    found = [CALL.match(line.strip()) for line in shown]
    return [AFTER.split(call["arguments"])[0].strip() for call in found if call]


def is_named(word: str) -> bool:
    return re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", README) is not None


def test_the_readme_shows_every_command() -> None:
    missing = [name for name in COMMANDS if not is_named(f"pincite {name}")]
    assert not missing, f"README.md shows none of: {', '.join(f'pincite {name}' for name in missing)}"


def test_the_readme_names_every_option() -> None:
    missing: dict[str, list[str]] = {}
    for name, option in options():
        if not is_named(option):
            missing.setdefault(option, []).append(f"pincite {name}".strip())
    listed = "; ".join(f"{option} (of {', '.join(commands)})" for option, commands in missing.items())
    assert not missing, f"README.md names none of: {listed}"


def test_the_readme_names_every_variable() -> None:
    missing = [name for name in VARIABLES if not is_named(name)]
    assert not missing, f"README.md names none of: {', '.join(missing)}"


def test_the_readme_names_every_key_or_the_file_that_does() -> None:
    """That the file has every key is tested in tests/bot/test_config.py."""
    unnamed = [
        f"[{name}] {key}" for name, defaults in sections().items() for key in keys(defaults) if not is_named(key)
    ]
    assert CONFIG in README or not unnamed, f"README.md names neither {CONFIG} nor: {', '.join(unnamed)}"


def test_what_the_readme_says_of_a_key_names_a_key_there_is() -> None:
    known = {f"{name}.{key}" for name, defaults in sections().items() for key in keys(defaults)}
    dotted = re.compile(rf"`((?:{'|'.join(sections())})\.[a-z_]+)`")
    unknown = sorted(set(dotted.findall(README)) - known)
    assert not unknown, f"README.md speaks of settings that do not exist: {', '.join(unknown)}"


@pytest.mark.parametrize("call", sorted(set(calls())))
def test_every_command_line_in_the_readme_can_be_said(call: str) -> None:
    """Each is parsed as the program would parse it, up to the point where it would begin to work."""
    words = shlex.split(call)
    with suppress(typer.Exit):  # where --help and --version end
        context = GROUP.make_context("pincite", words, resilient_parsing=not words)
        remaining = [*context._protected_args, *context.args]  # there is no public name for them
        if remaining:
            _, command, arguments = GROUP.resolve_command(context, remaining)
            command.make_context(command.name, arguments, parent=context)


def test_the_readme_shows_the_command_line_at_all() -> None:
    assert calls(), "README.md shows no command line of Pincite"


@pytest.mark.parametrize("name", ["README.md", "CHANGELOG.md"])
def test_nothing_is_told_twice(name: str) -> None:
    prose = FENCE.sub("", (ROOT / name).read_text("utf-8"))
    # Short rows recur rightly: a table's rule, a baseline named again under each set.
    told = [line for line in prose.splitlines() if len(line) > 60 or line.startswith("## ")]
    twice = sorted({line for line in told if told.count(line) > 1})
    assert not twice, f"{name} says again: {twice}"


def test_no_documentation_speaks_of_this_machine() -> None:
    for file in (ROOT / "README.md", ROOT / CONFIG):
        assert str(ROOT) not in file.read_text("utf-8"), f"{file.name} holds a path of this machine"
        assert os.path.expanduser("~") + os.sep not in file.read_text("utf-8")  # noqa: PTH111 - as a shell writes it
