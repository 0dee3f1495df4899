"""How the cells of a form look. Colour never says anything alone: required headings are underlined as well."""

from typing import Any

DAY = "yyyy-mm-dd"
"""Dates are shown year first: no computer's settings turn day and month round."""


class Looks:
    """The formats of one workbook."""

    def __init__(self, book: Any) -> None:
        edge = {"border": 1, "border_color": "#8FA3B5", "valign": "vcenter"}
        head = {"locked": True, "bold": True, "bg_color": "#DDE6EE", **edge}
        must = {**head, "bg_color": "#FFE9A8", "underline": 1}
        self.head = book.add_format(head)
        self.required = book.add_format(must)
        self.locked = book.add_format({"locked": True})
        self.free = book.add_format({"locked": False})
        self.text = book.add_format({"locked": False, "num_format": "@"})
        self.day = book.add_format({"locked": False, "num_format": DAY, "align": "left"})
        grey = {"locked": False, "italic": True, "font_color": "#595959", "bg_color": "#F2F2F2"}
        self.example = book.add_format(grey)
        self.example_day = book.add_format({**grey, "num_format": DAY, "align": "left"})
        self.said = book.add_format({"locked": True, "text_wrap": True, "valign": "top"})
        self.title = book.add_format({"locked": True, "bold": True, "font_size": 16})
