"""What is to be measured: `quality.yaml`, and the settings of a run."""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

FILE = Path(__file__).with_name("quality.yaml")
DEFAULTS = "as shipped"
LENGTHS = {"first_chars", "shown_chars", "silent_chars"}  # figures of which less is better

Overrides = dict[str, Any]  # value by "section.key"


@dataclass(frozen=True, slots=True)
class LabelledSet:
    """A set of questions, and the figures expected on it."""

    name: str
    shows: str
    unanswerable: str | None = None
    titled: bool = False  # each question is asked after the title of the one work that is meant
    expected: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Plan:
    """The file."""

    sets: dict[str, LabelledSet]
    tolerances: dict[str, float]
    indexing: tuple[str, ...]
    variants: dict[str, Overrides]

    def shortfalls(self, name: str, figures: dict[str, Any]) -> list[str]:
        """Return a line for each figure of a set that falls short of what is expected by more than its tolerance."""
        short = []
        for figure, expected in self.sets[name].expected.items():
            found, tolerance = figures.get(figure), self.tolerances[figure]
            too_long = figure in LENGTHS and found is not None and found > expected + tolerance
            too_low = figure not in LENGTHS and found is not None and found < expected - tolerance
            if found is None or too_long or too_low:
                short.append(f"{name}: {figure} is {found}, expected {expected} (tolerance {tolerance})")
        return short

    def index_of(self, overrides: Overrides) -> str:
        """Return the name of the folder for the index of a run with these settings."""
        decisive = {key: value for key, value in overrides.items() if key.split(".")[0] in self.indexing}
        return f"data-{fingerprint(decisive)}" if decisive else "data"


def read_plan(file: Path = FILE) -> Plan:
    """Return the plan."""
    tables = yaml.safe_load(file.read_text("utf-8"))
    sets = {
        name: LabelledSet(
            name, row["shows"], row.get("unanswerable"), row.get("titled", False), row["expected"] or {}
        )
        for name, row in tables["sets"].items()
    }
    return Plan(sets, tables["tolerances"], tuple(tables["indexing"]), tables["variants"] or {})


def write_expected(figures: dict[str, dict[str, Any]], file: Path = FILE) -> None:
    """Put the figures of sets into the file as what is expected; all else in it stays as it is."""
    wanted = yaml.safe_load(file.read_text("utf-8"))["tolerances"]
    text = file.read_text("utf-8")
    for name, found in figures.items():
        values = ", ".join(f"{key}: {found[key]}" for key in wanted if found.get(key) is not None)
        row = re.compile(rf"(^  {re.escape(name)}:\n(?:    .*\n)*?    expected: )\{{.*\}}$", re.MULTILINE)
        text, count = row.subn(rf"\g<1>{{{values}}}", text)
        if count != 1:
            raise SystemExit(f"{file} has no place for what is expected of {name}")
    file.write_text(text, encoding="utf-8")


def overrides_of(file: Path | None, said: list[str]) -> Overrides:
    """Return the settings of a TOML file, and over them those of ``section.key=value`` texts."""
    tables = tomllib.loads(file.read_text("utf-8")) if file else {}
    found = {f"{section}.{key}": value for section, table in tables.items() for key, value in table.items()}
    for one in said:
        key, _, value = one.partition("=")
        try:
            found[key] = tomllib.loads(f"value = {value}")["value"]
        except tomllib.TOMLDecodeError:
            found[key] = value
    return found


def as_toml(overrides: Overrides) -> str:
    """Return settings as a configuration file."""
    sections: dict[str, list[str]] = {}
    for name, value in overrides.items():
        section, _, key = name.partition(".")
        sections.setdefault(section, []).append(f"{key} = {json.dumps(value)}\n")
    return "\n".join(f"[{section}]\n{''.join(lines)}" for section, lines in sections.items())


def fingerprint(overrides: Overrides) -> str:
    """Return a short name for settings."""
    return hashlib.sha256(json.dumps(overrides, sort_keys=True).encode()).hexdigest()[:12]
