"""Every child and every home: what the rules say, in bulk and one pair at a time."""
