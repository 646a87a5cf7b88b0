# /help: what holds for a member in a place.

help-title = What I can do
help-ask = **`/ask`** answers a question with quotes from the archive, word for word, each with its citation. `author`, `work` and `years` say where to look, and offer what there is as you type; `private` shows the answer to you alone.
help-message = **Mention me** with a question, or write to me directly. **Reply** to an answer (with @ ON), or ask on in its thread, and I know what it is about: “And when did he leave it?”
help-message-direct = **Write** your question here; you need not mention me. **Reply** to an answer, and I know what it is about: “And when did he leave it?”
help-below = **Below an answer**: *Context* shows what stands around a quote, *Cite* its citation in the style you need, *More* the next passages, *Source* the page it comes from. Thumbs tell the admins how good it was.
help-menu = **In the menu of any message**, under Apps: *Find sources* looks for what the archive says on it, for your eyes alone. *Forget this answer* deletes an answer of mine.
help-answer-channel = **In this channel** every message is a question; you need not mention me.
help-may-not-write = **In this channel** I may not write messages, so I answer `/ask` only.
help-admin = **You are an admin here**: `/admin` looks after the archive and my settings for this server.
help-more = `/about` says what I answer from, `/privacy` what I remember and how to have it deleted.

# /about

about-title = Pincite
about-bot =
    I answer questions with what an archive of documents says, **verbatim**: every quote is checked against its document, character by character, and cited with its page or paragraph. No language model writes a word. Where the archive has no answer, I say so.
about-archive =
    { $documents ->
        [one] My archive holds one document.
       *[other] My archive holds { $documents } documents.
    } I answer from generation `{ $generation }` of its index.
about-more = Version { $version }. `/help` says how to ask, `/privacy` what I remember.

# /privacy

privacy-title = What I remember
privacy-stored = **Of an answer, for { $days } days**, so that its buttons work and you can ask on: the question (of *Find sources*, the text of the message), where its quotes stand in the archive, and the server, channel and message it stands in. **Not who asked.** Then it is deleted.
privacy-votes = **Of a thumb**: up or down, and a code that keeps one person from voting twice. It names nobody, and differs from answer to answer.
privacy-gaps = **The admins of this server** see its questions that found nothing or were voted down, without names, and none that were asked privately. They can switch that off.
privacy-no-gaps = **The admins of this server** have switched off that questions which found nothing are collected.
privacy-read-addressed = **I read** only messages that mention me, direct messages, and those you choose *Find sources* for. I keep none of them, beyond the question.
privacy-read-all = **I read** the messages of the channels I can see, to tell whether they are questions for me. I keep none of them, beyond the question.
privacy-passing = **In passing**, in memory only: who has asked how often in the last seconds, for the cooldown. Nothing leaves the machine I run on but what I write here.
privacy-deleting = **To have an answer deleted**: in its menu, Apps, *Forget this answer*; who asked and the admins can do that. It is deleted, too, when its message or channel is. When I am taken out of a server, all I remember of it is deleted at once.
