"""Finds what a sentence names, and which person or thing each name means; makes the row that the grammar reads."""
