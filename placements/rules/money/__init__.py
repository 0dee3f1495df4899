"""Contracts and money."""
