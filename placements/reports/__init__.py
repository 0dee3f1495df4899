"""A result as files people use: one self-contained page, tables and the JSON itself."""
