"""Scenario files: read, run, compared, and said to be stale."""

import hashlib
import json
import tomllib
from datetime import date

import pytest
from sufficiency.levers.standin import Simple

from placements import foresee
from placements.errors import InputError, UsageError
from placements.sufficiency.levers.compare import NEVER, compare
from placements.sufficiency.levers.register import register
from placements.sufficiency.levers.run import Ground, run
from placements.sufficiency.levers.scenario import checked, read_scenario, record_run, scenario_of, write_template

AS_OF = date(2026, 11, 23)
FIRST = """\
# Ours, as agreed in March.
name = "Early help"
weeks = 156  # three years
budget = 4000000

[[levers]]
lever = "family_group_conference"
from = 2027-04-01
reach = 0.6

[[levers]]
lever = "staying_put"
from = 2027-04-01
reach = 0.3
"""
SECOND = """\
name = "Going home"
arrivals = 1.1
supply = 0.9

[[levers]]
lever = "reunification_support"
from = 2027-01-04
authorities = ["A"]

[[levers]]
lever = "pause"
from = 2027-01-04
"""


def ground(data="data", area="area", as_of=AS_OF):
    return Ground("Anywhere", ("A", "B"), as_of, Simple, area, data, ("Made up.",))


@pytest.fixture
def files(tmp_path):
    paths = []
    for name, text in (("first.toml", FIRST), ("second.toml", SECOND)):
        (tmp_path / name).write_text(text, encoding="utf-8")
        paths.append(tmp_path / name)
    return paths


def ran(path, where=None, **more):
    return run(read_scenario(path, register()), where or ground(), register(), **{"replicates": 4, "seed": 1, **more})


def problems(text):
    with pytest.raises(InputError) as fault:
        scenario_of(tomllib.loads(text), register(), "x.toml")
    return " ".join(problem.sentence() for problem in fault.value.problems)


# Reading


def test_weeks_count_from_the_day(files):
    one, two = read_scenario(files[0], register()).uses(AS_OF)
    assert one.week == two.week == (date(2027, 4, 1) - AS_OF).days // 7
    assert (one.reach, two.reach) == (0.6, 0.3)


def test_every_fault_is_said_at_once():
    said = problems(
        'name = "x"\n[[levers]]\nlever = "magic"\nfrom = 2027-01-01\n[[levers]]\nlever = "recruitment"\n'
        'from = 2027-01-01\n[[levers]]\nlever = "mst"\nfrom = 2027-01-01\namount = 3.0\n'
    )
    assert "no such lever" in said
    assert "households more a year" in said
    assert "takes a reach" in said
    said = problems('name = ""\nweeks = 3\nwho = 1\n[[levers]]\nlever = "mst"\nfrom = 2027-01-01\nreach = 2\n')
    assert all(key in said for key in ("name", "weeks", "who", "levers.0.reach"))


@pytest.mark.parametrize(
    ("evidence", "said"),
    [
        ('grade = "hearsay"\neligible = "family_entries"', "one of rct"),
        ('grade = "rct"\neligible = "everybody"', "one of family_entries"),
        ('grade = "rct"\nflow = "places"\nkind = "fostering"', "one of shift"),
        ('grade = "rct"', "names `eligible`"),
        ('grade = "rct"\nflow = "shift"\nkind = "fostering"', "names `eligible`"),
    ],
)
def test_evidence_that_cannot_stand_is_refused(evidence, said):
    text = f'name = "x"\n[[levers]]\nlever = "pause"\nfrom = 2027-01-01\n[[levers.evidence]]\n{evidence}\n'
    assert said in problems(text + 'reported = { median = 0.9, source = "ours" }\n')


def test_files_that_are_none_are_refused(tmp_path):
    with pytest.raises(InputError, match="no scenario file"):
        read_scenario(tmp_path / "none.toml", register())
    (tmp_path / "bad.toml").write_text("name =", encoding="utf-8")
    with pytest.raises(InputError, match="cannot be read as TOML"):
        read_scenario(tmp_path / "bad.toml", register())
    (tmp_path / "odd.toml").write_bytes(b"name = '\xff'")
    with pytest.raises(InputError, match="not text"):
        read_scenario(tmp_path / "odd.toml", register())


def test_a_lever_that_began_before_the_day_or_runs_elsewhere_is_refused(files):
    found = read_scenario(files[1], register())
    assert checked(found, AS_OF, ("A", "B"), "x") is found
    with pytest.raises(InputError) as fault:
        checked(found, date(2028, 1, 1), ("B",), "x")
    said = " ".join(problem.sentence() for problem in fault.value.problems)
    assert "in today's rates" in said
    assert "not one of the area" in said


def test_somebodys_own_evidence_is_shrunk_and_used(tmp_path):
    text = 'name = "x"\n[[levers]]\nlever = "pause"\nfrom = 2026-11-23\n'
    evidence = '[[levers.evidence]]\neligible = "family_entries"\ngrade = "{}"\n'
    evidence += 'reported = {{ median = 0.5, low = 0.4, high = 0.6, source = "our own" }}\n'
    middles = []
    for grade in ("rct", "before_after", "none"):
        (tmp_path / "x.toml").write_text(text + evidence.format(grade), encoding="utf-8")
        found = ran(tmp_path / "x.toml").to_dict()
        middles.append(found["levers"][0]["effects"][0]["used"]["median"])
        assert "has no usable effect" not in " ".join(found["levers"][0]["says"])
    assert middles == pytest.approx([0.5**0.9, 0.5**0.4, 1.0])


def test_the_template_can_be_read_and_run(tmp_path):
    path = write_template(tmp_path / "new.toml", date(2027, 4, 1))
    found = checked(read_scenario(path, register()), AS_OF, ("A", "B"), "new.toml")
    assert [one.lever for one in found.levers] == ["family_group_conference", "reunification_support"]
    # What is only a remark can be uncommented, and then it is a scenario, too.
    whole = "\n".join(line.removeprefix("# ") if "=" in line or "[[" in line else line for line in
                      path.read_text(encoding="utf-8").splitlines())  # fmt: skip
    assert len(scenario_of(tomllib.loads(whole), register(), "x").levers) == 3
    with pytest.raises(UsageError, match="of that name"):
        write_template(path, AS_OF)
    with pytest.raises(UsageError, match=r"\.toml"):
        write_template(tmp_path / "new.txt", AS_OF)


# Running


def test_a_scenario_says_what_it_changes(files):
    found = ran(files[0]).to_dict()
    assert found["schema"] == "placements/scenario/1"
    assert [row["date"] for row in found["stock"]] == ["2027-11-22", "2028-11-20", "2029-11-19"]
    for row in found["stock"]:
        assert row["difference"]["p10"] <= row["difference"]["p50"] <= row["difference"]["p90"]
        # Paired, so means differ exactly by the difference (but for rounding).
        assert row["with_levers"]["mean"] - row["without_levers"]["mean"] == pytest.approx(
            row["difference"]["mean"], abs=0.2
        )
    conference, staying = found["levers"]
    assert conference["places"] == []
    assert [(p["kind"], p["places"]["p90"] < 0) for p in staying["places"]] == [("fostering", True)]
    assert staying["stock"]["mean"] == 0
    assert found["mixes"]["simulated"]
    assert found["mixes"]["tried"] >= 1
    assert all(mix["spend"]["mean"] <= 4_000_000 for mix in found["mixes"]["best"])
    judged = found["mixes"]["held_out"]
    assert judged["paths"] == 30
    assert judged["less_next_best"]["p10"] <= judged["less_next_best"]["p90"]
    assert 0 <= judged["better_than_next_best"] <= 1
    assert any("found by matching" in note for note in found["notes"])
    assert json.dumps(found, allow_nan=False)


def test_what_has_no_usable_effect_says_so_and_changes_nothing(files):
    found = ran(files[1]).to_dict()
    pause = found["levers"][1]
    assert "has no usable effect" in pause["says"][0]
    assert pause["stock"]["p10"] == pause["stock"]["p90"] == 0
    assert found["stock"][0]["today"]["mean"] < found["stock"][0]["without_levers"]["mean"]


def test_what_begins_after_the_last_week_is_said(tmp_path):
    (tmp_path / "x.toml").write_text(
        'name = "x"\nweeks = 60\n[[levers]]\nlever = "mst"\nfrom = 2027-11-01\n', encoding="utf-8"
    )
    (says, *_) = ran(tmp_path / "x.toml").to_dict()["levers"][0]["says"]
    assert "after the last week" in says


def test_levers_for_the_same_children_are_said_to_share_them(tmp_path):
    text = 'name = "x"\n' + "".join(
        f'[[levers]]\nlever = "{name}"\nfrom = 2026-11-23\n' for name in ("family_valued", "family_safeguarding")
    )
    (tmp_path / "x.toml").write_text(text, encoding="utf-8")
    for row in ran(tmp_path / "x.toml").to_dict()["levers"]:
        assert any("It reaches 50 %" in text for text in row["says"])


def test_the_same_seed_gives_the_same_bytes_and_another_other_ones(files):
    one, two, other = (json.dumps(ran(files[0], seed=s).to_dict(), sort_keys=True) for s in (1, 1, 2))
    assert one == two
    assert one != other


# Stale


def test_what_it_was_run_on_is_written_and_the_rest_of_the_file_kept(files):
    now = ran(files[0]).ran_with
    record_run(files[0], now)
    text = files[0].read_text(encoding="utf-8")
    assert text.startswith(FIRST.rstrip("\n"))
    again = read_scenario(files[0], register())
    assert again.ran_with == now
    assert again.stale(now) == []
    assert ran(files[0]).to_dict()["stale"] == []
    record_run(files[0], now)
    assert files[0].read_text(encoding="utf-8") == text


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"data": "other"}, "the data are others"), ({"area": "other"}, "another area"),
        ({"as_of": date(2026, 11, 30)}, "as of 2026-11-23"),
    ],
)  # fmt: skip
def test_a_stale_scenario_says_what_changed(files, change, said):
    record_run(files[0], ran(files[0]).ran_with)
    record_run(files[1], ran(files[1], ground(**change)).ran_with)
    found = compare([ran(path, ground(**change)) for path in files])
    first, second = found["scenarios"]
    assert said in first["says"]
    assert first["says"].startswith("Stale:")
    assert second["stale"] == []
    assert second["says"] == ""


def test_an_edited_scenario_is_stale_and_other_seeds_are_said(files):
    record_run(files[0], ran(files[0]).ran_with)
    text = files[0].read_text(encoding="utf-8")
    files[0].write_text(text.replace("reach = 0.6", "reach = 0.7"), encoding="utf-8")
    assert ran(files[0]).to_dict()["stale"] == ["the scenario was edited"]
    assert "it was run with seed 1" in ran(files[0], seed=5).to_dict()["stale"]
    files[0].write_text(text.replace("# Ours, as agreed", "# Ours, as not agreed"), encoding="utf-8")
    assert ran(files[0]).to_dict()["stale"] == []


# Comparing


def test_scenarios_are_compared_path_by_path(files):
    found = compare([ran(path) for path in files])
    (pair,) = found["pairs"]
    assert (pair["a"], pair["b"]) == ("Early help", "Going home")
    first, second = (row["stock"]["mean"] for row in found["scenarios"])
    assert pair["stock"]["mean"] == pytest.approx(second - first, abs=0.2)
    assert pair["stock"]["mean"] > 0
    assert pair["stock"]["lower"] == 0
    assert all(row["says"] == NEVER for row in found["scenarios"])


def test_a_scenario_does_not_differ_from_itself(files):
    (pair,) = compare([ran(files[0]), ran(files[0])])["pairs"]
    for key in ("stock", "bed_weeks", "spend", "cost_and_spend"):
        assert all(pair[key][end] == 0 for end in ("p2_5", "p50", "p97_5", "mean"))


def test_what_cannot_be_compared_is_refused(files):
    with pytest.raises(UsageError, match="two scenarios"):
        compare([ran(files[0])])
    files[1].write_text(SECOND.replace("arrivals", "weeks = 104\narrivals"), encoding="utf-8")
    with pytest.raises(UsageError, match="same number of weeks"):
        compare([ran(path) for path in files])


# The functions a program calls


@pytest.fixture
def stood_in(monkeypatch):
    monkeypatch.setattr(foresee, "_ground", lambda *_: ground())


@pytest.mark.usefixtures("stood_in")
def test_running_writes_into_the_file_unless_told_not_to(files):
    before = hashlib.sha256(files[0].read_bytes()).digest()
    told = []
    found = foresee.scenario(files[0], replicates=3, record=False, progress=lambda *at: told.append(at))
    assert told[0] == (1, 33)
    assert told[-1] == (33, 33)
    assert hashlib.sha256(files[0].read_bytes()).digest() == before
    assert foresee.scenario(files[0], replicates=3) == found
    assert read_scenario(files[0], register()).ran_with is not None


@pytest.mark.usefixtures("stood_in")
def test_comparing_writes_nothing(files):
    told = []
    found = foresee.compare_scenarios(files, replicates=2, progress=lambda *at: told.append(at))
    assert told[-1] == (4, 4)
    assert found["schema"] == "placements/scenario-comparison/1"
    assert [path.read_text(encoding="utf-8") for path in files] == [FIRST, SECOND]


def test_what_is_asked_wrongly_is_said(files):
    for more, said in (
        ({}, "for whom"), ({"area": ["Salford"]}, "--data"), ({"area": ["Salford"], "data": "x"}, "--as-of"),
        ({"area": ["Atlantis"], "data": "x", "as_of": AS_OF}, "Atlantis"),
    ):  # fmt: skip
        with pytest.raises(UsageError, match=said):
            foresee.scenario(files[0], **more)
    with pytest.raises(UsageError, match="two scenario files"):
        foresee.compare_scenarios(files[:1])
    with pytest.raises(UsageError, match="no lever magic"):
        foresee.levers(["magic"])


@pytest.mark.usefixtures("stood_in")
def test_too_few_replicates_are_refused(files):
    with pytest.raises(UsageError, match="--replicates"):
        foresee.scenario(files[0], replicates=1)


def test_the_register_can_be_asked_for(files):
    found = foresee.levers(["mst"])
    assert found["schema"] == "placements/levers/1"
    (lever,) = found["levers"]
    assert lever["effects"][0]["used"]["median"] == 1.0
    assert len(foresee.levers()["levers"]) == len(register().levers)
