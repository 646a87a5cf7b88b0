"""Limits of components, in messages and in modals."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from enum import IntEnum
from typing import Any

from tests.discord.limits.text import LINK_LIMIT, address, count, length, part, repeated

Component = Mapping[str, Any]


class Kind(IntEnum):
    """Component types."""

    ACTION_ROW = 1
    BUTTON = 2
    STRING_SELECT = 3
    TEXT_INPUT = 4
    USER_SELECT = 5
    ROLE_SELECT = 6
    MENTIONABLE_SELECT = 7
    CHANNEL_SELECT = 8
    SECTION = 9
    TEXT_DISPLAY = 10
    THUMBNAIL = 11
    MEDIA_GALLERY = 12
    FILE = 13
    SEPARATOR = 14
    CONTAINER = 17
    LABEL = 18
    FILE_UPLOAD = 19
    RADIO_GROUP = 21
    CHECKBOX_GROUP = 22
    CHECKBOX = 23


LAYOUT = frozenset(
    {
        Kind.SECTION,
        Kind.TEXT_DISPLAY,
        Kind.THUMBNAIL,
        Kind.MEDIA_GALLERY,
        Kind.FILE,
        Kind.SEPARATOR,
        Kind.CONTAINER,
    }
)
SELECTS = frozenset(
    {Kind.STRING_SELECT, Kind.USER_SELECT, Kind.ROLE_SELECT, Kind.MENTIONABLE_SELECT, Kind.CHANNEL_SELECT}
)
LAYOUT_COMPONENTS = 40  # in one message, nested ones counted
LAYOUT_TEXT = 4000  # characters in all text displays of a message together
ROWS = 5
BUTTONS = 5
CUSTOM_ID = 100
BUTTON_LABEL = 80
PLACEHOLDER = 150
OPTIONS = 25
OPTION_TEXT = 100
SECTION_TEXTS = 3
GALLERY_ITEMS = 10
MEDIA_DESCRIPTION = 1024
_LINK, _PREMIUM = 5, 6
MODAL_TITLE = 45
MODAL_PARTS = 5
FIELD_LABEL = 45
FIELD_DESCRIPTION = 100
INPUT_PLACEHOLDER = 100
INPUT_VALUE = 4000
UPLOADS = 10
# What a form holds: fields in labels, text between them. Rows are the form before labels.
_IN_MODALS = frozenset({Kind.ACTION_ROW, Kind.TEXT_DISPLAY, Kind.LABEL})
_FIELDS = SELECTS | {Kind.TEXT_INPUT, Kind.FILE_UPLOAD, Kind.RADIO_GROUP, Kind.CHECKBOX_GROUP, Kind.CHECKBOX}


def walk(components: Sequence[Component]) -> Iterator[Component]:
    """Yield every component, nested ones after the one that holds them."""
    for one in components:
        yield one
        yield from walk(list(one.get("components") or []))
        yield from walk([one[key] for key in ("accessory", "component") if isinstance(one.get(key), dict)])


def components_broken(components: list[Component], *, layout: bool) -> Iterator[str]:
    """Check a message's components; `layout` tells whether it carries the components V2 flag."""
    every = list(walk(components))
    if layout:
        if len(every) > LAYOUT_COMPONENTS:
            yield f"components: {len(every)} in all, {LAYOUT_COMPONENTS} at most"
        text = sum(len(one.get("content") or "") for one in every if one.get("type") == Kind.TEXT_DISPLAY)
        if text > LAYOUT_TEXT:
            yield f"text displays have {text} characters together, {LAYOUT_TEXT} at most"
    else:
        yield from count("components", components, ROWS)
        kinds = sorted({int(one.get("type", 0)) for one in every} & LAYOUT)
        if kinds:
            yield f"components of types {kinds} stand in a message without the components V2 flag"
        if any(one.get("type") != Kind.ACTION_ROW for one in components):
            yield "components outside an action row stand in a message without the components V2 flag"
    yield from repeated("custom_id", [one["custom_id"] for one in every if one.get("custom_id")])
    for one in every:
        yield from _component(one)


def _component(one: Component) -> Iterator[str]:
    kind = one.get("type")
    if kind not in set(Kind):
        yield f"component type {kind!r} does not exist"
    elif kind in _CHECKS:
        yield from _CHECKS[Kind(kind)](one)


def _button(one: Component) -> Iterator[str]:
    style = one.get("style")
    yield from length("button label", one.get("label"), BUTTON_LABEL)
    if not (one.get("label") or one.get("emoji") or style == _PREMIUM):
        yield "a button has neither label nor emoji"
    if style == _LINK:
        yield from address("link button url", one.get("url") or "", LINK_LIMIT)
        if "custom_id" in one:
            yield "a link button has a custom_id"
    elif style != _PREMIUM:
        yield from length("custom_id", one.get("custom_id"), CUSTOM_ID, least=1)
        if "url" in one:
            yield "a button that is no link has a url"


def _select(one: Component) -> Iterator[str]:
    yield from length("custom_id", one.get("custom_id"), CUSTOM_ID, least=1)
    yield from length("select placeholder", one.get("placeholder"), PLACEHOLDER)
    if one.get("type") != Kind.STRING_SELECT:
        return
    options = one.get("options") or []
    yield from count("select options", options, OPTIONS, least=1)
    yield from repeated("select option value", [option.get("value") for option in options])
    for option in options:
        yield from length("select option label", option.get("label"), OPTION_TEXT, least=1)
        yield from length("select option value", option.get("value"), OPTION_TEXT, least=1)
        yield from length("select option description", option.get("description"), OPTION_TEXT)


def _row(one: Component) -> Iterator[str]:
    inside = one.get("components") or []
    yield from count("action row", inside, BUTTONS, least=1)
    kinds = {child.get("type") for child in inside}
    if kinds & SELECTS and len(inside) > 1:
        yield "an action row holds a select and something beside it"
    if kinds - SELECTS - {Kind.BUTTON, Kind.TEXT_INPUT}:
        yield "an action row holds something other than buttons, a select or a text input"


def _section(one: Component) -> Iterator[str]:
    inside = one.get("components") or []
    yield from count("section", inside, SECTION_TEXTS, least=1)
    if any(child.get("type") != Kind.TEXT_DISPLAY for child in inside):
        yield "a section holds something other than text displays"
    if part(one, "accessory").get("type") not in {Kind.BUTTON, Kind.THUMBNAIL}:
        yield "a section lacks its accessory, a button or a thumbnail"


def _media(where: str, one: Component, key: str) -> Iterator[str]:
    yield from address(f"{where} url", part(one, key).get("url") or "", attachment=True)
    yield from length(f"{where} description", one.get("description"), MEDIA_DESCRIPTION)


def _text_display(one: Component) -> Iterator[str]:
    yield from length("text display", one.get("content"), LAYOUT_TEXT, least=1)


def _gallery(one: Component) -> Iterator[str]:
    yield from count("media gallery", one.get("items"), GALLERY_ITEMS, least=1)
    for item in one.get("items") or []:
        yield from _media("media gallery", item, "media")


def _thumbnail(one: Component) -> Iterator[str]:
    yield from _media("thumbnail", one, "media")


def _file(one: Component) -> Iterator[str]:
    yield from _media("file", one, "file")


def _container(one: Component) -> Iterator[str]:
    yield from count("container", one.get("components"), LAYOUT_COMPONENTS, least=1)


_CHECKS = {
    Kind.ACTION_ROW: _row,
    Kind.BUTTON: _button,
    Kind.SECTION: _section,
    Kind.TEXT_DISPLAY: _text_display,
    Kind.THUMBNAIL: _thumbnail,
    Kind.MEDIA_GALLERY: _gallery,
    Kind.FILE: _file,
    Kind.CONTAINER: _container,
    **dict.fromkeys(SELECTS, _select),
}


def modal_broken(modal: Mapping[str, Any]) -> Iterator[str]:
    """Check a modal to be shown."""
    parts = list(modal.get("components") or [])
    yield from length("modal title", modal.get("title"), MODAL_TITLE, least=1)
    yield from length("modal custom_id", modal.get("custom_id"), CUSTOM_ID, least=1)
    yield from count("modal components", parts, MODAL_PARTS, least=1)
    every = list(walk(parts))
    yield from repeated("custom_id", [one["custom_id"] for one in every if one.get("custom_id")])
    for one in parts:
        if one.get("type") not in _IN_MODALS:
            yield f"a component of type {one.get('type')!r} stands in a modal outside a label"
    for one in every:
        if one.get("type") in _FIELDS:
            yield from _field(one)
        if one.get("type") == Kind.LABEL:
            inside = one.get("component") or {}
            if inside.get("type") not in _FIELDS:
                yield "a modal label holds no field"
            yield from length("modal label", one.get("label"), FIELD_LABEL, least=1)
            yield from length("modal label description", one.get("description"), FIELD_DESCRIPTION)
        elif one.get("type") == Kind.TEXT_INPUT:
            yield from length("text input label", one.get("label"), FIELD_LABEL)
            yield from length("text input placeholder", one.get("placeholder"), INPUT_PLACEHOLDER)
            yield from length("text input value", one.get("value"), INPUT_VALUE)


def _field(one: Mapping[str, Any]) -> Iterator[str]:
    yield from length("custom_id", one.get("custom_id"), CUSTOM_ID, least=1)
    if one.get("disabled"):
        yield "a field of a modal is disabled"
    least, most = one.get("min_values"), one.get("max_values")
    limit = UPLOADS if one.get("type") == Kind.FILE_UPLOAD else OPTIONS
    if most is not None and not 1 <= int(most) <= limit:
        yield f"max_values is {most}, 1 to {limit} allowed"
    if least is not None and not 0 <= int(least) <= min(limit, limit if most is None else int(most)):
        yield f"min_values is {least} with max_values {most}"
    if least == 0 and one.get("required", True) and one.get("type") in SELECTS:
        yield "a required select of a modal has min_values 0"
