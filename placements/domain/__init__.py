"""The records everything else is built on; immutable, typed, checked when made."""
