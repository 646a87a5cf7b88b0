# Was der Bot Mitgliedern außer Zitaten sagt.

busy = Gerade werden viele Fragen beantwortet. Bitte versuche es gleich noch einmal.
stopping = Ich werde gerade neu gestartet. Bitte frag in einer Minute noch einmal.
failed = Entschuldigung, hier ist etwas schiefgegangen; die Frage wurde nicht beantwortet. Der Grund steht im Protokoll des Admins.
stale-command = Dieser Befehl hat sich geändert. Starte Discord neu oder drücke Strg+R und rufe ihn noch einmal auf.

# Was an einer Frage nicht stimmt.
question-empty = Die Frage ist leer. Schreib, was du wissen möchtest, zum Beispiel: Wann wurde die erste Ausgabe gedruckt?
question-missing = Was möchtest du wissen? Schreib deine Frage hinter meinen Namen oder nimm `/fragen`; ich antworte mit Zitaten aus dem Archiv.
question-too-long =
    Diese Frage hat { $length } Zeichen; ich lese höchstens { $most }. Bitte stell sie mit weniger Worten.
reply-unreadable = Ich kann eine Antwort nur lesen, wenn sie mich erwähnt. Schalte die Erwähnung ein (@ AN, neben der Antwort) und frag noch einmal oder nimm `/fragen`.

# Fehler, gegen die ein Mitglied etwas tun kann.
unknown-author = Das Archiv hat keinen Autor „{ $author }“. Wähle einen aus der Liste, die beim Tippen erscheint, oder frag ohne Autor.
unknown-author-near = Das Archiv hat keinen Autor „{ $author }“. Meintest du { $near }?
unknown-work = Das Archiv hat kein Werk „{ $work }“. Wähle eines aus der Liste, die beim Tippen erscheint, oder frag ohne Werk.
unknown-work-near = Das Archiv hat kein Werk „{ $work }“. Meintest du { $near }?
either = { $first } oder { $last }
nothing-held = Das Archiv hat kein Dokument, auf das all das zutrifft: { $filters }. Frag mit weniger Filtern.
filter-author = Autor { $value }
filter-work = Werk „{ $value }“
filter-years = Jahre { $value }
filter-unusable = Dort kann das Archiv nicht durchsucht werden. Frag ohne Autor, Werk und Jahre.

# Fehler, gegen die nur ein Admin etwas tun kann.
nothing-indexed = Im Archiv ist noch nichts. Ein Admin muss Dokumente hineinlegen und indexieren.
document-gone = Dieses Dokument ist nicht mehr im Archiv.
reindex-running = Das Archiv wird bereits indexiert. Bitte warte, bis das fertig ist.
archive-unusable = Das Archiv ist gerade nicht lesbar, deshalb wurde die Frage nicht beantwortet. Der Grund steht im Protokoll des Admins.
