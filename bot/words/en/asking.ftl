# Asking, beside the answers themselves: conversations, manners, and what is in the menu of a message.

may-not-ask = You cannot ask me here: only some roles on this server can. Its admins can tell you more.
too-early =
    { $questions ->
        [one] You can ask me one question in { $seconds } seconds here.
       *[other] You can ask me { $questions } questions in { $seconds } seconds here.
    } The next one { $when }.
messages-unreadable =
    I cannot read messages here. Mention me or use `/ask`, which always works. For whoever runs me: this channel needs Message Content Intent, switched on in Discord's developer portal, and `message_content = true` in my configuration.
message-without-text = This message has no text to find sources for.

forgotten = Deleted, here and from my memory.
forgotten-shown = Deleted from my memory; its buttons no longer work. I cannot delete the message itself.
forget-unknown = There is nothing to delete: this message holds no answer that I remember.
forget-not-yours = Only the person who asked and this server's admins can delete this answer.

# Above an answer that is narrowed down.
within = Searched only: { $filters }
