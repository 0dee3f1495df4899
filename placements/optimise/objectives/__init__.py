"""The levels: each counts something for the solver over options, and again in plain Python for people."""
