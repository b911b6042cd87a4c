"""The knowledge graph of Greater Bay Area co-operation, each statement with its sentence."""
