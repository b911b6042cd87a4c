"""All code that differs by language."""
