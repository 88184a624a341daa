"""The certain mendings of a report, made in a copy of the file: only those, and each is listed.

``edits_of`` brings together what findings want of each cell. The other modules change the bytes of a
file or the elements of its XML; what they cannot change without touching more they refuse.
"""

from perfcheck.fixing.csv import apply_csv
from perfcheck.fixing.edits import CellEdit, Mending, Unmended, edits_of
from perfcheck.fixing.refused import Refused, without
from perfcheck.fixing.sheet import replace_in_sheet_cell
from perfcheck.fixing.word import replace_in_paragraph_runs

__all__ = [
    "CellEdit",
    "Mending",
    "Refused",
    "Unmended",
    "apply_csv",
    "edits_of",
    "replace_in_paragraph_runs",
    "replace_in_sheet_cell",
    "without",
]
