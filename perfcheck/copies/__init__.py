"""Copies of the user's own file with a comment at each finding's cell.

A format is one module of this package with a ``COPIER``, found by walking; a file of any other
format gets an .xlsx of its tables (``table.py``).
"""

from perfcheck.copies.copier import Copy, CopyError, annotate, suffix_of

__all__ = ["Copy", "CopyError", "annotate", "suffix_of"]
