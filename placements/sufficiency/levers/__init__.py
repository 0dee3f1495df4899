"""Levers: what would change how many children come, stay and leave, at what cost, and how sure anybody can be of it."""
