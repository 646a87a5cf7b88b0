# What the bot says to members besides quotes.

busy = Many questions are being answered right now. Please try again in a moment.
stopping = I am being restarted. Please ask again in a minute.
failed = Sorry, something went wrong here and the question was not answered. The reason is in the admin's log.
