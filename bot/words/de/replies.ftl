# Was der Bot Mitgliedern außer Zitaten sagt.

stopping = Ich werde gerade neu gestartet. Bitte frag in einer Minute noch einmal.

# Was an einer Frage nicht stimmt.
question-empty = Die Frage ist leer. Schreib, was du wissen möchtest, zum Beispiel: Wann wurde die erste Ausgabe gedruckt?
question-missing = Was möchtest du wissen? Schreib deine Frage hinter meinen Namen oder nimm `/fragen`; ich antworte mit Zitaten aus dem Archiv.
question-too-long =
    Diese Frage hat { $length } Zeichen; ich lese höchstens { $most }. Bitte stell sie mit weniger Worten.
reply-unreadable = Ich kann eine Antwort nur lesen, wenn sie mich erwähnt. Schalte die Erwähnung ein (@ AN, neben der Antwort) und frag noch einmal oder nimm `/fragen`.

filter-author = Autor { $value }
filter-work = Werk „{ $value }“
filter-years = Jahre { $value }
