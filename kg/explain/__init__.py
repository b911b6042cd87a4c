"""Turns a release into an Explanation: how each sentence was read and what came of it, as text or as one HTML page."""

from kg.explain.explanation import Explanation, explain_content, explain_file, explain_release, explain_text
from kg.explain.page import make_frame, write_page

__all__ = [
    "Explanation",
    "explain_content",
    "explain_file",
    "explain_release",
    "explain_text",
    "make_frame",
    "write_page",
]
