"""Check a written match by code that does not trust the solver that made it."""
