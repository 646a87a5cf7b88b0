"""The gateway: the websocket over which Discord tells a client what happens."""
