# /help: what holds for a member in a place.

help-title = What I can do
help-ask = **`/ask`** answers a question with quotes from the archive, word for word, each with its citation. `author`, `work` and `years` narrow the search and offer choices as you type. `private` shows the answer only to you.
help-words = **`/verify`** says whether a quotation is real, word for word. **`/find`** shows every place where a phrase stands.
help-message = **Mention me** with a question, or write to me directly. **Reply** to an answer (with @ ON), or keep asking in its thread, and I know what it is about: “And when did he leave it?”
help-message-direct = **Write** your question here; you do not need to mention me. **Reply** to an answer, and I know what it is about: “And when did he leave it?”
help-below = **Below an answer**: *Context* shows the text around a quote, *Cite* its citation in the style you need, *More* the next passages, *Source* the page it comes from. If I found no answer, *Nearest passages* shows what comes closest. Thumbs tell the admins whether it helped.
help-menu = **In the menu of any message**, under Apps: *Find sources* shows you, and only you, what the archive says about it, and whether its quotations are real. *Check quotes* looks at every quotation in it. *Send to my messages* sends you an answer. *Forget this answer* deletes one of my answers.
help-answer-channel = **In this channel** I answer every question; you do not need to mention me.
help-may-not-write = **In this channel** I can only answer `/ask`: I may not write messages here.
help-admin = **You are an admin here**: use `/admin` to manage the archive and my settings for this server.
help-more = `/about` says where my answers come from, `/privacy` what I remember and how to delete it.

# /about

about-title = Pincite
about-bot =
    I answer questions with **verbatim** quotes from an archive of documents. Every quote is checked against its document, character by character, and cited with its page or paragraph. No language model writes a word. If the archive has no answer, I say so.
about-archive =
    { $documents ->
        [one] My archive holds one document.
       *[other] My archive holds { $documents } documents.
    } I answer from generation `{ $generation }` of its index.
about-more = Version { $version }. `/help` explains how to ask, `/privacy` what I remember.

# /privacy

privacy-title = What I remember
privacy-stored = **Of an answer, for { $days } days**, so that its buttons work and you can ask more: the question (for *Find sources*, the text of the message), where its quotes are in the archive, and the server, channel and message it is in. **Not who asked.** Then it is deleted.
privacy-votes = **Of a vote**: up or down, and a code that keeps one person from voting twice. The code names nobody and is different for each answer.
privacy-gaps = **The admins of this server** see questions that found nothing or were voted down, without names and without private ones. They can switch that off.
privacy-no-gaps = **The admins of this server** have switched off the list of questions that found nothing.
privacy-read-addressed = **I read** only messages that mention me, direct messages, and those you choose *Find sources* for. I keep none of them, beyond the question.
privacy-read-all = **I read** the messages of the channels I can see, to tell whether they are questions for me. I keep none of them, beyond the question.
privacy-passing = **For a few seconds**, in memory only: who asked how often, for the cooldown. Nothing but what I write here leaves the machine I run on.
privacy-deleting = **To delete an answer**, open its menu, then Apps, *Forget this answer*. The person who asked and the admins can do that. An answer is also deleted with its message or channel. When I am removed from a server, all I remember of it is deleted at once.
