# Asking, beside the answers themselves: conversations, manners, and what is in the menu of a message.

may-not-ask = Only some roles may ask me in this server. Its admins can tell you more.
too-early =
    { $questions ->
        [one] You can ask me one question in { $seconds } seconds here.
       *[other] You can ask me { $questions } questions in { $seconds } seconds here.
    } The next one { $when }.
messages-unreadable =
    I cannot read messages here, so I cannot answer them. Mention me, or use `/ask`; that always works. For whoever runs me: this channel needs Message Content Intent, switched on at Discord's developer portal, and `message_content = true` in my configuration.
message-without-text = There is no text in this message that I could find sources for.

forgotten = The answer is deleted, here and from my memory.
forgotten-shown = The answer is deleted from my memory, and its buttons have no effect any more. The message itself I cannot delete.
forget-unknown = I remember no answer in this message; there is nothing to delete.
forget-not-yours = Only who asked, and the admins of this server, can have this answer deleted.

# Above an answer that is narrowed down.
within = Searched only in: { $filters }
