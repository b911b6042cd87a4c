"""Turns days into a folder of the pages issued on them, byte for byte: the only room that asks the sites."""
