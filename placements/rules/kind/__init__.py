"""Which kind of home is lawful and suits her."""
