"""Why each child is where she is proposed, why not elsewhere, and what only people can decide."""
