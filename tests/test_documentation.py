"""The documentation knows every command, option, variable and key, and none that is not there."""

from __future__ import annotations

import os
import re
import shlex
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.main import get_command

from bot.cli.app import app
from bot.config import CONFIG_VARIABLE, DATA_VARIABLE, SOURCE_VARIABLE, keys, sections
from bot.token import FILE_VARIABLE, VARIABLE
from embeddings.documents.readers import FORMATS

ROOT = Path(__file__).parents[1]
PAGES = {
    name: (ROOT / name).read_text("utf-8")
    for name in (
        "README.md",
        "CHANGELOG.md",
        ".github/CONTRIBUTING.md",
        "bot/README.md",
        "bot/mcp/README.md",
        "config/README.md",
        "embeddings/README.md",
        "tests/README.md",
        "tests/benchmarks/README.md",
    )
}
README, REFERENCE, SETTINGS = PAGES["README.md"], PAGES["bot/README.md"], PAGES["config/README.md"]
LONGEST_README = 160
CONFIG = "config/pincite.toml"
GROUP: Any = get_command(app)
COMMANDS: dict[str, Any] = GROUP.commands
VARIABLES = (CONFIG_VARIABLE, SOURCE_VARIABLE, DATA_VARIABLE, VARIABLE, FILE_VARIABLE)

FENCE = re.compile(r"^```[a-z]*\n(.*?)^```", re.MULTILINE | re.DOTALL)
INLINE = re.compile(r"`([^`\n]+)`")
CALL = re.compile(r"^(?:\$ )?(?:[A-Z_]+=\S+ )*(?:pincite|python3? -m bot)(?= |$)(?P<arguments>.*)")
MODULE = re.compile(r"python -m (tests(?:\.\w+)+)")
LINK = re.compile(r"\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
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
    """Return every command line of Pincite that a page shows to be typed, without what the shell does with it."""
    shown: list[str] = []
    for page in (page for name, page in PAGES.items() if name != "CHANGELOG.md"):
        shown += [line for block in FENCE.findall(page) for line in block.replace("\\\n", " ").splitlines()]
        shown += INLINE.findall(FENCE.sub("", page))
    found = [CALL.match(line.strip()) for line in shown]
    return [AFTER.split(call["arguments"])[0].strip() for call in found if call]


def is_named(word: str, page: str) -> bool:
    return re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", page) is not None


def test_the_readme_is_read_in_one_sitting() -> None:
    assert len(README.splitlines()) <= LONGEST_README


def test_every_command_is_documented() -> None:
    missing = [name for name in COMMANDS if not is_named(f"pincite {name}", REFERENCE)]
    assert not missing, f"bot/README.md shows none of: {', '.join(f'pincite {name}' for name in missing)}"


def test_every_option_is_documented() -> None:
    missing: dict[str, list[str]] = {}
    for name, option in options():
        if not is_named(option, REFERENCE):
            missing.setdefault(option, []).append(f"pincite {name}".strip())
    listed = "; ".join(f"{option} (of {', '.join(commands)})" for option, commands in missing.items())
    assert not missing, f"bot/README.md names none of: {listed}"


def test_every_variable_is_documented() -> None:
    missing = [name for name in VARIABLES if not is_named(name, REFERENCE) or not is_named(name, SETTINGS)]
    assert not missing, f"bot/README.md or config/README.md does not name: {', '.join(missing)}"


def test_every_key_is_documented() -> None:
    """That the file itself has every key is tested in tests/bot/test_config.py."""
    rows = dict(re.findall(r"^\| `\[(\w+)\]` \| (.+) \|$", SETTINGS, re.MULTILINE))
    for name, defaults in sections().items():
        known = list(keys(defaults))
        assert [key for key in INLINE.findall(rows[name]) if key in known] == known
    assert set(rows) == set(sections())


@pytest.mark.parametrize("name", PAGES)
def test_what_a_page_says_of_a_key_names_a_key_there_is(name: str) -> None:
    known = {f"{section}.{key}" for section, defaults in sections().items() for key in keys(defaults)}
    dotted = re.compile(rf"`((?:{'|'.join(sections())})\.(?!py`)[a-z_]+)`")
    unknown = sorted(set(dotted.findall(PAGES[name])) - known)
    assert not unknown, f"{name} speaks of settings that do not exist: {', '.join(unknown)}"


@pytest.mark.parametrize("name", PAGES)
def test_the_command_behind_every_figure_exists(name: str) -> None:
    for module in MODULE.findall(PAGES[name]):
        assert find_spec(module) is not None, f"{name}: there is no {module}"


@pytest.mark.parametrize("name", PAGES)
def test_every_link_leads_somewhere(name: str) -> None:
    for link in LINK.findall(PAGES[name]):
        if "://" in link:
            continue
        path, _, anchor = link.partition("#")
        target = (ROOT / name).parent / path if path else ROOT / name
        assert target.exists(), f"{name}: {link}"
        if anchor:
            headings = [anchor_of(heading) for heading in HEADING.findall(target.read_text("utf-8"))]
            assert anchor in headings, f"{name}: {link}"


def anchor_of(heading: str) -> str:
    """Return what a heading is linked by."""
    return re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-")


@pytest.mark.parametrize("call", sorted(set(calls())))
def test_every_command_line_that_is_shown_can_be_said(call: str) -> None:
    """Each is parsed as the program would parse it, up to the point where it would begin to work."""
    words = shlex.split(call)
    with suppress(typer.Exit):  # where --help and --version end
        context = GROUP.make_context("pincite", words, resilient_parsing=not words)
        remaining = [*context._protected_args, *context.args]  # there is no public name for them
        if remaining:
            _, command, arguments = GROUP.resolve_command(context, remaining)
            command.make_context(command.name, arguments, parent=context)


def test_command_lines_are_shown_at_all() -> None:
    assert calls()


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_told_twice(name: str) -> None:
    told = sentences(name)
    # Short rows recur rightly: a table's rule, a baseline named again under each set.
    twice = sorted({line for line in told if told.count(line) > 1})
    assert not twice, f"{name} says again: {twice}"
    elsewhere = {line for other in PAGES if other != name for line in sentences(other)}
    assert not (again := sorted(set(told) & elsewhere)), f"{name} says what another page says: {again}"


def sentences(name: str) -> list[str]:
    """Return the lines of a page that say something."""
    return [line for line in FENCE.sub("", PAGES[name]).splitlines() if len(line) > 60]


def test_no_documentation_speaks_of_this_machine() -> None:
    for file in (*(ROOT / name for name in PAGES), ROOT / CONFIG):
        assert str(ROOT) not in file.read_text("utf-8"), f"{file.name} holds a path of this machine"
        assert os.path.expanduser("~") + os.sep not in file.read_text("utf-8")  # noqa: PTH111 - as a shell writes it


def test_every_format_is_named_where_people_read_of_formats() -> None:
    readers = {reader.partition(":")[0] for reader in FORMATS.values()}
    for page in (README, REFERENCE):
        named = {FORMATS[suffix].partition(":")[0] for suffix in FORMATS if f"`{suffix}`" in page}
        assert named == readers
