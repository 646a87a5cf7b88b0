"""The settings: what the command line says, else the environment, else the configuration file, else defaults.

The library's and the bot's settings classes are the one definition of what can be set; the file's sections
follow them. Relative paths, in the file too, are relative to the working directory.
"""

from __future__ import annotations

import json
import os
import tomllib
from dataclasses import dataclass, field, fields, is_dataclass, replace
from difflib import get_close_matches
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, get_type_hints

from annotated_types import Ge, Le

from bot.errors import ConfigMissing, ConfigUnreadable, UnknownKey, WrongValue
from embeddings.settings import ArchiveSettings

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class DiscordSettings:
    """How the bot runs: the section ``[discord]`` of the file. The token itself is never a setting."""

    token_file: str = ""  # read when DISCORD_TOKEN is not set; DISCORD_TOKEN_FILE names another
    question_characters: Annotated[int, Ge(1), Le(6000)] = 2000  # Discord itself lets 6000 through
    threads: Annotated[int, Ge(1), Le(64)] = 2  # questions answered at the same time
    waiting: Annotated[int, Ge(0), Le(1000)] = 20  # questions that may wait for them; more are sent away
    first_connect_attempts: Annotated[int, Ge(1), Le(1000)] = 8  # then the bot gives up; about four minutes
    shutdown_seconds: Annotated[float, Ge(0), Le(600)] = 10.0  # given to open questions when it is stopped
    memory: Path = Path(
        ".pincite-bot"
    )  # the folder of what the bot remembers: settings of servers, recent answers
    keep_days: Annotated[int, Ge(1), Le(3650)] = 90  # how long an answer is remembered, so that its buttons work
    # Whether the bot reads messages that do not mention it, which answer channels need: a privileged intent.
    message_content: bool = False
    shards: Annotated[int, Ge(0), Le(10_000)] = 0  # connections to Discord; 0: as many as Discord recommends
    # The servers whose admins may change the archive, by their ids; empty: every server that the bot is in.
    archive_servers: tuple[int, ...] = ()


def checked(file: Path, dotted: str, owner: type, name: str, value: Any) -> Any:
    """Return a value read from TOML as the type that `owner` declares for its field `name`.

    Args:
        file: The configuration file, for the error.
        dotted: The key as the file's author knows it, for the error.
        owner: The settings class.
        name: The field.
        value: What TOML gave.

    Raises:
        WrongValue: the value is of another type or out of range.

    """
    # Its import takes a tenth of a second.
    from pydantic import ConfigDict, TypeAdapter, ValidationError

    finite = ConfigDict(allow_inf_nan=False)  # TOML knows inf and nan; no setting does
    expected = get_type_hints(owner, include_extras=True)[name]
    try:
        # As JSON and strictly: text is not a number and true is not 1, yet a list becomes a tuple and text a path.
        written = json.dumps(value, ensure_ascii=False)
        result = TypeAdapter(expected, config=finite).validate_json(written, strict=True)
    except (TypeError, ValidationError) as error:  # TypeError: TOML's dates are no JSON
        raise WrongValue(file, dotted, value, expected) from error
    return result.expanduser() if isinstance(result, Path) else result


DEFAULT_FILE = Path("config", "pincite.toml")
CONFIG_VARIABLE, SOURCE_VARIABLE, DATA_VARIABLE = "PINCITE_CONFIG", "PINCITE_SOURCE", "PINCITE_DATA"
ARCHIVE, DISCORD = "archive", "discord"


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can be set, and the file it was read from, if any."""

    archive: ArchiveSettings = field(default_factory=ArchiveSettings)
    discord: DiscordSettings = field(default_factory=DiscordSettings)
    file: Path | None = None

    def with_folders(self, said: Overrides) -> Settings:
        """Return the same settings with the folders that were named."""
        source, data = said.source or self.archive.source, said.data or self.archive.data
        return replace(self, archive=replace(self.archive, source=source.expanduser(), data=data.expanduser()))


@dataclass(frozen=True, slots=True)
class Overrides:
    """What the command line said; None where it said nothing."""

    config: Path | None = None
    source: Path | None = None
    data: Path | None = None

    def over(self, earlier: Overrides) -> Overrides:
        """Return these, completed by `earlier` ones."""
        return Overrides(self.config or earlier.config, self.source or earlier.source, self.data or earlier.data)

    def over_environment(self, environment: Mapping[str, str]) -> Overrides:
        """Return these, completed by the environment's variables; an empty variable is not set."""
        variables = (environment.get(name) for name in (CONFIG_VARIABLE, SOURCE_VARIABLE, DATA_VARIABLE))
        return self.over(Overrides(*(Path(value) if value else None for value in variables)))


def load(overrides: Overrides = Overrides(), environment: Mapping[str, str] = os.environ) -> Settings:
    """Return the settings in force; raises ConfigError."""
    said = overrides.over_environment(environment)
    file = config_file(said)
    return (read(file) if file else Settings()).with_folders(said)


def config_file(said: Overrides) -> Path | None:
    """Return the file to read: the named one, else the default one where it exists; raises ConfigMissing."""
    if said.config is None:
        return DEFAULT_FILE if DEFAULT_FILE.is_file() else None
    if not said.config.exists():
        raise ConfigMissing(said.config)
    return said.config


def read(file: Path) -> Settings:
    """Return a configuration file's settings; raises ConfigError."""
    try:
        tables = tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise ConfigUnreadable(file, error.strerror or type(error).__name__) from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigUnreadable(file, str(error)) from error
    known = sections()
    for name, table in tables.items():
        if name not in known or not isinstance(table, dict):
            raise UnknownKey(file, name, _nearest(name, known))
    checked = {
        name: _section(file, name, defaults, tables.get(name, {}), known) for name, defaults in known.items()
    }
    discord, archive = checked.pop(DISCORD), checked.pop(ARCHIVE)
    return Settings(replace(archive, **checked), discord, file)


def sections() -> dict[str, Any]:
    """Return each section's settings at their defaults, by the section's name in the file."""
    archive = ArchiveSettings()
    parts = {item.name: getattr(archive, item.name) for item in fields(archive)}
    return {
        ARCHIVE: archive,
        **{name: part for name, part in parts.items() if is_dataclass(part)},
        DISCORD: DiscordSettings(),
    }


def keys(defaults: Any) -> dict[str, Any]:
    """Return a section's keys with their default values."""
    values = {item.name: getattr(defaults, item.name) for item in fields(defaults)}
    return {name: value for name, value in values.items() if not is_dataclass(value)}


def _section(file: Path, name: str, defaults: Any, table: dict[str, Any], known: dict[str, Any]) -> Any:
    allowed = keys(defaults)
    changes = {}
    for key, value in table.items():
        if key not in allowed:
            raise UnknownKey(file, f"{name}.{key}", _nearest(f"{name}.{key}", known))
        if not _is_default(value, allowed[key]):
            # A value at its default is right by definition. The others are checked with pydantic, whose import
            # takes a tenth of a second that a question asked with an untouched file need not wait for.
            changes[key] = checked(file, f"{name}.{key}", type(defaults), key, value)
    return replace(defaults, **changes)


def _is_default(value: Any, default: Any) -> bool:
    if isinstance(default, Path) and isinstance(value, str):
        return Path(value) == default
    if isinstance(default, Enum):
        return bool(value == default.value)
    if isinstance(default, tuple) and isinstance(value, list):
        return tuple(value) == default
    return type(value) is type(default) and value == default


def _nearest(key: str, known: dict[str, Any]) -> str | None:
    """Return the likeliest of all known keys: a misspelt one, or one that stands in another section."""
    every = [f"{name}.{key}" for name, defaults in known.items() for key in keys(defaults)]
    last = key.rpartition(".")[2]
    elsewhere = [other for other in every if other.rpartition(".")[2] == last]
    return next(iter(elsewhere or get_close_matches(key, [*known, *every], n=1)), None)
