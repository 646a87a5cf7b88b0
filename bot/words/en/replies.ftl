# What the bot says to members besides quotes.

busy = Many questions are being answered right now. Please try again in a moment.
stopping = I am being restarted. Please ask again in a minute.
failed = Sorry, something went wrong here and the question was not answered. The reason is in the admin's log.
stale-command = This command has changed. Restart Discord, or press Ctrl+R, and call it again.

# What is wrong with a question.
question-empty = The question is empty. Write what you want to know, for example: When was the first issue printed?
question-missing = What would you like to know? Write your question after my name, or use `/ask`; I answer with quotes from the archive.
question-too-long =
    This question has { $length } characters; I read at most { $most }. Please ask it in fewer words.
reply-unreadable = I can read a reply only if it mentions me. Switch the mention on (@ ON, beside the reply) and ask again, or use `/ask`.

# Errors that a member can do something about.
unknown-author = The archive has no author “{ $author }”. Choose one from the list that appears as you type, or ask without an author.
unknown-author-near = The archive has no author “{ $author }”. Did you mean { $near }?
unknown-work = The archive has no work “{ $work }”. Choose one from the list that appears as you type, or ask without a work.
unknown-work-near = The archive has no work “{ $work }”. Did you mean { $near }?
either = { $first } or { $last }
nothing-held = The archive holds no document that matches all of this: { $filters }. Ask with fewer filters.
filter-author = author { $value }
filter-work = work “{ $value }”
filter-years = years { $value }
filter-unusable = The archive cannot be searched there. Ask without author, work and years.

# Errors that only an admin can do something about.
nothing-indexed = There is nothing in the archive yet. An admin has to put documents in and index them.
document-gone = That document is no longer in the archive.
reindex-running = The archive is being indexed already. Please wait until that has ended.
archive-unusable = The archive cannot be read at the moment, so the question was not answered. The reason is in the admin's log.
