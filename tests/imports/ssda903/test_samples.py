"""Every sample of the return imports with every row accounted for; placements and stocks equal those counted here.

The counting is another reading of the files, with csv and xml alone: nothing of the importer is used.
"""

import csv
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from imports.ssda903.making import account, rows

from placements.history import current, read_history, stock_on
from placements.intake import import_ssda903

KINDS = {
    "U1": "foster_kin", "U2": "foster_kin", "U3": "foster_kin", "U4": "foster", "U5": "foster", "U6": "foster",
    "K2": "residential", "R1": "residential", "S1": "residential", "K1": "secure", "H5": "supported", "P2": "supported",
    "P1": "parents", "A3": "adoption", "A4": "adoption", "A5": "adoption", "A6": "adoption",
}  # fmt: skip
"""By the codes the samples use; every other one is "other"."""


@pytest.fixture(scope="module")
def returns(data: Path) -> Path:
    return data / "ssda903"


class Stay:
    """One version of one episode, in the return of a year that ends in `seen`."""

    def __init__(self, cells: dict[str, str], place: str, seen: int) -> None:
        self.began, self.over = _day(cells["DECOM"]), _day(cells["DEC"])
        self.status, self.place, self.seen = cells["LS"], cells[place], seen

    def holds(self, day: date) -> bool:
        end = self.over or date(self.seen, 4, 1)
        return self.began is not None and self.began <= day < end


def _day(text: str) -> date | None:
    if not text:
        return None
    if "/" in text:
        day, month, year = map(int, text.split("/"))
        return date(year, month, day)
    return date.fromisoformat(text)


Stays = dict[str, dict[date, Stay]]


def stays_of(found: Iterator[tuple[str, Stay]]) -> Stays:
    """Return the last version of each episode by child; returns come in the order of their years."""
    stays: Stays = defaultdict(dict)
    for child, stay in found:
        assert stay.began
        stays[child][stay.began] = stay
    return stays


def in_csv(path: Path, seen: int | None = None) -> Iterator[tuple[str, Stay]]:
    for cells in rows(path):
        yield cells["CHILD"], Stay(cells, "PLACE", seen or int(cells["YEAR"]) + 1)


def in_xml(path: Path, seen: int) -> Iterator[tuple[str, Stay]]:
    for child in ElementTree.parse(path).getroot():
        for element in child.iter("EPISODE"):
            yield child.findtext("HEADER/CHILDID", ""), Stay({c.tag: c.text or "" for c in element}, "PL", seen)


def placed(stays: Stays, day: date, short_breaks: bool = False) -> dict[str, str]:
    """Return the placement each child has on a day, away or not, worked out child by child."""
    found = {}
    for child, theirs in stays.items():
        usable = [s for s in theirs.values() if short_breaks or s.status not in ("V3", "V4")]
        there = sorted((s for s in usable if s.holds(day)), key=lambda s: s.began or day)
        kept = [s for s in there if not s.place.startswith("T")]
        if there:
            found[child] = kept[-1].place if kept else _kept(there[-1], usable).place
    return found


def _kept(away: Stay, usable: list[Stay]) -> Stay:
    before = away
    while earlier := [s for s in usable if s.over == before.began and s.began and s.over and s.began < s.over]:
        before = max(earlier, key=lambda s: s.began or date.min)
        if not before.place.startswith("T"):
            return before
    return away


def agree(region: Path, stays: Stays, days: list[date]) -> None:
    history = read_history(region)
    for day in days:
        for breaks in (False, True):
            now = current(history, day, short_breaks=breaks)
            expected = placed(stays, day, breaks)
            assert dict(zip(now["child_id"], now["placement"], strict=True)) == expected
            kinds = stock_on(history, day, short_breaks=breaks).groupby("kind")["children"].sum()
            assert dict(kinds) == Counter(KINDS.get(place, "other") for place in expected.values())


def lines_in(path: Path) -> int:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return sum(1 for _ in csv.DictReader(file))


def all_accounted(report: Any, files: list[Path]) -> None:
    for entry in report.to_dict()["files"]:
        assert entry["rows_in"] == entry["rows_out"] + entry["refused"]
    for path in files:
        assert account(report, path.name)[0] == lines_in(path)


def days_of(first: int, last: int) -> list[date]:
    """Return every 31 March, and days between that fall on no edge."""
    begun = date(first, 4, 1)
    between = [begun + timedelta(days=n) for n in range(0, (date(last, 3, 31) - begun).days, 97)]
    return [*between, *(date(year, 3, 31) for year in range(first + 1, last + 1))]


def test_cs_demand_model(returns: Path, tmp_path: Path) -> None:
    folder = returns / "cs_demand_model"
    report = import_ssda903([folder], tmp_path, authority="Kent")
    files = sorted(folder.glob("*.csv"))
    assert len(report.accounts) == len(files) == 40
    all_accounted(report, files)
    assert sum(a.rows_out for a in report.accounts) == sum(map(lines_in, files))
    years = range(2017, 2022)
    stays = stays_of(s for year in years for s in in_csv(folder / f"{year}-episodes.csv", year + 1))
    agree(tmp_path, stays, days_of(2017, 2022))
    assert len(rows(tmp_path / "history" / "episodes.csv")) == sum(map(len, stays.values()))
    born = {row["CHILD"]: row["DOB"] for year in years for row in rows(folder / f"{year}-header.csv")}
    found = {row["child_id"]: row["date_of_birth"] for row in rows(tmp_path / "history" / "children.csv")}
    assert {child: day for child, day in found.items() if child in born} == {c: str(_day(d)) for c, d in born.items()}
    here = [row["child_id"] for row in rows(tmp_path / "children.csv")]
    assert here == sorted(placed(stays, date(2022, 3, 31)))


def test_three_authorities_in_one_file(returns: Path, tmp_path: Path) -> None:
    folder = returns / "cs_demand_model_regional_v1"
    report = import_ssda903([folder], tmp_path)
    all_accounted(report, sorted(folder.glob("*.csv")))
    there = sorted(rows(folder / "episodes.csv"), key=lambda row: row["YEAR"])
    stays = stays_of((row["CHILD"], Stay(row, "PLACE", int(row["YEAR"]) + 1)) for row in there)
    agree(tmp_path, stays, days_of(2017, 2022))
    codes = {"Southwark": "E09000028", "Bromley": "E09000006", "Hillingdon": "E09000017"}
    of_child = {row["CHILD"]: codes[row["LA"]] for row in there}
    history = read_history(tmp_path)
    day = date(2019, 3, 31)
    counted = Counter((of_child[c], KINDS.get(p, "other")) for c, p in placed(stays, day).items())
    stock = stock_on(history, day)
    assert dict(zip(zip(stock["authority"], stock["kind"], strict=True), stock["children"], strict=True)) == counted


def test_a_whole_return_as_csv_and_as_xml(returns: Path, tmp_path: Path) -> None:
    folder = returns / "validator_fake"
    report = import_ssda903([folder], tmp_path, authority="Kent")
    all_accounted(report, sorted(folder.glob("*.csv")))
    assert all("xlsx" in name for name in report.left_out)
    root = ElementTree.parse(folder / "fake_903.xml").getroot()
    for title, tag in (("Episodes", "EPISODE"), ("Reviews", "AREVIEW"), ("Header", "HEADER"), ("OC2", "OC2")):
        assert account(report, f"fake_903.xml: {title}")[0] == sum(1 for _ in root.iter(tag))
    both = [*in_csv(folder / "episodes.csv", 2018), *in_xml(folder / "fake_903.xml", 2018)]
    agree(tmp_path, stays_of(iter(both)), days_of(2017, 2018))


def test_xml_alone(returns: Path, tmp_path: Path) -> None:
    path = returns / "validator_fake" / "fake_903.xml"
    import_ssda903([path], tmp_path, authority="Kent")
    agree(tmp_path, stays_of(in_xml(path, 2018)), days_of(2017, 2018))


def test_small_samples_with_faults(returns: Path, tmp_path: Path) -> None:
    report = import_ssda903([returns / "liia"], tmp_path, authority="Kent")
    all_accounted(report, sorted((returns / "liia").glob("*.csv")))
    alone = returns / "liia" / "liia-tools_SSDA903_episodes_for_testing_fixes_INPUT.csv"
    import_ssda903([alone], tmp_path / "alone")
    there = sorted(rows(alone), key=lambda row: row["YEAR"])
    stays = stays_of((row["CHILD"], Stay(row, "PLACE", int(row["YEAR"]))) for row in there if row["LA"] != "Newham")
    stays = {child: s for child, s in stays.items() if child != "NORULE_SUT"}
    agree(tmp_path / "alone", stays, [date(2018, 3, 31), date(2019, 3, 31), date(2020, 3, 31)])


def test_nineteen_authorities_with_the_same_children(returns: Path, tmp_path: Path) -> None:
    path = returns / "south_east_19_LAs_header_2017_synthetic.csv"
    report = import_ssda903([path], tmp_path)
    all_accounted(report, [path])
    found = rows(tmp_path / "history" / "children.csv")
    there = rows(path)
    assert len(found) == len({(row["LA"], row["CHILD"]) for row in there})
    assert len({row["child_id"] for row in found}) == len(found)
    assert len({row["authority"] for row in found}) == len({row["LA"] for row in there}) == 19
    assert Counter(row["sex"] for row in found) == Counter("MF"[int(row["SEX"]) - 1] for row in there)
