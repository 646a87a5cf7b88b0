# What the bot says to members besides quotes.

stopping = I am being restarted. Please ask again in a minute.

# What is wrong with a question.
question-empty = There is no question. Write what you want to know, for example: When was the first issue printed?
question-missing = What would you like to know? Write your question after my name, or use `/ask`. I answer with quotes from the archive.
question-too-long =
    This question has { $length } characters; I read at most { $most }. Please shorten it.
reply-unreadable = To ask me more, keep “@ ON” when you reply, or use `/ask`.

filter-author = author { $value }
filter-page-author = documents by { $value }
filter-work = work “{ $value }”
filter-years = years { $value }

# An answer sent to who wants to keep it.
sent-to-you = Sent. It is in your messages.
messages-closed = I may not write to you. Allow direct messages from this server's members, then try again.
nothing-to-send = There is no quote here that I can send.

# Quotations that are checked, and places of a phrase.
quotation-differs = The wording differs. The source says:
change-other = You have “{ $quoted }”, the source “{ $source }”.
change-added = “{ $quoted }” is not in the source.
change-missing = “{ $source }” is missing.
change-more = { $count ->
    [one] One more difference.
   *[other] { $count } more differences.
}
find-list = { $shown ->
    [one] The place
   *[other] The first { $shown } of { $places } places
} as a table.
message-without-quotation = I found no quotation in this message. Put quotation marks around the words, or use `/verify`.
blocked-by-automod = This server's AutoMod blocked my answer. Please tell a moderator.
commands-not-taken = Discord did not take the list of commands ({ $why }). Those it knows still work; I try again in { $minutes } minutes.
pleasantry = You are welcome. Ask me anything about the archive.
