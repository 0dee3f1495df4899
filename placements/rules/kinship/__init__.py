"""Relatives, friends and other connected people."""
