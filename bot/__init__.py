"""The product: the command line, the Discord bot and what they say to people."""
