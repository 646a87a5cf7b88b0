# Was der Bot Mitgliedern außer Zitaten sagt.

busy = Gerade werden viele Fragen beantwortet. Bitte versuche es gleich noch einmal.
stopping = Ich werde gerade neu gestartet. Bitte frag in einer Minute noch einmal.
failed = Entschuldigung, hier ist etwas schiefgegangen; die Frage wurde nicht beantwortet. Der Grund steht im Protokoll des Admins.
