"""Secure homes, deprivation of liberty and remand."""
