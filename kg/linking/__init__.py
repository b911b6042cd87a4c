"""Finds out which names of different releases and languages mean one person or thing."""
