"""Turns a graph into files that other tools read."""

from kg.exports.triples import FORMATS, export_graph, serialize_release, split_by_release

__all__ = ["FORMATS", "export_graph", "serialize_release", "split_by_release"]
