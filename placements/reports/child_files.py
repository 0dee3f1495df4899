"""Write a child's two-page report, and where a home is open to her a page in her own words; siblings get one each."""

from pathlib import Path
from typing import Any

from placements.reports.child_page import child_page
from placements.reports.child_words import child_words_page
from placements.tables.writing import checked_folder, write_whole


def write_child(shortlist: dict[str, Any], out: Path) -> list[Path]:
    """Write the pages of a shortlist into a folder and return their paths; no file's name says whom it is about.

    A page in a child's words is about the first home of the list that may take her; where there is none, no such page
    is written. Brothers and sisters have one each, numbered in the order of the group.
    """
    pages = {"child.html": child_page(shortlist)}
    group = shortlist["group"]
    for number, child_id in enumerate(group, 1):
        home_id = _first_home(shortlist, child_id)
        name = "for-the-child.html" if len(group) == 1 else f"for-the-child-{number}.html"
        if home_id is not None:
            pages[name] = child_words_page(shortlist, home_id, child_id)
    checked_folder(out).mkdir(parents=True, exist_ok=True)
    return [write_whole(out / name, text) for name, text in pages.items()]


def _first_home(shortlist: dict[str, Any], child_id: str) -> str | None:
    """The first home that may take one of the group; a home without a group is only for the child asked for."""
    for home in shortlist["homes"]:
        if child_id in (home["group"]["children"] if home["group"] else (shortlist["child_id"],)):
            return str(home["home_id"])
    return None
