"""Everything that might break the tool, counted: `make hostile` prints one row for each kind."""
