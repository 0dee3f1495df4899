"""Approval, numbers and household in fostering."""
