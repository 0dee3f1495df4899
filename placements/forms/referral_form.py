"""The referral page as a workbook: one A4 page, questions down the side, children across, shared answers typed once."""

from pathlib import Path
from typing import Any

from placements.forms.book import Sheet, put, write_book
from placements.forms.checks import EARLIEST, LATEST, YES_NO, Lists, write_lists
from placements.forms.looks import DAY, Looks
from placements.forms.page import MOST_CHILDREN, SCHEMA, SECTIONS, Field
from placements.geography.authorities import authority_facts

SHEET = "referral"
HEADER_ROW = 4
"""Row of the headings, counted from 0."""
FIRST_ANSWER = 2
"""Column of "same for all", counted from 0; child 1 stands beside it."""
LONGEST_HINT = 255

_SAID = (
    "One child, or brothers and sisters together. What all of them share is typed once, under \"same for all\".",
    "What stands under a child counts for that child instead. Underlined questions have to be answered; "
    "all others may wait.",
    "Save it, then:  placements child REGION --new THIS_FILE.xlsx   or   placements add THIS_FILE.xlsx --to REGION",
)  # fmt: skip


def write_referral_form(out: Path) -> Path:
    """Write the empty referral page; raises UsageError where it cannot be written."""
    return write_book(out, "Referral for a home", _fill, free=False)


class _Looks:
    """Small formats, so that every question fits one page."""

    def __init__(self, book: Any) -> None:
        small = {"font_size": 8.5, "valign": "vcenter"}
        edge = {"border": 1, "border_color": "#8FA3B5"}
        free = {**small, **edge, "locked": False, "align": "left"}
        shared = {**free, "bg_color": "#FFF8E1"}
        self.title = book.add_format({"bold": True, "font_size": 14})
        self.said = book.add_format(small)
        self.head = book.add_format({**small, **edge, "bold": True, "bg_color": "#DDE6EE"})
        self.section = book.add_format({**small, "bold": True, "bg_color": "#EDF2F6"})
        self.question = book.add_format({**small, **edge})
        self.required = book.add_format({**small, **edge, "bold": True, "underline": 1})
        self.code = book.add_format({**small, **edge, "font_size": 6.5, "font_color": "#595959"})
        self._answers = {
            (kind, is_shared): book.add_format({**(shared if is_shared else free), "num_format": kind})
            for kind in ("@", "General", DAY)
            for is_shared in (True, False)
        }

    def answer(self, field: Field, *, shared: bool) -> Any:
        """Return the format of an answer: dates stay dates, references stay text."""
        if field.sort == "date" or field.code in ("needed_by", "date_of_birth"):
            kind = DAY
        else:
            kind = "General" if field.sort in ("whole", "number") else "@"
        return self._answers[kind, shared]


def _fill(book: Any) -> None:
    sheet = book.add_worksheet(SHEET)
    lists = write_lists(book.add_worksheet("lists"), Looks(book))
    looks = _Looks(book)
    put(sheet, 0, 0, "Referral for a home", looks.title)
    put(sheet, 0, 1, SCHEMA, looks.code)
    for row, sentence in enumerate(_SAID, start=1):
        put(sheet, row, 0, sentence, looks.said)
    heads = ("question", "code", "same for all", *(f"child {n}" for n in range(1, MOST_CHILDREN + 1)))
    for column, head in enumerate(heads):
        put(sheet, HEADER_ROW, column, head, looks.head)
    row = HEADER_ROW + 1
    for title, fields in SECTIONS:
        for column in range(len(heads)):
            sheet.write_blank(row, column, None, looks.section)
        put(sheet, row, 0, title, looks.section)
        row += 1
        for field in fields:
            _ask(sheet, row, field, looks, lists)
            row += 1
    _one_page(sheet, row - 1, len(heads) - 1)


def _ask(sheet: Sheet, row: int, field: Field, looks: _Looks, lists: Lists) -> None:
    put(sheet, row, 0, field.label, looks.required if field.required else looks.question)
    put(sheet, row, 1, field.code, looks.code)
    last = FIRST_ANSWER + MOST_CHILDREN
    for column in range(FIRST_ANSWER, last + 1):
        sheet.write_blank(row, column, None, looks.answer(field, shared=column == FIRST_ANSWER))
    rule = _rule(field, lists)
    if field.hint:
        rule = {**(rule or {"validate": "any"}), "input_message": field.hint[:LONGEST_HINT]}
    if rule and sheet.data_validation(row, FIRST_ANSWER, row, last, {"ignore_blank": True, **rule}):
        raise RuntimeError("a drop-down could not be made")


def _rule(field: Field, lists: Lists) -> dict[str, Any]:
    """Return what may be typed. Where codes are only offered, or a date may stand for a word, anything may."""
    if field.code == "authority":
        names = sorted(fact.name for fact in authority_facts().values())
        return {"validate": "list", "source": lists.source(names), "show_error": False}
    if field.options:
        only = bool(field.words) or field.sort == "word"
        return {
            "validate": "list", "source": lists.source(field.options), "show_error": only,
            "error_title": "Choose from the list", "error_message": "Choose one of the answers in the list.",
        }  # fmt: skip
    if field.sort == "flag":
        return {"validate": "list", "source": list(YES_NO), "error_message": "Choose yes or no."}
    if field.sort == "date":
        return {
            "validate": "date", "criteria": "between", "minimum": EARLIEST, "maximum": LATEST,
            "error_message": "Type a date: 2014-03-09 or 09/03/2014.",
        }  # fmt: skip
    if field.want is not None and field.sort in ("whole", "number"):
        return {
            "validate": "integer" if field.sort == "whole" else "decimal", "criteria": "between",
            "minimum": field.want.low, "maximum": field.want.high, "error_message": "Type a number in figures.",
        }  # fmt: skip
    return {}


def _one_page(sheet: Sheet, last_row: int, last_column: int) -> None:
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 1, 15)
    sheet.set_column(FIRST_ANSWER, FIRST_ANSWER, 11.5)
    sheet.set_column(FIRST_ANSWER + 1, last_column, 10)
    for row in range(1, last_row + 1):
        sheet.set_row(row, 11.25)
    sheet.freeze_panes(HEADER_ROW + 1, FIRST_ANSWER)
    sheet.set_selection(HEADER_ROW + 2, FIRST_ANSWER, HEADER_ROW + 2, FIRST_ANSWER)
    sheet.protect("", {"select_locked_cells": True, "select_unlocked_cells": True, "format_columns": True})
    sheet.set_portrait()
    sheet.set_paper(9)
    sheet.set_margins(left=0.3, right=0.3, top=0.3, bottom=0.3)
    sheet.print_area(0, 0, last_row, last_column)
    sheet.fit_to_pages(1, 1)
