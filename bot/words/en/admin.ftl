# What admins meet: the commands below /admin and their panels.

# The commands. Names are lower case, at most 32 characters and without spaces; descriptions at most 100 characters.
command-admin = admin
command-admin-description = Manage the archive and the bot's settings on this server
command-admin-reindex = reindex
command-admin-reindex-description = Add new and changed documents to the archive, and drop deleted ones
command-admin-reindex-full = full
command-admin-reindex-full-description = Read every document again, not only what has changed
command-admin-reindex-force = force
command-admin-reindex-force-description = Go ahead even if most documents are gone
command-admin-status = status
command-admin-status-description = Show the state of the archive and the bot
command-admin-documents = documents
command-admin-documents-description = Show what is in the archive and what was refused; upload and remove documents
command-admin-documents-search = search
command-admin-documents-search-description = Words of the path, title or author
command-admin-upload = upload
command-admin-upload-description = Add a document to the archive's folder
command-admin-upload-file = file
command-admin-upload-file-description = The document: text, Markdown, HTML, PDF, Word, OpenDocument, RTF, EPUB or e-mail
command-admin-upload-folder = folder
command-admin-upload-folder-description = An existing folder; leave it out for the top one
command-admin-rollback = rollback
command-admin-rollback-description = Go back to an earlier state of the archive
command-admin-gaps = gaps
command-admin-gaps-description = Show questions on this server that found no good answer
command-admin-settings = settings
command-admin-settings-description = Set where and how the bot answers here, and who may do what

# Who may not.
admin-only = Only admins of this server can do this: those who may manage it or have one of the bot's admin roles here.
admin-in-servers-only = This works only in a server where you are an admin.
admin-elsewhere = You can look at the archive here but not change it. The admins of another server manage it.

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
reindex-began = Started { $when }
reindex-cancel = Cancel
reindex-cancelling = Cancelling…
reindex-calling-off = The reindex is being cancelled. The archive stays as it is.
reindex-not-running = No reindex is running any more.
reindex-begun = The reindex has started. Follow it here: { $link }
reindex-cannot-post = Only you can see this, for fifteen minutes, because I may not write in this channel. The reindex continues after that; `/admin status` shows how it ended.
reindex-is-running = A reindex is already running: { $link }
reindex-is-running-elsewhere = A reindex is already running.
reindex-paused = The bot is restarting. The reindex continues by itself after that.
reindex-cancelled = Reindex cancelled
reindex-cancelled-kept = The archive is unchanged. The work done so far is kept for next time.
reindex-failed = Reindex failed
reindex-force = Reindex anyway
reindex-force-sure = Forget the missing documents?
reindex-force-means = The archive will then hold only what is in the folder now. If a disk is not mounted or a path is wrong, fix that first. You can go back with `/admin rollback`.
reindex-force-yes = Yes, reindex
progress-rate = { $rate } a second
progress-left = about { $span } left

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
status-reindexing = A reindex is running.
status-made-here = Made by `/admin reindex`, { $when }.
status-made-since = Not made by `/admin reindex`, which last finished { $when }.
status-made-otherwise = Made on the machine itself, or because the folder changed.
status-cancelled = The last `/admin reindex` was cancelled { $when }.
status-failed = The last `/admin reindex` failed { $when }. Its message and the log say why.
status-model = Model { $model }
status-disk = { $size } MB on disk, { $free } MB free
status-damaged = The index is damaged. An earlier one is in use.
status-outdated = ⚠ The index is out of date. This has changed since it was made: { $causes }. Reindex to apply it.
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
documents-choose = Open a document
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
document-remove-means = It is moved out of the archive's folder and can be put back. Until the next reindex it is still quoted.
document-remove-yes = Yes, remove it
document-removed = Removed from the folder
document-removed-means = Reindex to stop quoting it.
document-put-back = Put it back
document-is-back = It is back in the folder

# Uploads.
upload = Upload
upload-file = The document
upload-limits = Text, Markdown, HTML, PDF, Word, OpenDocument, RTF, EPUB or e-mail, up to { $megabytes } MB
upload-none = I received no file. Please try again.
upload-lost = I could not get { $file } from Discord. Please try again.
upload-done = The document is in the folder
upload-reindex = Reindex so that it can be quoted.
upload-replace = Replace it
upload-replace-sure = Replace the file?
upload-dropped = Nothing has changed.
upload-expired = The upload is no longer kept. Please send it again.

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
rollback-damaged = damaged, cannot be used
rollback-means = Until the next reindex, questions are answered from the state you choose. A reindex starts from the folder of documents again.
rollback-sure = Go back to { $generation }?
rollback-yes = Yes, go back
rollback-done = Rolled back
rollback-until = This holds until the next reindex.

# Gaps.
gaps-title = Unanswered questions
gaps-off = This list is switched off for this server.
gaps-count = { $count ->
    [0] There are none.
    [one] One question found no answer, or its answer was voted down:
   *[other] { $count } questions found no answer, or their answers were voted down:
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
gaps-kept = Questions are kept for { $days } days, without the name of who asked. Private ones are never shown.
gaps-clear = Clear
gaps-clear-sure = Clear the list?
gaps-clear-means = Questions asked until now will not be shown again.
gaps-clear-yes = Yes, clear it

# Settings.
settings-title = Settings of this server
settings-saved = Saved
settings-channels = Answer channels
settings-channels-about = There I treat every message as a question.
settings-channels-none = None: I answer only when asked
settings-no-content = I cannot answer there, because I cannot read messages that do not mention me. Switch on Message Content Intent in Discord's developer portal, and `message_content` under [discord] in the configuration file.
settings-askers = Who may ask
settings-askers-about = In direct messages everybody can.
settings-askers-none = Everybody
settings-admins = Who is an admin
settings-admins-about = In addition to people who may manage the server. Only they can change this.
settings-admins-none = Nobody else
settings-admins-managers = Only people who may manage the server can change who is an admin.
settings-admins-everyone = The role “everyone” cannot be admin. The other roles were saved.
settings-style = Citations
settings-style-about = How the line under each quote is written.
settings-length = Length of quotes
settings-length-about = How much of its document each quote shows.
settings-length-own = As the archive is set up
settings-length-short = Short: the sentences that answer
settings-length-paragraph = Paragraph: what is around them, too
settings-language = Language
settings-language-about = What I speak on this server.
settings-language-own = Each member's own
settings-threads-on = Answer in threads
settings-threads-off = Do not answer in threads
settings-threads-are-on = Threads: each question in an answer channel gets its own.
settings-threads-are-off = Threads: none. Answers appear below the questions.
settings-cooldown = Cooldown
settings-cooldown-is = Cooldown: { $questions ->
    [one] one question
   *[other] { $questions } questions
} per member in { $seconds } s
settings-cooldown-none = Cooldown: none. Members can ask as often as they like.
settings-cooldown-questions = Questions
settings-cooldown-questions-range = How many a member may ask, { $least } to { $most }
settings-cooldown-seconds = Seconds
settings-cooldown-seconds-range = In how many seconds, { $least } to { $most }; 0 switches it off
settings-cooldown-wrong = Nothing has changed: that is not a number in the given range.
settings-gaps-on = List unanswered questions
settings-gaps-off = Do not list unanswered questions
settings-gaps-are-on = Unanswered questions: admins see them, but not who asked.
settings-gaps-are-off = Unanswered questions: not listed.

# A passage a day.
command-admin-daily = daily
command-admin-daily-description = Post a passage into a channel every day or week; without options, show what is set
command-admin-daily-channel = channel
command-admin-daily-channel-description = Where the passages go; by default this channel
command-admin-daily-time = time
command-admin-daily-time-description = When, such as 9:30 or 9 pm; by default 9:00
command-admin-daily-every = every
command-admin-daily-every-description = Every day, or on one day of the week
command-admin-daily-order = order
command-admin-daily-order-description = Any passage, or one after the other as they are printed
command-admin-daily-author = author
command-admin-daily-author-description = Only this author's own words
command-admin-daily-work = work
command-admin-daily-work-description = Only this work, book or periodical
command-admin-daily-years = years
command-admin-daily-years-description = Only works of these years, such as 1912 or 1900-1914
command-admin-daily-zone = zone
command-admin-daily-zone-description = The time zone, such as Europe/Berlin; it is kept for this server
choice-day = every day
choice-monday = every Monday
choice-tuesday = every Tuesday
choice-wednesday = every Wednesday
choice-thursday = every Thursday
choice-friday = every Friday
choice-saturday = every Saturday
choice-sunday = every Sunday
choice-shuffled = any passage
choice-onward = reading on, in order

daily-title = A passage a day
daily-none = Nothing is set. Use `/admin daily` with a channel and a time.
daily-about = Times are in the zone { $zone } unless you choose another.
daily-stop = Stop one…
daily-stop-one = Stop number { $number }
daily-every-day = Every day at { $time } ({ $zone }) in { $channel }
daily-every-monday = Every Monday at { $time } ({ $zone }) in { $channel }
daily-every-tuesday = Every Tuesday at { $time } ({ $zone }) in { $channel }
daily-every-wednesday = Every Wednesday at { $time } ({ $zone }) in { $channel }
daily-every-thursday = Every Thursday at { $time } ({ $zone }) in { $channel }
daily-every-friday = Every Friday at { $time } ({ $zone }) in { $channel }
daily-every-saturday = Every Saturday at { $time } ({ $zone }) in { $channel }
daily-every-sunday = Every Sunday at { $time } ({ $zone }) in { $channel }
daily-order-shuffled = any passage
daily-order-onward = reading on
daily-next = next { $when }
daily-last = last { $when }: { $what }
daily-time-wrong = “{ $typed }” is not a time of day. Write it like 9:30 or 9 pm.
daily-zone-wrong = There is no time zone “{ $typed }”. Choose one from the list, such as Europe/Berlin.
daily-too-many = A server can have { $most } of these. Stop one first.
daily-sent = sent
daily-away = not sent, I was offline
daily-unreachable = not sent, I may not write in the channel or it is gone
daily-nothing = not sent, nothing in the archive fits
daily-finished = read to the end
daily-unknown = perhaps sent: I was interrupted and may not read the channel
daily-of-day = Passage of the day
daily-of-week = Passage of the week
daily-onward = Reading on
daily-missed = Channel { $channel }: { $count ->
    [one] a passage was
   *[other] { $count } passages were
} not sent, because the bot was not running then.
daily-not-sent = Channel { $channel }: today's passage: { $why }.
