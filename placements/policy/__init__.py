"""What a region may choose: published, validated, hashed into every result."""
