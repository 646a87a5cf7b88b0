"""Discord's state: users, guilds, channels, messages, commands, interactions.

The model is simcord, behind `model.py`; `world.py` adds what Discord does beside it.
"""
