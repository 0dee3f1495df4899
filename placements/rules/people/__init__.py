"""Siblings, identity and what people said."""
