"""Write a child's two-page report, and where a home is open to her a page in her own words."""

from pathlib import Path
from typing import Any

from placements.reports.child_page import child_page
from placements.reports.child_words import child_words_page
from placements.tables.writing import checked_folder, write_whole


def write_child(shortlist: dict[str, Any], out: Path, home_id: str | None = None) -> list[Path]:
    """Write the pages of a shortlist into a folder; no name of a file says whom it is about.

    `home_id` is the home of the page in her words, the first of the list unless given.
    """
    pages = {"child.html": child_page(shortlist)}
    homes = [home["home_id"] for home in shortlist["homes"]]
    if homes:
        named = home_id if home_id is not None and home_id in homes else homes[0]
        pages["for-the-child.html"] = child_words_page(shortlist, named)
    checked_folder(out).mkdir(parents=True, exist_ok=True)
    return [write_whole(out / name, text) for name, text in pages.items()]
