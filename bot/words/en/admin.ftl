# What admins meet: the commands below /admin and their panels.

# The commands. Names are lower case, at most 32 characters and without spaces; descriptions at most 100 characters.
command-admin = admin
command-admin-description = Look after the archive and the bot's settings on this server
command-admin-reindex = reindex
command-admin-reindex-description = Take new and changed documents into the archive, and forget deleted ones
command-admin-reindex-full = full
command-admin-reindex-full-description = Read and embed every document anew, not only what has changed
command-admin-reindex-force = force
command-admin-reindex-force-description = Accept that most of the documents are gone
command-admin-status = status
command-admin-status-description = Show how the archive and the bot stand
command-admin-documents = documents
command-admin-documents-description = Show what is in the archive and what was refused; upload and remove documents
command-admin-documents-search = search
command-admin-documents-search-description = Words of the path, title or author
command-admin-upload = upload
command-admin-upload-description = Add a document to the archive's folder
command-admin-upload-file = file
command-admin-upload-file-description = The document: text, Markdown, HTML, PDF, Word, OpenDocument, RTF, EPUB or e-mail
command-admin-upload-folder = folder
command-admin-upload-folder-description = A folder that exists already; leave it out for the uppermost
command-admin-rollback = rollback
command-admin-rollback-description = Go back to an earlier state of the archive
command-admin-gaps = gaps
command-admin-gaps-description = Show what members of this server asked in vain
command-admin-settings = settings
command-admin-settings-description = Set where and how the bot answers on this server, and who may do what

# Who may not.
admin-only = This is for admins of this server only: for those who may manage it, or have one of the bot's admin roles here.
admin-in-servers-only = This works in a server only, where you are an admin.
admin-elsewhere = The archive is kept by the admins of another server. Here you can look at it, but not change it.

# Everywhere.
admin-back = Back
admin-cancel = Cancel
admin-refresh = Refresh
admin-page-before = ◀ Previous
admin-page-after = Next ▶
admin-page-of = Page { $page } of { $pages }
admin-and-more = { $count ->
    [one] and one more
   *[other] and { $count } more
}
admin-span-seconds = { $seconds } s
admin-span-minutes = { $minutes } min { $seconds } s
admin-span-hours = { $hours } h { $minutes } min

# Reindexing.
reindex-title = Reindex
reindex-began = Began { $when }
reindex-cancel = Cancel
reindex-cancelling = Cancelling…
reindex-calling-off = The reindex is being called off. The archive stays as it is.
reindex-not-running = No reindex is going on any more.
reindex-begun = The reindex has begun. Follow it here: { $link }
reindex-cannot-post = I may not write in this channel, so only you see how far it is, and for fifteen minutes only. The reindex goes on after that; `/admin status` tells how it ended.
reindex-is-running = A reindex is going on already: { $link }
reindex-is-running-elsewhere = A reindex is going on already.
reindex-paused = The bot is being restarted. The reindex goes on after that by itself.
reindex-cancelled = Reindex cancelled
reindex-cancelled-kept = The archive is as it was. What had been embedded is kept for the next time.
reindex-failed = Reindex failed
reindex-force = Reindex all the same
reindex-force-sure = Forget the missing documents?
reindex-force-means = The archive will hold only what is in the folder now. If a disk is not mounted or a path is wrong, put that right first. You can go back with `/admin rollback`.
reindex-force-yes = Yes, reindex
progress-of = { $done } of { $total }
progress-rate = { $rate } a second
progress-left = about { $span } left
stage-exporting = Preparing the model
stage-looking = Looking for changes
stage-reading = Reading documents
stage-encoding = Embedding passages
stage-writing = Writing the index
stage-checking = Checking the index

# Status.
status-title = Status
status-holds = **{ $documents ->
    [one] One document
   *[other] { $documents } documents
}**, { $passages ->
    [one] one passage
   *[other] { $passages } passages
}
status-refused = { $count ->
    [one] One file is not in the archive
   *[other] { $count } files are not in the archive
}
status-generation = Generation { $generation }, made { $when }
status-reindexing = A reindex is going on.
status-made-here = It comes from `/admin reindex`, { $when }.
status-made-since = `/admin reindex` last ended { $when }; the generation was made otherwise.
status-made-otherwise = It was made on the machine itself, or because the folder had changed.
status-cancelled = The last `/admin reindex` was cancelled { $when }.
status-failed = The last `/admin reindex` failed { $when }; the reason is in its message and in the log.
status-model = Model { $model }
status-disk = { $size } MB on the disk, { $free } MB free
status-damaged = The index is damaged, and an earlier one is used.
status-outdated = ⚠ These have changed since the index was made: { $causes }. Reindex, so that they count.
status-up = The bot connected { $since }
status-latency = { $ms } ms to Discord
status-open = { $count ->
    [0] No question is open
    [one] One question is being answered or waits
   *[other] { $count } questions are being answered or wait
}
status-tally = Questions on this server in { $days } days: { $answered } answered, { $unanswered } without an answer

# Documents.
documents-title = Documents
documents-count = { $count ->
    [0] The archive is empty.
    [one] One document is in the archive.
   *[other] { $count } documents are in the archive.
}
documents-found = { $count ->
    [0] No document has “{ $search }” in its path, title or author.
    [one] One document has “{ $search }” in its path, title or author.
   *[other] { $count } documents have “{ $search }” in their path, title or author.
}
documents-choose = Look at a document
documents-search = Search
documents-search-for = Words of the path, title or author
documents-all = Show all
documents-refused-title = Not in the archive
documents-refused-count = { $count ->
    [0] Every file of the folder is in the archive.
    [one] One file is not in the archive:
   *[other] { $count } files are not in the archive:
}
document-title = Title: { $value }
document-author = Author: { $value }
document-date = Date: { $value }
document-path = File: { $value }
document-remove = Remove
document-remove-sure = Remove this document?
document-remove-means = It is moved out of the archive's folder and can be put back. Its words are quoted until the next reindex.
document-remove-yes = Yes, remove it
document-removed = Removed from the folder
document-removed-means = Reindex, so that it is no longer quoted.
document-put-back = Put it back
document-is-back = It is back in the folder

# Uploads.
upload = Upload
upload-file = The document
upload-limits = Text, Markdown, HTML, PDF, Word, OpenDocument, RTF, EPUB or e-mail, up to { $megabytes } MB
upload-none = No file arrived. Please try again.
upload-lost = Discord did not hand over { $file }. Please try again.
upload-done = The document is in the folder
upload-reindex = Reindex, so that it can be quoted.
upload-replace = Replace it
upload-replace-sure = Replace the file?
upload-dropped = Nothing has changed.
upload-expired = The upload is not kept any more. Please send it again.

# Rollback.
rollback-title = Earlier states
rollback-choose = Go back to …
rollback-holds = { $documents ->
    [one] One document
   *[other] { $documents } documents
}
rollback-facts = { $documents ->
    [one] one document
   *[other] { $documents } documents
}, { $passages ->
    [one] one passage
   *[other] { $passages } passages
}, { $megabytes } MB
rollback-current = in use
rollback-damaged = damaged, it cannot be used
rollback-means = Questions are answered from the state you choose until the next reindex; that starts from the folder of documents again.
rollback-sure = Go back to { $generation }?
rollback-yes = Yes, go back
rollback-done = Gone back
rollback-until = This holds until the next reindex.

# Gaps.
gaps-title = Asked in vain
gaps-off = This list is switched off for this server.
gaps-count = { $count ->
    [0] Nobody has asked in vain.
    [one] One question found nothing, or its answer did not please:
   *[other] { $count } questions found nothing, or their answers did not please:
}
gaps-times = { $count ->
    [one] asked once
   *[other] asked { $count } times
}
gaps-unanswered = { $count ->
    [one] once without an answer
   *[other] { $count } times without an answer
}
gaps-disliked = { $count ->
    [one] one vote against
   *[other] { $count } votes against
}
gaps-kept = Questions are kept for { $days } days, without who asked. Private ones are never shown.
gaps-clear = Clear
gaps-clear-sure = Clear the list?
gaps-clear-means = What was asked until now will not be shown again.
gaps-clear-yes = Yes, clear it

# Settings.
settings-title = Settings of this server
settings-saved = Saved
settings-channels = Answer channels
settings-channels-about = Every message there is taken for a question.
settings-channels-none = None: I answer where I am asked
settings-no-content = I do not get to read messages that do not mention me, so I cannot answer there. Switch on Message Content Intent at Discord's developer portal, and `message_content` under [discord] in the configuration file.
settings-askers = Who may ask
settings-askers-about = In direct messages everybody may.
settings-askers-none = Everybody
settings-admins = Who is an admin
settings-admins-about = Besides those who may manage the server; only they can change this.
settings-admins-none = Nobody else
settings-admins-managers = Only those who may manage the server can change who is an admin.
settings-admins-everyone = Everybody cannot be an admin; the other roles are.
settings-style = Citations
settings-style-about = How the line under each quote is written.
settings-language = Language
settings-language-about = What I speak on this server.
settings-language-own = Each member's own
settings-threads-on = Answer in threads
settings-threads-off = Do not answer in threads
settings-threads-are-on = Threads: each question in an answer channel gets one of its own.
settings-threads-are-off = Threads: none; answers stand below the questions.
settings-cooldown = Cooldown
settings-cooldown-is = Cooldown: { $questions ->
    [one] one question
   *[other] { $questions } questions
} of a member in { $seconds } s
settings-cooldown-none = Cooldown: none; members ask as much as they like.
settings-cooldown-questions = Questions
settings-cooldown-questions-range = How many a member may put, { $least } to { $most }
settings-cooldown-seconds = Seconds
settings-cooldown-seconds-range = In how many seconds, { $least } to { $most }; 0 switches it off
settings-cooldown-wrong = That is no number in the range given; nothing has changed.
settings-gaps-on = List what was asked in vain
settings-gaps-off = Do not list what was asked in vain
settings-gaps-are-on = Asked in vain: admins see the questions, not who asked.
settings-gaps-are-off = Asked in vain: not listed.
