"""The certain mendings of a report, made in a copy of the file: only those, and each is listed.

``edits_of`` brings together what findings want of each cell. The other modules change the bytes of a
file or the elements of its XML; what they cannot change without touching more they refuse.
"""

from perfcheck.fixing.csv import apply_csv
from perfcheck.fixing.docx import apply_docx
from perfcheck.fixing.edits import CellEdit, Mending, Unmended, edits_of
from perfcheck.fixing.fix import can_fix, fix, suffix_of_copy
from perfcheck.fixing.listing import mending_record, mending_text
from perfcheck.fixing.refused import Refused
from perfcheck.fixing.sheet import replace_in_sheet_cell
from perfcheck.fixing.word import replace_in_paragraph_runs
from perfcheck.fixing.xlsx import apply_xlsx

__all__ = [
    "CellEdit",
    "Mending",
    "Refused",
    "Unmended",
    "apply_csv",
    "apply_docx",
    "apply_xlsx",
    "can_fix",
    "edits_of",
    "fix",
    "mending_record",
    "mending_text",
    "replace_in_paragraph_runs",
    "replace_in_sheet_cell",
    "suffix_of_copy",
]
