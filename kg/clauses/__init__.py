"""Turns the mentions of a sentence into clauses: who did what to whom, with whom, for whom, where, when; and whether
it was done at all."""
