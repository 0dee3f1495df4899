"""Small lists in the very layouts Ofsted publishes: titles, headings and all; the homes are made up."""

import csv
import io
from pathlib import Path

_START = (
    "Web link", "URN", "Linked Education URN", "Provision type", "Registration date", "Registration status", "Name",
    "Address 1", "Address 2", "Town", "County", "Postcode",
)  # fmt: skip
_JUDGED = (
    "Overall experiences and progress of children and young people",
    "Outcomes in education and related learning activities", "Health services",
    "How well children and young people are helped and protected", "The effectiveness of leaders and managers",
)  # fmt: skip
_AREA = ("Government Office Region", "Local authority", "Parliamentary constituency", "Sector")

HEADINGS = {
    2023: (
        *_START, "Ofsted region", *_AREA, "Places", "Short-break-only children's home",
        "Multi-building children's home", "Organisation which owns the provider", "Latest full inspection event type",
        "Latest full inspection date", "Latest full inspection publication date", "Latest full inspection event number",
        *_JUDGED, "", "",
    ),
    2024: (
        *_START, "Ofsted region", *_AREA, "Premises", "Places", "Short-break-only children's home",
        "Multi-building children's home", "Organisation which owns the provider", "Latest full inspection event type",
        "Latest full inspection date", "Latest full inspection publication date", "Latest full inspection event number",
        *_JUDGED, "Previous full inspection event type", "Previous full inspection event date",
    ),
    2025: (
        *_START, "Ofsted Region", *_AREA, "Places", "Supported accommodation premises",
        "Short-break-only children's home", "Multi Building Children's Home", "Organisation which owns the provider",
        "\nLatest Full inspection event type", "\nLatest full inspection date",
        "Latest full inspection publication date", "\nLatest full inspection event number", f"\n{_JUDGED[0]}",
        *_JUDGED[1:3], f"\n{_JUDGED[3]}", _JUDGED[4], "Supported Accommodation outcome", "", "",
    ),
}  # fmt: skip
PREMISES = (
    "Web link", "URN", "Provider name", "Provision type", "Registration date", "Registration status",
    "Service category (Note 4)", "Places", "Premises Ofsted Region", "Premises Government Office Region",
    "Premises Parliamentary Constituency", "Premises Local Authority", "Sector", "Organisation name",
)  # fmt: skip

HOME = {
    "URN": "SC000001", "Provision type": "Children's home", "Registration status": "Active", "Name": "REDACTED",
    "Postcode": "REDACTED", "Local authority": "Oldham", "Parliamentary constituency": "Oldham East and Saddleworth",
    "Sector": "Private", "Places": "4", "Organisation which owns the provider": "Sample Care Ltd",
    "Latest full inspection event type": "Full inspection", "Latest full inspection date": "05/11/2022",
    _JUDGED[0]: "Good",
}  # fmt: skip
SITE = {
    "URN": "2700001", "Provider name": "Sample Living", "Provision type": "Supported Accommodation",
    "Registration status": "Active", "Service category (Note 4)": "Category 2", "Places": "3",
    "Premises Parliamentary Constituency": "Telford", "Premises Local Authority": "Telford and Wrekin",
    "Sector": "Private", "Organisation name": "Sample Living Ltd",
}  # fmt: skip


def home(**changes: str) -> dict[str, str]:
    """Return a row of a provider-level list; `changes` are named urn, kind, authority, places ... as below."""
    names = {
        "urn": "URN", "kind": "Provision type", "status": "Registration status", "name": "Name",
        "postcode": "Postcode", "authority": "Local authority", "constituency": "Parliamentary constituency",
        "sector": "Sector", "places": "Places", "owner": "Organisation which owns the provider",
        "short_breaks": "Short-break-only children's home", "inspected": "Latest full inspection date",
        "grade": _JUDGED[0],
    }  # fmt: skip
    return {**HOME, **{names[name]: value for name, value in changes.items()}}


def provider_level(year: int, *rows: dict[str, str], rename: dict[str, str] | None = None) -> str:
    """Return a provider-level list as downloaded: three lines of title, the headings, the rows."""
    headings = [(rename or {}).get(heading.strip(), heading) for heading in HEADINGS[year]]
    plain = {heading.strip().casefold(): place for place, heading in enumerate(HEADINGS[year])}
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    title = f"Children's social care data in England {year} - Provider level as at 31 March {year}"
    for line in (title, "This worksheet contains one table.", "Some cells in this table are empty."):
        writer.writerow([line, *[""] * (len(headings) - 1)])
    writer.writerow(headings)
    for row in rows:
        cells = [""] * len(headings)
        for name, value in row.items():
            cells[plain[name.casefold()]] = value
        writer.writerow(cells)
    return file.getvalue()


def premises(*changes: dict[str, str]) -> str:
    """Return a list of supported accommodation premises, as it is cut from the workbook of 2025."""
    file = io.StringIO(newline="")
    writer = csv.DictWriter(file, PREMISES, restval="")
    writer.writeheader()
    writer.writerows({**SITE, **change} for change in changes)
    return file.getvalue()


def written(path: Path) -> list[dict[str, str]]:
    """Return the rows of a CSV file that was written."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def save(path: Path, text: str | bytes) -> Path:
    """Write a file for a test."""
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return path
