"""The command line of placements."""
