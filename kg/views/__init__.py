"""Three ways to look out: lookups, networks, pictures."""
