"""Who may see what: one redaction for every output."""
