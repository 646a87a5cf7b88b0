# `pincite doctor`: was angesehen wurde, was es ergab und was zu tun ist.

state-ok = gut
state-warn = Achtung
state-fail = Fehler
doctor-again = Bring das in Ordnung, und ruf dann noch einmal `pincite doctor` auf.
doctor-failed = Nicht in Ordnung: { $names }.
doctor-defaults = Berichtige sie. Alles Weitere ist mit den Vorgaben geprüft.

check-python = Python
    .found = { $version } auf { $system }, { $cores } Kerne
    .old = Installiere Python { $oldest } oder neuer.
check-configuration = Konfiguration
    .defaults = keine Datei, alle Einstellungen wie vorgegeben
    .found = { $file }, alle Einstellungen bekannt und erlaubt
check-disk = Platte
    .found = { NUMBER($gigabytes, minimumFractionDigits: 1, maximumFractionDigits: 1) } GB frei für { $folder }
    .full = Schaff Platz, oder nenne mit --data einen anderen Ordner.
    .small = Ein großes Archiv braucht mehr. Schaff Platz.
check-data-folder = Datenordner
    .found = { $folder }
    .later = { $folder }, entsteht bei Bedarf
    .not-a-folder = { $folder } ist kein Ordner
    .elsewhere = Nenne mit --data einen anderen.
    .closed = In { $folder } lässt sich nicht schreiben
    .open = Ändere Eigentümer oder Rechte, oder nimm --data.
check-documents = Dokumente
    .found = { $folder }: { $files ->
        [one] { $files } Datei
       *[other] { $files } Dateien
    }, davon { $readable } in einem lesbaren Format
    .none = Leg Dokumente hinein: { $formats }.
    .names = { $names ->
        [one] { $names } Name ist
       *[other] { $names } Namen sind
    } nicht zu lesen; `pincite reindex` sagt, warum.
    .others = Wandle die anderen ({ $endings }) in ein lesbares Format um.
    .no-ending = ohne Endung
check-model = Modell
    .packaged = { $name }, sha256 stimmt
    .other = { $name }, sha256 { $sha }…
check-index = Index
    .told = { $found }; im Ordner { $fresh } neu, { $gone } weg, { $refused } abgelehnt, { $closed } nicht lesbar
    .again = Ruf `pincite reindex` auf; es sagt, warum Dateien abgelehnt werden.
    .none = noch keiner in { $folder }
    .make = Ruf `pincite reindex` auf.
    .found = Generation { $generation }, { $documents ->
        [one] { $documents } Dokument
       *[other] { $documents } Dokumente
    }, { $passages ->
        [one] { $passages } Passage
       *[other] { $passages } Passagen
    }, Prüfsummen stimmen
    .other-model = { $found }, mit dem Modell { $model } gemacht
    .remake = `pincite reindex` nimmt das eingestellte Modell.
check-engine = Rechenweise
    .later = wird vom ersten `pincite reindex` vorbereitet
    .found = { $engine }, stimmt mit dem Modell auf { NUMBER($agreement, minimumFractionDigits: 4, maximumFractionDigits: 4) } überein
    .strayed = { $engine }; schnellere wichen vom Modell ab: { $refused }
    .slow = Die Antworten stimmen, kommen aber langsam. Ein anderes Modell ist vielleicht schneller.
check-reranker = Rangfolge
    .off = ausgeschaltet
    .packaged = { $name }, sha256 stimmt
    .later = { $name }, wird bei Bedarf vorbereitet
    .changed = { $name }, geändert, seit es vorbereitet wurde
    .remake = `pincite reindex` nimmt es, wie es jetzt ist.
check-discord = Discord
    .found = discord.py { $version }
    .missing = discord.py ist nicht installiert
    .install = Installiere Pincite neu.
check-token = Token
    .shape = in { $origin }, sieht aber nicht wie eines aus
    .copy = Kopiere das Token neu aus Discords Entwicklerportal, unter Bot.
    .none = keines
    .needed = Nur `pincite run` braucht eines; siehe [discord] in config/pincite.toml.
    .found = in { $origin }
    .exposed = in { $origin }; jeder Benutzer kann es lesen
    .close = Ruf `chmod 600 { $origin }` auf.
