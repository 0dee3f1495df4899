"""Returns made up for the tests, in the columns of each module; and another reading of what they say."""

import csv
import io
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

MODULES = {
    "header": "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB",
    "episodes": "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN",
    "reviews": "CHILD,DOB,REVIEW,REVIEW_CODE",
    "uasc": "CHILD,SEX,DOB,DUC",
    "oc2": "CHILD,DOB,SDQ_SCORE,SDQ_REASON,CONVICTED,HEALTH_CHECK,IMMUNISATIONS,TEETH_CHECK,HEALTH_ASSESSMENT,"
    "SUBSTANCE_MISUSE,INTERVENTION_RECEIVED,INTERVENTION_OFFERED",
    "oc3": "CHILD,DOB,IN_TOUCH,ACTIV,ACCOM",
    "ad1": "CHILD,DOB,DATE_INT,DATE_MATCH,FOSTER_CARE,NB_ADOPTR,SEX_ADOPTR,LS_ADOPTR",
    "sbpfa": "CHILD,DOB,DATE_PLACED,DATE_PLACED_CEASED,REASON_PLACED_CEASED",
    "prev_perm": "CHILD,DOB,PREV_PERM,LA_PERM,DATE_PERM",
    "missing": "CHILD,DOB,MISSING,MIS_START,MIS_END",
    "social_worker": "CHILD,DOB,SW_ID,SW_DECOM,SW_DEC,SW_REASON",
    "dolo": "CHILD,DOB,DOLO_START,DOLO_END",
}
"""The columns of every module."""
_DAYS = {"DOB", "DECOM", "DEC", "DUC", "REVIEW", "DOLO_START", "DOLO_END", "MIS_START", "MIS_END", "MC_DOB"}
_EPISODE = {"RNE": "S", "LS": "C2", "CIN": "N1", "PLACE": "U4", "PLACE_PROVIDER": "PR1", "URN": "SC900001"}

Row = dict[str, str]


def child(identity: str, **changes: str) -> Row:
    """Return a row of the header."""
    return {"CHILD": identity, "SEX": "F", "DOB": "2012-05-06", "ETHNIC": "WBRI", "UPN": "UPN-SECRET",
            "MOTHER": "1", "MC_DOB": "2030-01-01", **changes}  # fmt: skip


def episode(identity: str, began: str, ended: str = "", **changes: str) -> Row:
    """Return a row of the episodes; days in ISO form, PLACE=..., LS=... as changes."""
    return {"CHILD": identity, "DECOM": began, "DEC": ended, "REC": "X1" if ended else "", **_EPISODE, **changes}


def table(module: str, *rows: Row, british: bool = False, more: tuple[str, ...] = ()) -> str:
    """Return a module as CSV text, with columns besides its own if wanted."""
    file = io.StringIO(newline="")
    writer = csv.DictWriter(file, [*MODULES[module].split(","), *more], restval="")
    writer.writeheader()
    writer.writerows(
        {name: day(text, british) if name in _DAYS else text for name, text in row.items()} for row in rows
    )
    return file.getvalue()


def day(text: str, british: bool) -> str:
    """Return an ISO day as the return writes it, if wanted."""
    parts = text.split("-")
    return "/".join(reversed(parts)) if british and len(parts) == 3 else text


def xml(*children: tuple[Row, list[Row]]) -> str:
    """Return children, each a header (with elements that stand there once) and episodes, as XML of the schema."""
    said = []
    for header, episodes in children:
        cells = {"CHILDID" if name == "CHILD" else name: text for name, text in header.items()}
        rows = [
            {"PL" if name == "PLACE" else name: text for name, text in row.items() if name != "CHILD"}
            for row in episodes
        ]
        inside = "".join(f"<EPISODE>{_elements(row)}</EPISODE>" for row in rows)
        said.append(f"<CHILD><HEADER>{_elements(cells)}</HEADER>{inside}</CHILD>")
    return f"<?xml version='1.0' encoding='us-ascii'?>\n<EXPSSDA903>{''.join(said)}</EXPSSDA903>"


def _elements(cells: Row) -> str:
    """Return cells as elements; a value that begins with < is taken as elements already."""
    return "".join(
        text if text.startswith("<") else f"<{name}>{escape(day(text, name in _DAYS))}</{name}>"
        for name, text in cells.items()
    )


def folder(tmp_path: Path, files: dict[str, str]) -> Path:
    """Write files, by their paths in a new folder "given"."""
    for name, text in files.items():
        path = tmp_path / "given" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
    return tmp_path / "given"


def rows(path: Path) -> list[Row]:
    """Return the rows of a CSV file."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def bytes_of(region: Path) -> dict[str, bytes]:
    """Return every file of a region folder by its path."""
    return {str(p.relative_to(region)): p.read_bytes() for p in sorted(region.rglob("*")) if p.is_file()}


def account(report: Any, file: str) -> tuple[int, int, int, int]:
    """Return rows in, rows out, repaired and refused of one file."""
    (one,) = [entry for entry in report.to_dict()["files"] if entry["file"] == file]
    return one["rows_in"], one["rows_out"], one["repaired"], one["refused"]
