"""The rules: each one file, written once over columns, with its source and its sentence beside it."""
