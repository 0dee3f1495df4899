"""Outcomes by group: who fares better or worse than everybody else, how sure that is, and what could lie behind it."""
