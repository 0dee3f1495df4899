"""The criteria of the 0-100 scale, each with two faces: worth over columns, and in plain Python with a sentence."""
