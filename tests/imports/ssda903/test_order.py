"""The order of rows and files, and how rows are spread over files of one return, change no byte of what is written."""

import random
import tempfile
from datetime import date, timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from imports.ssda903.making import Row, bytes_of, child, episode, rows, table

from placements.intake import import_ssda903

PLACES = ("U4", "U1", "K2", "H5", "T1", "T0", "P1", "A3", "Q9")
STATUSES = ("C2", "V2", "V3", "V4", "C9", "")
YEARS = {2024: "2023-24", 2025: "2024-25"}


@st.composite
def returns(draw: st.DrawFn) -> list[tuple[int, str, Row]]:
    """Draw rows of two years and two authorities, with overlaps, repeats, contradictions and faults among them."""
    found: list[tuple[int, str, Row]] = []
    for _ in range(draw(st.integers(1, 14))):
        year = draw(st.sampled_from(sorted(YEARS)))
        began = date(year - 1, 3, 1) + timedelta(days=draw(st.integers(0, 420)))
        ended = began + timedelta(days=draw(st.sampled_from((-1, 0, 1, 30, 200))))
        la = {"LA": draw(st.sampled_from(("Kent", "Medway")))}
        row = episode(
            draw(st.sampled_from(("1", "2", "3"))), began.isoformat(), draw(st.sampled_from(("", ended.isoformat()))),
            PLACE=draw(st.sampled_from(PLACES)), LS=draw(st.sampled_from(STATUSES)), **la,
        )  # fmt: skip
        found += [(year, "episodes", row)] * draw(st.integers(1, 2))
        if draw(st.booleans()):
            found.append((2025, "episodes", {**row, "DEC": draw(st.sampled_from(("", "2024-12-01"))), "REC": ""}))
        if draw(st.booleans()):
            born = draw(st.sampled_from(("2012-05-06", "2012-05-07", "")))
            found.append((year, "header", child(row["CHILD"], DOB=born, SEX=draw(st.sampled_from("12MX"))) | la))
        if draw(st.booleans()):
            found.append(
                (year, "uasc", {"CHILD": row["CHILD"], "DUC": draw(st.sampled_from(("", "2030-01-01"))), **la})
            )
    return found


def brought(given: list[tuple[int, str, Row]], seed: int) -> tuple[dict[str, bytes], list[tuple[str, ...]]]:
    """Import rows in an order and spread over files by a seed; return what is written, and what was refused."""
    shuffled = random.Random(seed)
    given = given[:]
    shuffled.shuffle(given)
    spread: dict[str, list[Row]] = {}
    for year, module, row in given:
        name = f"{module} {YEARS[year]} {'abc'[shuffled.randrange(3)]}.csv"
        spread.setdefault(name, []).append(row)
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for name, there in spread.items():
            paths.append(Path(folder) / name)
            paths[-1].write_text(table(name.split()[0], *there, more=("LA",)), encoding="utf-8")
        shuffled.shuffle(paths)
        report = import_ssda903(paths, Path(folder) / "r")
        for account in report.accounts:
            assert account.rows_in == account.rows_out + len(account.refused)
        assert sum(account.rows_in for account in report.accounts) == len(given)
        written = bytes_of(Path(folder) / "r")
        refused = rows(Path(folder) / "r" / "refused-ssda903.csv")
    del written["refused-ssda903.csv"]
    said = [(row["file"][:-6], row["id"], row["column"], row["code"]) for row in refused]
    repaired = sum(account.repaired for account in report.accounts)
    return written, [*sorted(said), ("repaired", str(repaired))]


@given(returns(), st.integers(1, 2**20))
@settings(max_examples=40, deadline=None)
def test_order_changes_no_byte(there: list[tuple[int, str, Row]], seed: int) -> None:
    assert brought(there, 0) == brought(there, seed)
