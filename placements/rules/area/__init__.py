"""Out of area, distance and notification."""
