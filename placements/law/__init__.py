"""The law and the standards this tool works from, with where each was read."""
