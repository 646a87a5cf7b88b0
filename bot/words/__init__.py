"""Every sentence that people read in Discord, in every language the bot speaks.

The sentences stand in Fluent files (projectfluent.org), one folder a language, one file a part of the bot; a
translator touches nothing else. English is complete by definition, and tests hold every other language to it.
"""

from __future__ import annotations

from bot.words.phrases import DEFAULT, LANGUAGES, Phrases, language_of, say, terminal_phrases

__all__ = ["DEFAULT", "LANGUAGES", "Phrases", "language_of", "say", "terminal_phrases"]
