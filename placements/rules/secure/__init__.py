"""Secure homes and deprivation of liberty."""
