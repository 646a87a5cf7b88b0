"""What the bot says to members besides quotes; callers escape what comes from outside."""

from __future__ import annotations

ASK_DESCRIPTION = "Answer a question with quotes from the archive, each with its citation"
QUESTION_DESCRIPTION = "What you want to know, in a whole sentence"
PRIVATE_DESCRIPTION = "Show the answer to you alone"

EMPTY_SLASH = "The question is empty. Write what you want to know, for example: When was the first issue printed?"
EMPTY_MESSAGE = (
    "What would you like to know? Write your question after my name, or use `/ask`; "
    "I answer with quotes from the archive."
)
UNREADABLE_REPLY = (
    "I can read a reply only if it mentions me. Switch the mention on (@ ON, beside the reply) and ask again, "
    "or use `/ask`."
)
BUSY = "Many questions are being answered right now. Please try again in a moment."
STOPPING = "I am being restarted. Please ask again in a minute."
FAILED = "Sorry, something went wrong here and the question was not answered. The reason is in the admin's log."
STALE_COMMAND = "This command has changed. Restart Discord, or press Ctrl+R, and call it again."


def too_long(length: int, most: int) -> str:
    """Say that a question of so many characters is longer than allowed."""
    return f"This question has {length:,} characters; I read at most {most:,}. Please ask it in fewer words."
