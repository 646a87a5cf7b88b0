"""Bodies held against Discord's own specification."""

from __future__ import annotations

import pytest

from tests.discord.schema import Specification, with_text_ids


async def test_a_body_that_is_not_as_specified_is_a_violation(local, raw, openapi):
    local.check_against(openapi)
    path = f"/channels/{local.channel.id}/messages"
    await raw("POST", path, {"content": 5})
    assert any("by the specification, $.content: 5 is not of type" in one for one in local.violations)


async def test_a_body_that_is_as_specified_is_none(local, raw, openapi):
    local.check_against(openapi)
    message = await local.member.say("x")
    reference = {"message_id": int(message["id"]), "channel_id": int(local.channel.id)}
    body = {"content": "x", "message_reference": reference, "allowed_mentions": {"users": [int(local.member.id)]}}
    status, _ = await raw("POST", f"/channels/{local.channel.id}/messages", body)
    assert (status, local.violations, local.infidelities) == (200, [], [])


def test_the_error_named_is_the_one_inside_the_alternative_that_was_meant(openapi):
    specification = Specification(openapi)
    button = {"type": 2, "style": 1, "custom_id": "x" * 101, "label": "a"}
    body = {"flags": 1 << 15, "components": [{"type": 17, "components": [{"type": 1, "components": [button]}]}]}
    (problem,) = specification.request("POST", "/channels/1/messages", body)
    assert problem.startswith("$.components[0].components[0].components[0].custom_id")
    assert "too long" in problem


def test_paths_are_matched_to_their_most_literal_template(openapi):
    specification = Specification(openapi)
    assert specification.request("PATCH", "/webhooks/1/t/messages/@original", {"content": 5}) != []
    assert specification.request("PATCH", "/webhooks/1/t/messages/2", {"content": 5}) != []
    assert specification.request("PATCH", "/no/such/path", {"content": 5}) == []


def test_numbers_become_text_where_they_are_ids_and_nowhere_else():
    sent = {
        "message_id": 1,
        "allowed_mentions": {"users": [2]},
        "attachments": [{"id": 0}],
        "components": [{"id": 3, "type": 10}],
        "flags": 4,
    }
    assert with_text_ids(sent) == {
        "message_id": "1",
        "allowed_mentions": {"users": ["2"]},
        "attachments": [{"id": "0"}],
        "components": [{"id": 3, "type": 10}],
        "flags": 4,
    }


@pytest.mark.parametrize(
    ("method", "path", "body", "stray"),
    [
        ("POST", "/channels/1/messages", {"content": "x", "contents": "y"}, "$.contents"),
        ("POST", "/channels/1/messages", {"embeds": [{"title": "t", "colour": 1}]}, "$.embeds[0].colour"),
        (
            "POST",
            "/interactions/1/t/callback",
            {
                "type": 4,
                "data": {"components": [{"type": 1, "components": [{"type": 2, "style": 1, "text": "x"}]}]},
            },
            "$.data.components[0].components[0].text",
        ),
        (
            "PUT",
            "/applications/1/commands",
            [
                {
                    "name": "a",
                    "description": "d",
                    "options": [{"type": 3, "name": "o", "description": "d", "req": True}],
                }
            ],
            "$[0].options[0].req",
        ),
        (
            "PUT",
            "/applications/1/commands",
            [{"name": "a", "description": "d", "name_localizations": {"de": "b"}, "descriptions": {}}],
            "$[0].descriptions",
        ),
    ],
)
def test_a_field_that_discord_would_ignore_in_silence_is_a_violation(openapi, method, path, body, stray):
    problems = Specification(openapi).request(method, path, body)
    assert f"{stray} is no field there" in problems
