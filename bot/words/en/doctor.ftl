# `pincite doctor`: what it looked at, what it found, and what to do.

state-ok = ok
state-warn = warn
state-fail = fail
doctor-again = Fix that, then run `pincite doctor` again.
doctor-failed = These checks failed: { $names }.
doctor-defaults = Fix it. The checks below use the defaults.

check-python = Python
    .found = { $version } on { $system }, { $cores } cores
    .old = Install Python { $oldest } or later.
check-configuration = configuration
    .defaults = no file, every setting at its default
    .found = { $file }, every key known and in range
check-disk = disk
    .found = { NUMBER($gigabytes, minimumFractionDigits: 1, maximumFractionDigits: 1) } GB free for { $folder }
    .full = Free some space, or name another folder with --data.
    .small = A large archive needs more; free some space.
check-data-folder = data folder
    .found = { $folder }
    .later = { $folder }, made when first needed
    .not-a-folder = { $folder } is not a folder
    .elsewhere = Name another with --data.
    .closed = { $folder } cannot be written to
    .open = Change its owner or mode, or use --data.
check-documents = documents
    .found = { $folder }: { $files ->
        [one] { $files } file
       *[other] { $files } files
    }, { $readable } of a format that is read
    .none = Put documents there: { $formats }.
    .names = { $names ->
        [one] { $names } name
       *[other] { $names } names
    } cannot be read; `pincite reindex` says why.
    .others = Convert the others ({ $endings }) to a format that is read.
    .no-ending = no ending
check-model = model
    .packaged = { $name }, sha256 right
    .other = { $name }, sha256 { $sha }…
check-index = index
    .told = { $found }; in the folder { $fresh } new, { $gone } gone, { $refused } refused, { $closed } unreadable
    .again = Run `pincite reindex`; it says why files are refused.
    .none = none in { $folder } yet
    .make = Run `pincite reindex`.
    .found = generation { $generation }, { $documents ->
        [one] { $documents } document
       *[other] { $documents } documents
    }, { $passages ->
        [one] { $passages } passage
       *[other] { $passages } passages
    }, checksums right
    .other-model = { $found }, made with the model { $model }
    .remake = Run `pincite reindex` to use the model that is configured.
check-engine = engine
    .later = prepared by the first `pincite reindex`
    .found = { $engine }, agrees with the model to { NUMBER($agreement, minimumFractionDigits: 4, maximumFractionDigits: 4) }
    .strayed = { $engine }; faster ones strayed from the model: { $refused }
    .slow = Answers are right but slow; another model may do better.
check-reranker = reranker
    .off = off
    .packaged = { $name }, sha256 right
    .later = { $name }, prepared when it is first needed
    .changed = { $name }, changed since it was prepared
    .remake = Run `pincite reindex` to use it as it is now.
check-discord = Discord
    .found = discord.py { $version }
    .missing = discord.py is not installed
    .install = Install Pincite again.
check-token = token
    .shape = in { $origin }, but it does not look like one
    .copy = Copy the token again from Discord's developer portal, under Bot.
    .none = none
    .needed = Only `pincite run` needs one; see [discord] in config/pincite.toml.
    .found = in { $origin }
    .exposed = in { $origin }, which every user may read
    .close = Run `chmod 600 { $origin }`.
