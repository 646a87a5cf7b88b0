"""Discord's state: users, guilds, channels, messages, commands, interactions.

The model is simcord's backend and its route table; nothing outside this package imports simcord, so that the
transport, the driver and the checks stand on a seam of ours.
"""
