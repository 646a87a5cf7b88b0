"""Every limit can be broken, is noticed with its figure, and is refused as Discord would."""

from __future__ import annotations

import pytest

from tests.discord.limits import broken

LAYOUT = 1 << 15
TEXT = {"type": 10, "content": "x"}


def button(custom_id="a", **more):
    return {"type": 2, "style": 1, "label": "x", "custom_id": custom_id} | more


def link(url):
    return {"type": 2, "style": 5, "label": "x", "url": url}


def row(*inside):
    return {"type": 1, "components": list(inside)}


def select(**more):
    return row({"type": 3, "custom_id": "s", "options": [{"label": "a", "value": "a"}]} | more)


def layout(*components):
    return {"flags": LAYOUT, "components": list(components)}


def embed(**fields):
    return {"embeds": [{"title": "t"} | fields]}


def command(**more):
    return [{"name": "ask", "description": "d", "type": 1} | more]


def option(name="o", **more):
    return {"name": name, "description": "d", "type": 3} | more


def field(**more):
    return {"type": 5, "custom_id": "f"} | more


def labelled(inside):
    return {"type": 18, "label": "l", "component": inside}


def form(*parts):
    return {"type": 9, "data": {"title": "t", "custom_id": "m", "components": list(parts)}}


MESSAGES = [
    ({"content": "x" * 2001}, "content has 2001 characters, 2000 at most"),
    ({}, "the message is empty"),
    ({"content": "  "}, "the message is empty"),
    ({"content": "x", "nonce": "n" * 26}, "nonce has 26"),
    ({"embeds": [{"title": "t"}] * 11}, "embeds has 11 items"),
    (embed(title="x" * 257), "title has 257"),
    (embed(description="x" * 4097), "description has 4097"),
    (embed(footer={"text": "x" * 2049}), "footer.text has 2049"),
    (embed(author={"name": "x" * 257}), "author.name has 257"),
    (embed(fields=[{"name": "n", "value": "v"}] * 26), "fields has 26"),
    (embed(fields=[{"name": "x" * 257, "value": "v"}]), "name has 257"),
    (embed(fields=[{"name": "n", "value": "x" * 1025}]), "value has 1025"),
    (embed(fields=[{"name": "n", "value": ""}]), "value has 0 characters, 1 at least"),
    (embed(url="javascript:x"), "no address Discord opens"),
    ({"embeds": [{"description": "x" * 3001}] * 2}, "6002 characters together, 6000 at most"),
    ({"components": [row(button())] * 6}, "components has 6 items"),
    ({"components": [row(*(button(str(n)) for n in range(6)))]}, "action row has 6"),
    ({"components": [row()]}, "action row has 0"),
    ({"components": [row(button("a"), button("a"))]}, "custom_id 'a' stands more than once"),
    ({"components": [row(button("x" * 101))]}, "custom_id has 101"),
    ({"components": [row(button(label="x" * 81))]}, "button label has 81"),
    ({"components": [row(button(label=None))]}, "neither label nor emoji"),
    ({"components": [row(button(url="https://a.b"))]}, "no link has a url"),
    ({"components": [row(link("https://a.b/" + "x" * 501))]}, "url has 513 characters, 512 at most"),
    ({"components": [row(link("ftp://a.b"))]}, "no address Discord opens"),
    ({"components": [row(link("https://a.b") | {"custom_id": "a"})]}, "a link button has a custom_id"),
    ({"components": [select(options=[])]}, "select options has 0"),
    ({"components": [select(options=[{"label": "a", "value": str(n)} for n in range(26)])]}, "options has 26"),
    ({"components": [select(options=[{"label": "a", "value": "a"}] * 2)]}, "value 'a' stands more than once"),
    ({"components": [select(placeholder="x" * 151)]}, "placeholder has 151"),
    ({"components": [row(select()["components"][0], button())]}, "a select and something beside it"),
    ({"components": [row(TEXT)]}, "something other than buttons"),
    ({"components": [TEXT]}, "types [10] stand in a message without the components V2 flag"),
    ({"components": [button()]}, "outside an action row"),
    ({"components": [{"type": 99}]}, "component type 99 does not exist"),
    (layout(*[TEXT] * 41), "41 in all, 40 at most"),
    (layout({"type": 17, "components": [row(button(str(n))) for n in range(20)]}), "41 in all"),
    (layout({"type": 10, "content": "x" * 2001}, {"type": 10, "content": "x" * 2000}), "4001 characters together"),
    (layout({"type": 10, "content": ""}), "text display has 0"),
    (layout({"type": 17, "components": []}), "container has 0"),
    (layout(TEXT) | {"content": "x"}, "content beside the components V2 flag"),
    (layout(TEXT) | {"embeds": [{"title": "t"}]}, "embeds beside the components V2 flag"),
    (layout({"type": 9, "components": [TEXT]}), "lacks its accessory"),
    (layout({"type": 9, "components": [TEXT] * 4, "accessory": button()}), "section has 4"),
    (layout({"type": 9, "components": [button("b")], "accessory": button()}), "other than text displays"),
    (layout({"type": 12, "items": []}), "media gallery has 0"),
    (layout({"type": 11, "media": {"url": "file:///etc"}}), "no address Discord opens"),
]

COMMANDS = [
    (command(name="Ask"), "name 'Ask' is not"),
    (command(name="two words"), "name 'two words' is not"),
    (command(name="x" * 33), "is not 1 to 32"),
    (command(name_localizations={"de": "Fragen"}), "name 'Fragen' is not"),
    (command(description=""), "description has 0"),
    (command(description="x" * 101), "description has 101"),
    (command(options=[option(str(n)) for n in range(26)]), "options has 26"),
    (command(options=[option("a"), option("a")]), "option 'a' stands more than once"),
    (command(options=[option("a"), option("b", required=True)]), "'b' is required and stands after 'a'"),
    (command(options=[option(choices=[{"name": "a", "value": "a"}] * 26)]), "choices has 26"),
    (command(options=[option(choices=[{"name": "a", "value": n} for n in "xy"])]), "choice 'a' stands more than"),
    (
        command(options=[option(choices=[{"name": "a", "value": "a", "name_localizations": {"de": "x" * 101}}])]),
        "choice name has 101",
    ),
    (
        command(options=[option(choices=[{"name": "a", "value": "a", "name_localizations": {"xx": "x"}}])]),
        "'xx' is no locale",
    ),
    (command(description_localizations={"de": "x" * 101}), "description has 101"),
    (command(name_localizations={"german": "fragen"}), "'german' is no locale"),
    (command(options=[option(name_localizations={"de": "Wer"})]), "name 'Wer' is not"),
    (command(options=[option(description_localizations={"de": ""})]), "description has 0"),
    (
        command(
            options=[option("a", name_localizations={"de": "x"}), option("b", name_localizations={"de": "x"})]
        ),
        "option (de) 'x' stands more than once",
    ),
    (command(type=3, name="Check", description="", name_localizations={"de": "x" * 33}), "name has 33"),
    (command(options=[option(choices=[{"name": "x" * 101, "value": "a"}])]), "choice name has 101"),
    (command(options=[option(choices=[{"name": "a", "value": "a"}], autocomplete=True)]), "and autocompletion"),
    (command(options=[option(max_length=6001)]), "max_length is 6001"),
    (command(options=[{"name": "s", "description": "", "type": 1}]), "description has 0"),
    (command() * 2, "'ask (1)' stands more than once"),
    ([*(command(name=f"c{n}")[0] for n in range(101))], "101 commands of type 1, 100 at most"),
    (command(type=3, name="Check", description="d"), "a menu command and has a description"),
    (
        command(options=[option(f"o{n}", choices=[{"name": "n", "value": "x" * 100}] * 25) for n in range(4)]),
        "characters in all, 8000 at most",
    ),
    (
        command(
            options=[
                option(
                    f"o{n}",
                    choices=[
                        {"name": f"{c}", "value": "x", "name_localizations": {"de": "x" * 100}} for c in range(25)
                    ],
                )
                for n in range(4)
            ]
        ),
        "characters in all, 8000 at most",
    ),
]

CALLBACKS = [
    ({"type": 4, "data": {"content": "x" * 2001}}, "content has 2001"),
    ({"type": 7, "data": {"content": "x" * 2001}}, "content has 2001"),
    ({"type": 8, "data": {"choices": [{"name": "a", "value": "a"}] * 26}}, "choices has 26"),
    ({"type": 8, "data": {"choices": [{"name": "", "value": "a"}]}}, "choice name has 0"),
    ({"type": 9, "data": {"title": "x" * 46, "custom_id": "m", "components": [TEXT]}}, "title has 46"),
    ({"type": 9, "data": {"title": "t", "custom_id": "m", "components": [TEXT] * 6}}, "components has 6"),
    (
        {
            "type": 9,
            "data": {
                "title": "t",
                "custom_id": "m",
                "components": [
                    {
                        "type": 18,
                        "label": "x" * 46,
                        "component": {"type": 4, "custom_id": "f", "value": "x" * 4001},
                    }
                ],
            },
        },
        "label has 46",
    ),
    (form({"type": 4, "custom_id": "f"}), "outside a label"),
    (form(labelled(TEXT)), "a modal label holds no field"),
    (form(labelled(field(min_values=0))), "a required select of a modal has min_values 0"),
    (form(labelled(field(max_values=26))), "max_values is 26, 1 to 25 allowed"),
    (form(labelled(field(min_values=3, max_values=2))), "min_values is 3 with max_values 2"),
    (form(labelled(field(disabled=True))), "a field of a modal is disabled"),
    (form(labelled({"type": 19, "custom_id": "f", "max_values": 11})), "max_values is 11, 1 to 10 allowed"),
    (form(labelled(field(custom_id="x" * 101))), "custom_id has 101"),
    (form(labelled(field()), labelled(field())), "custom_id 'f' stands more than once"),
]


@pytest.mark.parametrize(("body", "problem"), MESSAGES)
async def test_a_message_over_a_limit_is_refused(local, raw, body, problem):
    status, answer = await raw("POST", f"/channels/{local.channel.id}/messages", body)
    assert (status, answer["code"]) == (400, 50035)
    assert any(problem in one for one in local.violations), local.violations
    assert local.messages(local.channel) == []


@pytest.mark.parametrize(("body", "problem"), COMMANDS)
async def test_a_command_over_a_limit_is_refused(local, raw, body, problem):
    status, _ = await raw("PUT", f"/applications/{local.world.application_id}/commands", body)
    assert status == 400
    assert any(problem in one for one in local.violations), local.violations
    assert local.commands == []


@pytest.mark.parametrize(("body", "problem"), CALLBACKS)
def test_a_callback_over_a_limit_is_noticed(body, problem):
    assert any(problem in one for one in broken("POST", "/interactions/1/t/callback", body, 0))


@pytest.mark.parametrize(
    "body",
    [
        {"content": "x" * 2000},
        {"content": "", "embeds": [{"description": "x" * 4096}, {"description": "x" * 1904}]},
        {"components": [row(link("https://a.b/" + "x" * 500)), select()]},
        layout({"type": 17, "components": [TEXT, row(button(), link("https://a.b"))]}, {"type": 14}),
        layout(*[{"type": 10, "content": "x" * 100}] * 40),
        layout({"type": 9, "components": [TEXT] * 3, "accessory": button()}),
    ],
)
async def test_a_message_at_its_limits_is_taken(local, raw, body):
    status, _ = await raw("POST", f"/channels/{local.channel.id}/messages", body)
    assert (status, local.violations) == (200, [])


async def test_an_edit_cannot_take_the_layout_flag_off(local, raw):
    path = f"/channels/{local.channel.id}/messages"
    _, sent = await raw("POST", path, layout(TEXT))
    assert (await raw("PATCH", f"{path}/{sent['id']}", {"components": [TEXT]}))[0] == 200
    assert local.violations == []
    status, answer = await raw("PATCH", f"{path}/{sent['id']}", {"content": "x", "flags": 0})
    assert (status, answer["code"]) == (400, 50035)
    assert len(local.violations) == 1


async def test_what_only_the_model_refuses_is_a_violation_as_well(local, raw):
    body = {"content": "x", "allowed_mentions": {"parse": ["users"], "users": [local.member.id]}}
    status, _ = await raw("POST", f"/channels/{local.channel.id}/messages", body)
    assert status == 400
    assert any("allowed_mentions" in one for one in local.violations)
