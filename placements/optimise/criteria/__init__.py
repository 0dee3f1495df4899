"""The criteria of the 0-100 scale, each with two faces: worth over columns, and worth with a sentence in plain Python."""
