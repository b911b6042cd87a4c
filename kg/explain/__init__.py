"""Turns a release into an Explanation: how each sentence was read and what came of it, as text or as one HTML page."""

from kg.explain.explanation import Explanation, explain_file, explain_release, explain_text
from kg.explain.page import write_page

__all__ = ["Explanation", "explain_file", "explain_release", "explain_text", "write_page"]
