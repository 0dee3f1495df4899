"""Region folders to records: every fault at once, each with its place and its fix."""
