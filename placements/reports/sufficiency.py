"""A sufficiency statement as a page: sections in the order of the sector's template, for the region or for all."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from placements.reports import statement_forecast as ahead
from placements.reports import statement_gap as missing
from placements.reports import statement_rest as rest
from placements.reports import statement_today as today
from placements.reports.render import css_string, render
from placements.reports.sections import Section
from placements.reports.words import day
from placements.sharing.audience import REGION

Document = Mapping[str, Any]
Build = Callable[[Document], Section | None]
ORDER: tuple[Build, ...] = (
    rest.summary, today.voice, today.duty, today.needs, today.supply, today.owners, ahead.forecast, ahead.record,
    ahead.national, missing.gap, missing.why, missing.places_needed, missing.map_of_need, missing.worth, today.sites,
    rest.levers, rest.scenarios, missing.stress, rest.plan, rest.assumptions, rest.made,
)  # fmt: skip
"""As the Local Government Association's template has it: needs, homes, forecast, gap, intentions, plan, assumptions."""
TITLE = "Sufficiency statement"


def sections(document: Document) -> list[Section]:
    """Return the sections a document has something for, in order."""
    return [section for build in ORDER if (section := build(document)) is not None]


def statement_page(document: Document) -> str:
    """Return the statement as one self-contained page."""
    return page_of(TITLE, document, sections(document), "Small numbers are shown. For everybody else there is a public "
                   "version with small numbers withheld.")  # fmt: skip


def page_of(title: str, document: Document, parts: Sequence[Section], about: str) -> str:
    """Return sections as one self-contained page; `about` says under the heading who may have it."""
    level = str((document.get("audience") or REGION.to_dict())["label"])
    when = day(document["as_of"])
    return render(
        "sufficiency.html.j2", document=document, title=title, date=when, level=level, about=about, sections=parts,
        footer=css_string(f"{level}. {document['region']}, {when}. People decide."),
    )  # fmt: skip
