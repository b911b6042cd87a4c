"""The explorer: a graph at an address, for people (pages) and for programs (linked data, SPARQL)."""
