"""Safety, relationships and location."""
