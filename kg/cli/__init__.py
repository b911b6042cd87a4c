"""The command line: parses, calls one function, shows what came back."""
