"""Reads Chinese events, and relations, seats and figures of both languages, by the rules of data/grammar."""
