"""What a form lets people type: drop-downs, dates, figures; and the sheet `lists` behind the longer drop-downs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from placements.domain.codes import ADAPTATIONS, APPROVAL_KINDS, LEGAL_STATUSES, NEEDS
from placements.domain.facts import fact_names
from placements.forms.book import Sheet, put
from placements.forms.looks import Looks
from placements.geography.authorities import authority_facts
from placements.tables.preflight import column_letters
from placements.tables.wanted import Wanted

LONGEST_LIST = 255
"""Letters a drop-down may hold itself; a longer one points to the sheet `lists`."""
EARLIEST = date(1990, 1, 1)
LATEST = date(9999, 12, 31)
YES_NO = ("yes", "no")

_FILLED_AUTHORITIES = "=authorities!$A$2:INDEX(authorities!$A:$A,MAX(2,COUNTA(authorities!$A:$A)))"
"""The codes on the sheet authorities, without the empty rows below them."""

Area = tuple[int, int, int, int]


@dataclass(frozen=True)
class Lists:
    """Where each list stands on the sheet `lists`."""

    places: dict[tuple[str, ...], str]

    def source(self, options: Sequence[str]) -> Any:
        """Return what a drop-down takes its words from."""
        place = self.places.get(tuple(options))
        return list(options) if place is None else place

    def hint(self, want: Wanted) -> str:
        """Return how a cell is filled in, in one sentence."""
        if want.sort == "word":
            return f"Choose: {', '.join(want.options)}."
        several = "Several: with ; between them." if want.sort == "several" else ""
        offered = "Codes: sheet lists." if want.options else ""
        said = {"date": "A date, 2026-11-23.", "flag": "yes or no."}.get(want.sort, "")
        return " ".join(filter(None, (offered, several, said)))


def write_lists(sheet: Sheet, looks: Looks) -> Lists:
    """Fill the sheet `lists` with the codes, and the authorities of England by name, and say where each stands."""
    facts = sorted(authority_facts().values(), key=lambda fact: fact.name)
    columns = {
        "needs": NEEDS, "needs_met": (*NEEDS, "none"), "adaptations": ADAPTATIONS,
        "homes' adaptations": (*ADAPTATIONS, "none"), "legal_status": LEGAL_STATUSES, "approvals' kind": APPROVAL_KINDS,
        "facts": fact_names(),
        "authority": tuple(fact.name for fact in facts), "authority code": tuple(fact.code for fact in facts),
    }  # fmt: skip
    places = {}
    for number, (title, words) in enumerate(columns.items()):
        letters = column_letters(number + 1)
        put(sheet, 0, number, title, looks.head)
        for line, word in enumerate(words, start=1):
            put(sheet, line, number, word)
        sheet.set_column(number, number, 4 + max(map(len, (title, *words))))
        places[tuple(words)] = f"=lists!${letters}$2:${letters}${len(words) + 1}"
    sheet.freeze_panes(1, 0)
    sheet.protect("", {"format_columns": True})
    return Lists(places)


def check_cells(sheet: Sheet, area: Area, want: Wanted, lists: Lists) -> None:
    """Let the cells of an area take what their column wants; several codes may be typed beside those offered."""
    rule = _rule(want, lists)
    if rule:
        done = sheet.data_validation(*area, {"ignore_blank": True, **rule})
        if done:
            raise RuntimeError("a drop-down could not be made")


def _rule(want: Wanted, lists: Lists) -> dict[str, Any]:
    if want.authority:
        return {"validate": "list", "source": _FILLED_AUTHORITIES, "show_error": False}
    if want.sort == "date":
        return {
            "validate": "date", "criteria": "between", "minimum": EARLIEST, "maximum": LATEST,
            "error_title": "A date is wanted", "error_message": "Type a date: 2026-11-23 or 23/11/2026.",
        }  # fmt: skip
    if want.sort in ("whole", "number"):
        return {
            "validate": "integer" if want.sort == "whole" else "decimal", "criteria": "between",
            "minimum": want.low, "maximum": want.high, "error_title": "A number is wanted",
            "error_message": f"Type a {'whole ' * (want.sort == 'whole')}number from {want.low:g} to {want.high:,.0f}.",
        }  # fmt: skip
    options = YES_NO if want.sort == "flag" else want.options
    if not options:
        return {}
    only = want.sort in ("flag", "word")
    return {
        "validate": "list", "source": lists.source(options), "show_error": only,
        "error_title": "Choose from the list", "error_message": "Choose one of the words in the list.",
    }  # fmt: skip
