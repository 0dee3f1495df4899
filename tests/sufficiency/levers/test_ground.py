"""Scenarios on demand fitted to the published tables."""

from datetime import date

import pytest

from placements import foresee
from placements.errors import InputError
from placements.sufficiency.levers.ground import NATIONAL, POPULATION, PUBLISHED, fingerprint, ground_of_published
from placements.sufficiency.levers.register import register
from placements.sufficiency.levers.run import run
from placements.sufficiency.levers.scenario import checked, read_scenario

AS_OF = date(2026, 11, 23)
FILE = """\
name = "Whole"
weeks = 60
[[levers]]
lever = "pause"
from = 2026-11-23
[[levers.evidence]]
eligible = "family_entries"
grade = "rct"
reported = { median = 0.6, source = "made up" }
"""


def test_a_scenario_runs_on_the_published_tables(data, tmp_path):
    (tmp_path / "x.toml").write_text(FILE, encoding="utf-8")
    made = ground_of_published(data, ["E06000017"], AS_OF, 1, name="Rutland")
    asked = checked(read_scenario(tmp_path / "x.toml", register()), AS_OF, made.authorities, "x.toml")
    one, two = (run(asked, made, register(), replicates=2, seed=1).to_dict() for _ in range(2))
    assert one == two
    assert one["authorities"] == ["E06000017"]
    assert one["stock"][-1]["difference"]["mean"] < 0
    assert one["bed_weeks"][-1]["difference"]["p90"] <= 0
    assert one["stock"][-1]["today"] == one["stock"][-1]["without_levers"]


def test_the_fingerprint_is_of_the_tables_that_are_read(tmp_path):
    for name in {*PUBLISHED, *POPULATION, *NATIONAL}:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("a", encoding="utf-8")
    (tmp_path / "other.csv").write_text("a", encoding="utf-8")
    before = fingerprint(tmp_path)
    (tmp_path / "other.csv").write_text("b", encoding="utf-8")
    assert fingerprint(tmp_path) == before
    (tmp_path / PUBLISHED[0]).write_text("b", encoding="utf-8")
    assert fingerprint(tmp_path) != before


def test_missing_tables_are_named(tmp_path):
    (tmp_path / "x.toml").write_text(FILE, encoding="utf-8")
    with pytest.raises(InputError, match=r"lacks .*\.csv"):
        foresee.scenario(tmp_path / "x.toml", area=["Rutland"], as_of=AS_OF, data=tmp_path)
