"""A small valid region folder, written by the tests themselves, to be spoiled one fault at a time."""

import csv
import io
import re
from pathlib import Path

import pytest

from placements.tables.problems import Problem
from placements.tables.read import Reading, read_region

SETTINGS = 'name = "Test"\nas_of = 2026-11-23\nlead_authority = "E08900001"\n'

TABLES = {
    "authorities": """
        code,name,latitude,longitude,adjacent,member,member_from,member_to
        E08900001,Ashby,53.50,-2.30,E08900002,yes,2020-04-01,
        E08900002,Bexton,53.60,-2.40,,yes,,""",
    "vacancies": """
        home_id,places,from,until,certainty,held_for,hold_ends,confirmed_on,same_day
        H1,1,2026-11-20,2027-06-30,confirmed,C1,2026-11-30,2026-11-20,yes
        H2,2,2026-11-20,,,,,,""",
    "residents": """
        home_id,resident_id,date_of_birth,sex,authority,sibling_group,foster_child,leaves_on
        H1,CANARY-RESIDENT,2012-03-09,M,E08900002,CANARY-FAMILY,yes,2027-03-05
        H2,R2,2011-08-14,F,E08900001,,,
        H1,C1,2013-02-07,F,E08900001,CANARY-GROUP,yes,2027-03-05""",
    "schools": """
        urn,name,latitude,longitude,postcode,phase
        CANARY-URN,Oak School,53.47,-2.23,,secondary
        900002,Elm School,53.57,-2.43,,""",
    "keep_apart": """
        child_id,other_id,basis,expires_on
        C1,CANARY-RESIDENT,police,2027-07-08
        C2,H1,court,""",
    "safety_areas": """
        child_id,latitude,longitude,postcode,radius_miles,basis,expires_on
        C1,53.421234,-2.121234,CANARY2,3.25,strategy,2027-05-06
        C2,53.431234,-2.131234,,1.75,court,""",
    "approvals": """
        child_id,home_id,kind,approved_by,approved_on,expires_on
        C1,H1,F-TERMS,team manager,2026-11-19,2027-02-01
        C2,,OOA-NOM,nominated officer,2026-11-20,""",
    "contacts": """
        child_id,person,latitude,longitude,postcode,times_per_week
        C1,CANARY-PERSON,53.441234,-2.141234,CANARY3,2.75
        C2,CANARY-AUNT,53.451234,-2.151234,,""",
    "assessments": """
        child_id,home_id,score,by,on
        C1,H1,68,matching panel,2026-11-20
        C2,H2,72.5,,""",
    "offers": """
        child_id,home_id,status,said_by,reason,on,until,expires_at
        C1,H2,declined,duty manager,no staff,2026-11-18,2026-12-18,
        C2,H2,offered,,,2026-11-20,,2026-11-25""",
    "pins": """
        child_id,home_id,kind,by,reason
        C1,H2,forbid,service manager,known locally
        C2,H1,forbid,,""",
    "contracts": """
        contract_id,home_ids,weekly_price,minimum_take_up,shares
        B1,H2,15250,3,E08900001=2;E08900002=1
        B2,H1;H2,,,""",
    "travel_times": """
        from,to,minutes,mode
        C1,H1,25,car
        C2,H2,41.5,""",
    "facts": """
        subject,id,fact,value,by,on
        home,H1,bedrooms,3,social worker,2026-11-10
        child,C1,ehcp,yes,,""",
}  # fmt: skip

WIDE = {
    "children": (
        """
        child_id authority date_of_birth sex needed_by referred_on sibling_group siblings latitude longitude
        postcode school_urn keep_school school_year suits_foster suits_residential suits_supported
        suits_secure needs adaptations languages religion ethnicity disability legal_status solo alongside
        pets distance_intent away_basis away_until uasc dolo unborn purpose where_now current_home_id
        move_agreed_on notice_ends can_wait_until expected_weeks max_school_miles""",
        """
        child_id=C1 | authority=E08900001 | date_of_birth=2013-02-07 | sex=F | needed_by=2026-12-07 |
        referred_on=2026-11-03 | sibling_group=CANARY-GROUP | siblings=must | latitude=53.481234 |
        longitude=-2.241234 | postcode=CANARY1 | school_urn=CANARY-URN | keep_school=yes | school_year=9 |
        suits_foster=preferred | suits_residential=suitable | suits_supported=unsuitable |
        suits_secure=suitable | needs=autism;trauma | adaptations=hoist | languages=CANARY-LANGUAGE |
        religion=CANARY-RELIGION | ethnicity=CANARY-ETHNICITY | disability=CANARY-DISABILITY |
        legal_status=C2 | solo=no | alongside=any | pets=can | distance_intent=away | away_basis=CANARY-BASIS |
        away_until=2027-01-04 | uasc=no | dolo=no | unborn=no | purpose=notice | where_now=other |
        current_home_id=H1 | move_agreed_on=2026-11-02 | notice_ends=2026-12-04 | can_wait_until=2026-12-21
        | expected_weeks=11 | max_school_miles=8.25""",
        """
        child_id=C2 | authority=E08900002 | date_of_birth=2015-04-19 | sex=M | needed_by=2026-11-27 |
        latitude=53.581234 | longitude=-2.441234""",
    ),
    "homes": (
        """
        home_id kind authority sector places available run_by provider owner latitude longitude postcode
        min_age max_age sex needs_met adaptations weekly_fee contract nominated_to status grade registration
        languages religion smoker pets own_children_ages solo_capable named_children bedrooms_sharing
        same_day notice_days available_from confirmed_on""",
        """
        home_id=H1 | kind=fostering | authority=E08900001 | sector=in_house | places=3 | available=1 |
        run_by=E08900001 | provider=Oak Fostering | owner=Oak | latitude=53.49 | longitude=-2.25 | min_age=5
        | max_age=16 | sex=any | needs_met=autism;trauma | adaptations=hoist;wet_room | weekly_fee=650.50 |
        contract=in_house | status=open | grade=good | registration=F-1 | languages=English;Kurdish |
        religion=none | smoker=no | pets=dog | own_children_ages=12;15 | solo_capable=no |
        bedrooms_sharing=no | same_day=yes | notice_days=0 | available_from=2026-11-20 |
        confirmed_on=2026-11-20""",
        """
        home_id=H2 | kind=residential | authority=E08900002 | sector=independent | places=4 | available=2 |
        provider=Elm Care | owner=Elm | latitude=53.59 | longitude=-2.41 | min_age=10 | max_age=17 | sex=any
        | needs_met=none | adaptations=none | weekly_fee=5200 | contract=block | nominated_to=E08900002 |
        status=open | grade=good | registration=SC-2""",
    ),
}
"""Tables with many columns: the columns, then for each row the cells that are not blank."""

PRIVATE = ("children", "residents", "keep_apart", "safety_areas", "contacts")
MAY_BE_SHOWN = ("child_id", "home_id")
ORDER = ("authorities", "children", "homes", *(name for name in TABLES if name != "authorities"))


def _narrow(text: str) -> tuple[list[str], list[dict[str, str]]]:
    header, *rows = csv.reader(line.strip() for line in text.strip().splitlines())
    return header, [dict(zip(header, cells, strict=True)) for cells in rows]


def _wide(columns: str, *rows: str) -> tuple[list[str], list[dict[str, str]]]:
    header = columns.split()
    filled = [dict(cell.strip().split("=", 1) for cell in row.split("|")) for row in rows]
    assert all(set(cells) <= set(header) for cells in filled)
    return header, [{name: cells.get(name, "") for name in header} for cells in filled]


class Folder:
    """A region folder as rows of text; each change is written when it is read."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.settings: str | bytes | None = SETTINGS
        self.columns: dict[str, list[str]] = {}
        self.rows: dict[str, list[dict[str, str]]] = {}
        self.raw: dict[str, bytes] = {}
        for name in ORDER:
            self.columns[name], self.rows[name] = _wide(*WIDE[name]) if name in WIDE else _narrow(TABLES[name])

    def put(self, table: str, column: str, value: str, row: int = 2) -> None:
        """Change one cell; `row` is its line in the file."""
        assert column in self.columns[table]
        self.rows[table][row - 2][column] = value

    def add(self, table: str, like: int = 2, **changes: str) -> int:
        """Add a copy of a row with some cells changed and return its line."""
        self.rows[table].append({**self.rows[table][like - 2], **changes})
        return len(self.rows[table]) + 1

    def drop_column(self, table: str, column: str) -> None:
        """Leave a column out of the file."""
        self.columns[table].remove(column)

    def drop_table(self, table: str) -> None:
        """Leave a file out of the folder."""
        del self.columns[table]

    def text(self, table: str) -> str:
        """Return a table as it will be written."""
        out = io.StringIO()
        writer = csv.DictWriter(out, self.columns[table], extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows(self.rows[table])
        return out.getvalue()

    def line(self, table: str, row: int, text: str) -> None:
        """Replace a whole line of a file."""
        lines = self.text(table).splitlines()
        lines[row - 1] = text
        self.raw[table] = ("\n".join(lines) + "\n").encode()

    def write(self) -> Path:
        """Write the folder."""
        if isinstance(self.settings, str):
            (self.path / "region.toml").write_text(self.settings, encoding="utf-8")
        elif self.settings is not None:
            (self.path / "region.toml").write_bytes(self.settings)
        for table in self.columns:
            (self.path / f"{table}.csv").write_bytes(self.raw.get(table, self.text(table).encode()))
        return self.path

    def read(self) -> Reading:
        """Write the folder, read it, and make sure that no private cell stands in any message."""
        reading = read_region(self.write())
        shown = "\n".join(f"{p.message} {p.fix} {p.sentence()} {p.table} {p.column}" for p in reading.problems)
        leaked = {cell for cell in self.secrets() if cell in shown}
        assert not leaked, f"cells that may not be shown: {leaked}"
        return reading

    def secrets(self) -> set[str]:
        """Return every private cell that could not stand in a message by chance."""
        cells = {
            cell
            for table in PRIVATE
            for row in self.rows[table]
            for column, cell in row.items()
            if column not in MAY_BE_SHOWN
        }
        return {cell for cell in cells if len(cell) > 3 and re.search(r"[0-9A-Z]", cell)}


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """A small valid region folder, not yet written."""
    return Folder(tmp_path)


def errors(reading: Reading) -> set[tuple[str, int | None, str | None, str]]:
    """Return where every error is: table without ending, row, column, code."""
    return _places(reading, "error")


def warnings(reading: Reading) -> set[tuple[str, int | None, str | None, str]]:
    """Return where every warning is."""
    return _places(reading, "warning")


def _places(reading: Reading, severity: str) -> set[tuple[str, int | None, str | None, str]]:
    return {_place(p) for p in reading.problems if p.severity == severity}


def _place(problem: Problem) -> tuple[str, int | None, str | None, str]:
    return problem.table.removesuffix(".csv"), problem.row, problem.column, problem.code


@pytest.fixture
def errors_of():
    """Return where every error of a reading is."""
    return errors


@pytest.fixture
def warnings_of():
    """Return where every warning of a reading is."""
    return warnings
