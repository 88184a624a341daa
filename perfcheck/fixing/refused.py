"""Why a change was not made."""

from attrs import evolve

from perfcheck.fixing.edits import CellEdit, Mending, Unmended
from perfcheck.messages import Trouble


class Refused(Trouble):
    """A change that cannot be made without changing more, in one line of both languages."""


OTHER_TEXT = ("单元格的文字与读到的不同", "the cell does not hold the text that was read")


def without(mending: Mending, edit: CellEdit, reason: Refused) -> Mending:
    """The mending with one of its edits refused."""
    finding = edit.findings[0] if edit.findings else None
    left = Unmended(edit.location, edit.old, edit.new, reason.told, finding)
    return evolve(
        mending,
        edits=tuple(one for one in mending.edits if one is not edit),
        left=(*mending.left, left),
    )
