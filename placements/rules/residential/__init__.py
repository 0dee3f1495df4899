"""Children's homes."""
