"""Supported accommodation."""
