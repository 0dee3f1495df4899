"""A source by the name tables call it."""

from placements.law import local_practice, sources
from placements.law.source import Source

LOCAL = "LOCAL_PRACTICE_"


def source_named(name: str) -> Source:
    """Return a source of `sources`, or of `local_practice` for LOCAL_PRACTICE_ names; raises AttributeError."""
    where = sources if hasattr(sources, name) else local_practice
    found: Source = getattr(where, name if where is sources else name.removeprefix(LOCAL))
    return found
