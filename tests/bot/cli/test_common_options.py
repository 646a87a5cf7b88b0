from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from typer.main import get_command

from bot.cli.app import app
from embeddings.settings import ArchiveSettings

if TYPE_CHECKING:
    from embeddings.archive import Archive
    from tests.bot.cli.conftest import Pincite
    from tests.bot.samples import FakeArchive

COMMANDS = {"ask", "reindex", "generations", "rollback", "show", "doctor", "run"}


@pytest.fixture
def opened(fake: FakeArchive, monkeypatch: pytest.MonkeyPatch) -> list[ArchiveSettings]:
    """What the archive is opened with."""
    seen: list[ArchiveSettings] = []

    def open_(archive: Archive) -> FakeArchive:
        seen.append(archive.settings)
        return fake

    monkeypatch.setattr("embeddings.archive.Archive.open", open_)
    return seen


def configured(place: Path, name: str = "other.toml", source: str = "from-file") -> str:
    file = place / name
    file.parent.mkdir(exist_ok=True)
    file.write_text(f'[archive]\nsource = "{source}"\n', encoding="utf-8")
    return str(file)


def test_without_a_word_the_defaults_hold(pincite: Pincite, opened: list[ArchiveSettings]) -> None:
    pincite("ask", "When?")
    assert opened == [ArchiveSettings()]


@pytest.mark.parametrize(
    "arguments",
    [
        ("--source", "library", "--data", "index", "ask", "When?"),
        ("ask", "When?", "--source", "library", "--data", "index"),
        ("--source", "library", "ask", "--data", "index", "When?"),
        ("--source=nowhere", "--data=index", "ask", "--source=library", "When?"),
    ],
)
def test_common_options_stand_before_the_command_or_after_it(
    pincite: Pincite, opened: list[ArchiveSettings], arguments: tuple[str, ...]
) -> None:
    assert pincite(*arguments).code == 0
    assert [(settings.source, settings.data) for settings in opened] == [(Path("library"), Path("index"))]


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_takes_every_common_option(command: str) -> None:
    commands: dict[str, Any] = get_command(app).commands  # type: ignore[attr-defined] # a group has commands
    spoken = {option for parameter in commands[command].params for option in parameter.opts}
    assert {"--config", "--source", "--data", "--debug"} <= spoken


def test_the_commands_are_those_of_the_contract_so_far() -> None:
    assert set(get_command(app).commands) >= COMMANDS  # type: ignore[attr-defined] # a group has commands


def test_a_flag_wins_over_the_environment_that_over_the_file_and_that_over_the_default(
    pincite: Pincite, opened: list[ArchiveSettings], place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = configured(place)
    pincite("--config", file, "ask", "When?")
    monkeypatch.setenv("PINCITE_SOURCE", "from-environment")
    pincite("--config", file, "ask", "When?")
    pincite("--config", file, "ask", "When?", "--source", "from-flag")
    assert [str(settings.source) for settings in opened] == ["from-file", "from-environment", "from-flag"]
    assert {settings.data for settings in opened} == {ArchiveSettings().data}


def test_the_environment_names_the_file_and_a_flag_names_another(
    pincite: Pincite, opened: list[ArchiveSettings], place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PINCITE_CONFIG", configured(place, "a.toml", "a"))
    pincite("ask", "When?")
    pincite("ask", "When?", "--config", configured(place, "b.toml", "b"))
    assert [str(settings.source) for settings in opened] == ["a", "b"]


def test_an_empty_variable_says_nothing(
    pincite: Pincite, opened: list[ArchiveSettings], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PINCITE_CONFIG", "")
    monkeypatch.setenv("PINCITE_SOURCE", "")
    pincite("ask", "When?")
    assert opened == [ArchiveSettings()]


def test_the_file_in_the_working_directory_is_read_unasked(
    pincite: Pincite, opened: list[ArchiveSettings], place: Path
) -> None:
    configured(place, "config/pincite.toml", "beside")
    pincite("ask", "When?")
    assert opened[0].source == Path("beside")


def test_a_named_file_that_is_missing_is_an_error_though_a_default_one_is_there(
    pincite: Pincite, place: Path
) -> None:
    configured(place, "config/pincite.toml")
    ended = pincite("ask", "When?", "--config", "missing.toml")
    assert ended.code == 1
    assert ended.err == (
        "pincite: The configuration file missing.toml does not exist. Check --config and PINCITE_CONFIG.\n"
    )


@pytest.mark.parametrize("command", [[], *[[command] for command in sorted(COMMANDS)]])
def test_help_shows_every_option_and_an_example(pincite: Pincite, command: list[str]) -> None:
    ended = pincite(*command, "--help")
    assert (ended.code, ended.err) == (0, "")
    assert {"--config", "--source", "--data", "--help"} <= set(ended.out.split())
    assert "<bool>" not in ended.out
    assert "Examples" in ended.out


def test_the_version_is_the_installed_one(pincite: Pincite) -> None:
    from importlib.metadata import version

    ended = pincite("--version")
    assert (ended.code, ended.out) == (0, f"pincite {version('pincite')}\n")
