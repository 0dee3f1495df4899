"""The record beside a forecast: what it would have said before, what happened then, and what a ruler said."""
