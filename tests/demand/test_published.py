"""The reader's figures are those of the files, counted here by csv alone; what is not told is imputed and said so."""

import csv
from datetime import date

import numpy as np
import pytest

from placements.demand import sheets
from placements.demand.areas import authorities_of
from placements.demand.population import population
from placements.demand.published import CEASED, FILES, MOVES, STARTED, STOCK, read_published
from placements.errors import InputError, UsageError
from placements.geography.authorities import authority_facts

OLD = {"E08000038": "E08000016", "E08000039": "E08000019"}


def told(data, file, group, name, year, code):
    with (data / file).open(encoding="utf-8-sig", newline="") as rows:
        found = [
            row["number"] for row in csv.DictReader(rows)
            if row["time_period"] == str(year) and row["cla_group"] == group and row["characteristic"] == name
            and row["new_la_code"] == OLD.get(code, code)
        ]  # fmt: skip
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize(
    ("table", "file", "group", "name", "row"),
    [
        ("age", STOCK, "Age group", "10 to 15 years", 3), ("kind", STOCK, "Placement", "Foster placements", 0),
        ("uasc", STOCK, "Unaccompanied asylum-seeking children", "UASC", 1),
        ("need", STOCK, "Category of need", "N1. Abuse or neglect", 0),
        ("started_age", STARTED, "Age on starting", "Under 1 year", 0),
        ("ceased_age", CEASED, "Age on ceasing", "18 years and over", 6),
        ("ceased_reason", CEASED, "Reason episode ceased", "Special guardianship order", 3),
    ],
)  # fmt: skip
@pytest.mark.parametrize("code", ["E10000016", "E08000038", "E06000060"])
def test_figures_are_those_of_the_file(data, table, file, group, name, row, code):
    published = read_published(data, [code], 2025)
    for at, year in enumerate(published.years):
        text = told(data, file, group, name, year, code)
        if text.isdigit():
            assert not published[table].imputed[at, 0, row]
            assert published[table].value[at, 0, row] == pytest.approx(float(text))
        else:
            assert published[table].imputed[at, 0, row]


def test_every_table_keeps_the_authoritys_total(data):
    published = read_published(data, authorities_of("South East"), 2025)
    for name in ("kind", "uasc", "sex", "need"):
        assert published[name].totals == pytest.approx(published["age"].totals)
    assert published["started_uasc"].totals == pytest.approx(published["started_age"].totals)
    assert published["ceased_reason"].totals == pytest.approx(published["ceased_age"].totals)
    assert published.not_told == sum(int(table.imputed.sum()) for table in published.tables.values()) > 0
    assert all((table.value >= 0).all() for table in published.tables.values())


def test_england_adds_up_to_its_published_totals(data):
    published = read_published(data, authorities_of("England"), 2025)
    assert published["age"].totals[-1].sum() == pytest.approx(81_770, abs=15)
    assert published["ceased_age"].totals[-1].sum() == pytest.approx(34_450, abs=15)
    assert published.england_moves[-1] == 59_140 - 10_500
    code = published.authorities.index("E06000063")
    assert np.isnan(published["age"].value[0, code]).all()
    assert (published["age"].value[-1, code] > 0).any()


def test_later_years_are_not_looked_at(data):
    assert read_published(data, ["E10000016"], 2023).years == (2021, 2022, 2023)
    with pytest.raises(InputError):
        read_published(data, ["E10000016"], 2021)


def test_missing_files_and_unknown_authorities_are_named(tmp_path, data):
    with pytest.raises(InputError) as fault:
        read_published(tmp_path, ["E10000016"], 2025)
    assert all(name in str(fault.value) for name in FILES)
    with pytest.raises(InputError, match="E99999999"):
        read_published(data, ["E99999999"], 2025)


def test_both_ways_the_department_names_its_columns_are_read(tmp_path, data):
    new, old = (sheets.read_sheet(data, name, {}) for name in (MOVES, STOCK))
    assert list(new.columns) == list(old.columns)
    (tmp_path / "bad.csv").write_text("time_period,number\n2025,1\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"bad\.csv"):
        sheets.read_sheet(tmp_path, "bad.csv", {})


def test_letters_are_no_numbers(tmp_path):
    rows = "\n".join(f"2025,National,g,{letter},{letter}" for letter in ("c", "k", "low", "x", "-", "12", "1,300"))
    text = "\ufefftime_period,geographic_level,cla_group,characteristic,number\n" + rows.replace("1,300", '"1,300"')
    (tmp_path / "t.csv").write_text(text + "\n", encoding="utf-8")
    sheet = sheets.read_sheet(tmp_path, "t.csv", {})
    assert sheet["value"].tolist()[-2:] == [12.0, 1300.0]
    assert sheet["value"][:5].isna().all()
    assert sheet["mark"].tolist()[:5] == ["c", "k", "low", "x", "-"]


def test_population_is_that_of_the_estimates_and_cohorts_grow_older(data):
    codes = authorities_of("South East")
    people = population(data, codes, range(2021, 2030), 2025)
    with (data / "population/ons_mye_children_0_17_by_la_2012_2024.csv").open(encoding="utf-8-sig", newline="") as rows:
        kent = {row["time_period"]: row for row in csv.DictReader(rows) if row["new_la_code"] == "E10000016"}
    at = codes.index("E10000016")
    for year in (2021, 2023, 2024):
        assert people[year - 2021, at].sum() == pytest.approx(float(kent[str(year)]["population_estimate"]), rel=1e-9)
    assert people[6, at, 10] / people[5, at, 9] == pytest.approx(1.0, abs=0.02)
    assert (people > 0).all()
    early = population(data, codes, range(2021, 2030), 2022)
    assert np.array_equal(early[:2], people[:2])
    assert not np.array_equal(early[3], people[3])


def test_areas_are_understood():
    facts = authority_facts()
    assert len(authorities_of("South East")) == 19
    assert authorities_of("south_east") == authorities_of("South East")
    assert len(authorities_of("greater_manchester")) == 10
    assert len(authorities_of("England")) == len(facts) == 153
    assert authorities_of("Kent, E06000060") == ("E10000016", "E06000060")
    assert [facts[code].name for code in authorities_of("Bournemouth, Christchurch and Poole")] != []
    with pytest.raises(UsageError, match="Atlantis"):
        authorities_of("Kent, Atlantis")


def test_a_year_begins_on_the_first_of_april():
    from placements.demand.fit import last_count

    assert last_count(date(2025, 3, 30)) == 2024
    assert last_count(date(2025, 3, 31)) == 2025
