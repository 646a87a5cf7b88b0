"""The admin's panels: what they show, and what their buttons, choices and forms do."""
