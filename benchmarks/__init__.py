"""How fast, how large and how linear the extraction is: `make bench`."""
