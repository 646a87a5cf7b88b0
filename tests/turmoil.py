"""A session of questions through everything that can fail between Discord and the bot, and what came of each."""

from __future__ import annotations

import asyncio
import random
import re
import time
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from tests.bot.samples import ANSWER, FakeArchive, quote_of
from tests.scene import text_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import discord

    from bot.client import PinciteBot
    from embeddings.quoting.quote import Answer
    from embeddings.retrieval.filters import Filters
    from embeddings.settings import Length
    from tests.discord import Exchange, LocalDiscord, Member

CALLBACK, RESPONSE = r"POST /interactions/.*/callback", r"PATCH /webhooks/.*@original"
MESSAGES, TYPING = r"POST /channels/\d+/messages", r"POST /channels/\d+/typing"
ROUTES = (CALLBACK, RESPONSE, MESSAGES, TYPING)
REST_FAULTS = ("drop", "lose", 429, 502, 503, "slow")
GATEWAY_FAULTS = ("socket drop", "op 7", "op 9 resumable", "op 9", "no acknowledgement")
EXPIRY = "token expiry"
KINDS = (*REST_FAULTS, *GATEWAY_FAULTS, EXPIRY)
_TOKENED = re.compile(r"\w+ /(?:interactions|webhooks)/")
LONGEST_S = 120.0  # guards against a hang
PATIENCE = 4  # questions of one member; who asks more is told to wait


class Numbered(FakeArchive):
    """Answers the question "… number N?" with words that hold the number, after up to `seconds`."""

    def __init__(self, seconds: float, work: Callable[[str], object] | None = None) -> None:
        super().__init__()
        self._seconds = seconds
        self._work = work  # done beside, for the load it makes

    def ask(
        self,
        question: str,
        *,
        top: int | None = None,
        history: Sequence[Mapping[str, str]] = (),
        filters: Filters | None = None,
        length: Length | None = None,
    ) -> Answer:
        super().ask(question, top=top, history=history, filters=filters, length=length)
        if self._work is not None:
            self._work(question)
        number = int("".join(letter for letter in question if letter.isdigit()))
        time.sleep(random.Random(number).uniform(0, self._seconds))
        words = said(number)
        return replace(ANSWER, question=question, quotes=(quote_of(words, f"The Lamp\n\n{words}\n"),))


def said(number: int) -> str:
    """Return what the answer to a question says, and no other."""
    return f"Lamp number {number} was lit at nine."


@dataclass(slots=True)
class Question:
    """One question: how it was asked, and as what it reached Discord."""

    number: int
    way: str
    id: str
    exchange: Exchange | None = None


@dataclass(slots=True)
class Outcome:
    """What came of a session."""

    questions: int
    faults: Counter[str]
    unheard: list[Question]  # never reached the bot
    lost: list[Question]
    repeated: list[Question]
    late: int  # answered by an ordinary message instead of the command's own
    broken: list[str] = field(default_factory=list)  # what escaped from tasks of the event loop


class Turmoil:
    """Asks, disturbs, and counts."""

    def __init__(self, local: LocalDiscord, bot: PinciteBot, *, seed: int, at_once: int = 4) -> None:
        self._local = local
        self._bot = bot
        self._random = random.Random(seed)
        self._at_once = at_once
        self._heard: set[str] = set()
        self._questions: list[Question] = []
        self._faults: Counter[str] = Counter()
        self._broken: list[str] = []
        self._members: list[Member] = []
        self._elsewhere = local.add_guild("Elsewhere")
        self._channels = [local.channel, self._elsewhere.channel]
        bot.add_listener(self._hear_command, "on_interaction")
        bot.add_listener(self._hear_message, "on_message")
        asyncio.get_running_loop().set_exception_handler(self._escaped)

    async def run(self, faults: int) -> Outcome:
        """Strike so many times, with questions before, during and after, and wait for the last answer."""
        await self._ask()
        for number in range(faults):
            kind = KINDS[number % len(KINDS)] if number < len(KINDS) else self._random.choice(KINDS)
            self._faults[str(kind)] += 1
            await self._strike(kind)
            await self._ask()
            await self._local.until(lambda: len(self._open()) < self._at_once, LONGEST_S)
        await self._calm()
        return self._outcome()

    # ------------------------------------------------------------------ asking

    async def _ask(self) -> None:
        number = len(self._questions) + 1
        text = f"When was lamp number {number} lit?"
        if number % PATIENCE == 1:
            self._members.append(self._local.add_member(f"Member {number}"))
            self._elsewhere.admit(self._members[-1])
        member, place = self._members[-1], self._random.choice(self._channels)
        way = self._random.choice(("command", "command", "private", "mention", "direct"))
        if way in {"command", "private"}:
            options: dict[str, Any] = {"question": text} | ({"private": True} if way == "private" else {})
            exchange = await member.slash("ask", options, channel=place, wait=False)
            self._questions.append(Question(number, way, exchange.id, exchange))
            return
        if way == "mention":
            message = await member.say(text, channel=place, mention_bot=True)
        else:
            message = await member.dm(text)
        self._questions.append(Question(number, way, str(message["id"])))

    async def _hear_command(self, interaction: discord.Interaction) -> None:
        self._heard.add(str(interaction.id))

    async def _hear_message(self, message: discord.Message) -> None:
        self._heard.add(str(message.id))

    def _escaped(self, _loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        self._broken.append(f"{context.get('message')}: {context.get('exception')!r}")

    # ------------------------------------------------------------------ disturbing

    async def _strike(self, kind: str | int) -> None:
        gateway = self._local.gateway
        if kind in REST_FAULTS:
            self._fail(kind)
        elif kind == "socket drop":
            self._local.drop_connections()
        elif kind == "op 7":
            gateway.ask_to_reconnect()
        elif kind == "op 9 resumable":
            gateway.invalidate(resumable=True)
        elif kind == "op 9":
            # What happens until the client is back with a new session is told to nobody: so let nothing happen.
            await self._local.until(lambda: not self._unheard(), LONGEST_S)
            gateway.invalidate(resumable=False)
            await self._local.until(lambda: self._bot.ws.session_id in gateway.sessions, LONGEST_S)
        elif kind == "no acknowledgement":
            gateway.silence()
        elif kind == EXPIRY:
            # An answer that arrived, a reply to it that did not, and a token that ends before the next try: whether
            # it stands there, nobody could tell the bot. In earnest a second is between those, not 15 minutes.
            await self._local.until(lambda: not self._uncertain(), LONGEST_S)
            self._local.advance(15 * 60 + 1)

    def _fail(self, kind: str | int) -> None:
        route = self._random.choice(ROUTES)
        if kind == "slow":
            self._local.fail_next(route, delay=self._random.choice((0.3, 1.5)))
        else:
            times = 1 if kind in {"lose", 502} else self._random.choice((1, 2))
            status: Any = kind
            self._local.fail_next(route, status=status, times=times, retry_after=0.1)

    async def _calm(self) -> None:
        """Ask once more on each way, and wait for everything that is open."""
        self._local.forgive()
        await self._local.until(lambda: not self._unheard(), LONGEST_S)
        await self._local.until(lambda: not self._open(), LONGEST_S)
        await self._ask()
        await self._local.until(lambda: not self._open(), LONGEST_S)

    # ------------------------------------------------------------------ counting

    def _open(self) -> list[Question]:
        answered = self._answers()
        return [one for one in self._questions if not answered[one.number]]

    def _uncertain(self) -> bool:
        """Tell whether a call with a command's token got no reply, and has not been made again."""
        last = {one.path.split("/")[3]: one for one in self._local.requests if _TOKENED.match(one.route)}
        return any(request.status == 0 for request in last.values())

    def _unheard(self) -> list[Question]:
        return [one for one in self._questions if one.id not in self._heard]

    def _answers(self) -> Counter[int]:
        """Return how many messages answer each question."""
        texts = [text_of(message) for message in self._shown()]
        whole = "\n".join(texts).replace("**", "")
        return Counter({one.number: whole.count(said(one.number)) for one in self._questions})

    def _shown(self) -> list[dict[str, Any]]:
        places = [*self._channels, *(member.direct_channel for member in self._members)]
        every = [message for place in places for message in self._local.messages(place)]
        return [message for message in every if message["author"].get("bot")]

    def _outcome(self) -> Outcome:
        answers = self._answers()
        commands = [one for one in self._questions if one.exchange is not None]
        late = [one for one in commands if answers[one.number] and not _by_response(one)]
        return Outcome(
            questions=len(self._questions),
            faults=self._faults,
            unheard=self._unheard(),
            lost=[one for one in self._questions if not answers[one.number]],
            repeated=[one for one in self._questions if answers[one.number] > 1],
            late=len(late),
            broken=self._broken,
        )


def _by_response(question: Question) -> bool:
    assert question.exchange is not None
    return any(said(question.number) in text_of(one).replace("**", "") for one in question.exchange.messages)


def hasten(bot: PinciteBot) -> None:
    """Have the client notice silence after a second instead of a minute, and identify again almost at once.

    As in earnest, the pause before it identifies is longer than it waits for its servers afterwards: discord.py does
    not survive a second session while it still waits for those of the first.
    """

    async def soon(_shard: int | None, *, initial: bool = False) -> None:
        if not initial:
            await asyncio.sleep(0.5)

    bot._connection.heartbeat_timeout = 1.0
    bot._connection.guild_ready_timeout = 0.1
    bot.before_identify_hook = soon  # type: ignore[method-assign]
