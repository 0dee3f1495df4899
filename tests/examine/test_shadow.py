"""A past week marked blind: no cell tells whose home is whose, and a marked sheet is counted as it was marked."""

import csv
import io
import json
import re
from functools import cache
from pathlib import Path
from random import Random

import pytest
from books import book, filled, parts
from properties.regions import small_region
from scipy.stats import binomtest

import placements
from placements import api, examine
from placements.errors import InputError
from placements.explain.blind import cards
from placements.explain.marks import Mark, kappa, results, tally
from placements.explain.shadow import Shadow
from placements.policy.policy import default_policy
from placements.reports.shadow import shadow_page, shadow_workbook
from placements.tables.actual import Actual
from placements.tables.workbook import read_sheets

NOTE = "fell out with the dog"


@cache
def region():
    return api.load(api.sample("greater_manchester"))


@cache
def proposed():
    return api.match(region()).review


def decided(seed=0, share=3):
    """Return decisions as they might have been: every third child elsewhere, some nowhere, as child -> home or None."""
    random, found = Random(seed), {c: proposed().home_of.get(c) for c in sorted(region().group_of)}
    for child_id in random.sample(sorted(found), len(found) // share):
        found[child_id] = random.choice([None, *region().home])
    return found


def shadow(home_of, seed=1, review=None, **more):
    return Shadow(Actual(home_of, more.get("days", {}), more.get("notes", {})), review or proposed(), seed)


@cache
def made():
    return shadow(decided())


# Blinding


def turned(found):
    """Return the same week with decision and proposal exchanged."""
    home_of = {c: found.proposal.home_of.get(c) for c in found.actual.home_of}
    other = {c: h for c, h in found.actual.home_of.items() if h}
    return Shadow(Actual(home_of, {}, {}), found.proposal.after(other), found.seed)


@pytest.mark.parametrize("seed", range(30))
def test_cards_are_the_same_whichever_side_was_decided_on(seed):
    small = small_region(seed)
    review, random = placements.match(small).review, Random(seed)
    home_of = {c: random.choice([None, *small.home]) for c in small.group_of}
    one = Shadow(Actual(home_of, {}, {}), review, seed)
    two = turned(one)
    assert [c.shown() for c in one.cards] == [c.shown() for c in two.cards]
    assert [c.proposal for c in one.cards] == [{"X": "Y", "Y": "X"}[c.proposal] for c in two.cards]
    assert one.fingerprint == two.fingerprint


def test_the_sheets_are_the_same_bytes_whichever_side_was_decided_on():
    one, two = made(), turned(made())
    for write in (shadow_page, shadow_workbook):
        assert write(one.to_dict(), one.cards) == write(two.to_dict(), two.cards)


def test_x_and_y_have_the_same_lines():
    names = {tuple(name for name, _ in option.facts) for card in made().cards for option in (card.x, card.y)}
    assert len(made().cards) > 20
    assert len(names) == 1


def test_over_seeds_the_proposal_is_as_often_x_as_y():
    given = decided()
    letters = [
        card.proposal for seed in range(40)
        for card in cards(region(), default_policy(), given, proposed().home_of, seed)
    ]  # fmt: skip
    assert len(letters) > 800
    assert binomtest(letters.count("X"), len(letters)).pvalue > 0.001


@pytest.mark.parametrize("what", ["kind", "order", "child"])
def test_nothing_goes_with_the_letter(what):
    """Neither the kind of the home proposed, nor the place in the pack, nor the child's id says which letter it has."""
    found = [card for seed in range(20) for card in shadow(decided(seed), seed).cards]
    key = {
        "kind": lambda card: dict((card.x if card.proposal == "X" else card.y).facts)["Kind of home"] == "Foster home",
        "order": lambda card: card.number <= 10, "child": lambda card: card.children[0] < "OLD",
    }[what]  # fmt: skip
    for part in (True, False):
        letters = [card.proposal for card in found if key(card) is part]
        assert len(letters) > 50
        assert binomtest(letters.count("X"), len(letters)).pvalue > 0.001


def test_another_seed_draws_anew():
    first, second = shadow(decided(), 1), shadow(decided(), 2)
    assert [c.children for c in first.cards] != [c.children for c in second.cards]
    assert first.fingerprint != second.fingerprint


def blind_texts(folder):
    """Return everything written in the sheets to be marked, properties of the workbook included."""
    return [(folder / "blind" / "shadow.html").read_text(encoding="utf-8"),
            *parts(folder / "blind" / "shadow.xlsx").values()]  # fmt: skip


def test_no_id_no_point_and_no_note_stands_on_the_sheets(tmp_path):
    given = decided()
    child_id = made().cards[0].children[0]
    found = shadow(given, notes={child_id: NOTE}, days={child_id: region().as_of})
    examine.write_shadow(found, tmp_path)
    ids = {*region().home, *region().child, *(h.provider for h in region().homes if h.provider)}
    for text in blind_texts(tmp_path):
        words = set(re.findall(r"[\w/-]+", text))
        assert not words & ids
        assert NOTE not in text
        assert "points" not in text.lower()
        assert "proposal:" not in text.lower()
    key = (tmp_path / "key" / "shadow-key.csv").read_text(encoding="utf-8")
    assert NOTE in key
    assert {path.name for path in (tmp_path / "blind").iterdir()} == {"shadow.html", "shadow.xlsx"}


def test_the_same_week_gives_the_same_bytes(tmp_path):
    for name in ("one", "two"):
        examine.write_shadow(shadow(decided()), tmp_path / name)
    for path in (tmp_path / "one").rglob("*.*"):
        assert path.read_bytes() == (tmp_path / "two" / path.relative_to(tmp_path / "one")).read_bytes()


def test_brothers_and_sisters_between_the_same_two_homes_share_a_card():
    given = dict(decided(share=1000))
    group = next(g for g in region().group_of.values() if len(g) == 2 and len({given[c] for c in g}) == 1)
    home_id = next(h for h in region().home if h != given[group[0]])
    found = shadow({**{c: proposed().home_of.get(c) for c in given}, **dict.fromkeys(group, home_id)})
    (card,) = found.cards
    assert set(card.children) == set(group)
    assert "child 2" in dict(card.about)["Age"] or len({region().child[c].date_of_birth for c in group}) == 1
    sides = [dict(option.facts)["Brothers and sisters"] for option in (card.x, card.y)]
    assert sides == ["with 1 of 1"] * 2 or "-" in sides


# Marking


def typed(path, marks):
    """Type marks into the sheet: card -> (better, sure, why)."""
    rows = read_sheets(path)["Cards"]
    line = {int(float(row[0])): n for n, row in enumerate(rows, 1) if n > 1}
    cells = {f"{column}{line[card]}": text for card, said in marks.items()
             for column, text in zip("EFG", said, strict=False) if text}  # fmt: skip
    return filled(path, cells)


def test_a_marked_sheet_is_counted_as_it_was_marked(tmp_path):
    found = made()
    examine.write_shadow(found, tmp_path)
    random = Random(5)
    said = {c.number: random.choice([("X",), ("Y", "sure"), ("equal", "not sure", "the same to me"), ("neither",), ()])
            for c in found.cards}  # fmt: skip
    typed(tmp_path / "blind" / "shadow.xlsx", {n: mark for n, mark in said.items() if mark})
    counted = examine.marked(found, [tmp_path / "blind" / "shadow.xlsx"])["markers"][0]
    letter = {c.number: c.proposal for c in found.cards}
    wins = sum(bool(m) and m[0] == letter[n] for n, m in said.items())
    losses = sum(bool(m) and m[0] in ("X", "Y") and m[0] != letter[n] for n, m in said.items())
    assert (counted["all"]["proposal"], counted["all"]["actual"]) == (wins, losses)
    assert counted["all"]["equal"] == sum(m[:1] == ("equal",) for m in said.values())
    assert counted["all"]["marked"] == sum(bool(m) for m in said.values())
    assert counted["all"]["cards"] == len(found.cards)
    for name in ("by_class", "by_kind", "by_record"):
        assert sum(row["cards"] for row in counted[name]) == len(found.cards)
        assert sum(row["proposal"] for row in counted[name]) == wins
    assert sum(row["marked"] for row in counted["by_sure"]) == counted["all"]["marked"]


def test_two_markers_who_agree_and_two_who_do_not(tmp_path):
    found = made()
    for name, other in (("one", {}), ("two", {}), ("three", {"X": "Y", "Y": "X"})):
        examine.write_shadow(found, tmp_path / name)
        marks = {c.number: ("X" if c.number % 3 else "Y",) for c in found.cards}
        typed(tmp_path / name / "blind" / "shadow.xlsx", {n: (other.get(m[0], m[0]),) for n, m in marks.items()})
    sheets = [tmp_path / name / "blind" / "shadow.xlsx" for name in ("one", "two", "three")]
    pairs = {tuple(row["markers"]): row for row in examine.marked(found, sheets)["agreement"]}
    assert pairs[1, 2]["kappa"] == 1
    assert pairs[1, 2]["agreed"] == pairs[1, 2]["cards"] == len(found.cards)
    assert pairs[1, 3]["agreed"] == 0
    assert pairs[1, 3]["kappa"] < 0


def test_a_sheet_of_other_decisions_is_refused(tmp_path):
    examine.write_shadow(made(), tmp_path)
    for other in (shadow(decided(9)), shadow(decided(), 2)):
        with pytest.raises(InputError, match="made from other rows"):
            examine.marked(other, [tmp_path / "blind" / "shadow.xlsx"])
    stranger = book(tmp_path / "other.xlsx", {"Sheet1": [["a"]]})
    with pytest.raises(InputError, match="not a marked sheet"):
        examine.marked(made(), [stranger])


def test_every_mark_that_cannot_be_read_is_named_at_once(tmp_path):
    found = made()
    head = ["Card", "Better for the child", "How sure", "Why"]
    rows = [
        head,
        [1, "x", "SURE", ""],
        [1, "Y"],
        [2, "both"],
        [3, "X", "perhaps"],
        [999, "Y"],
        ["", "X"],
        [4, "", "", "?"],
    ]
    sheet = book(tmp_path / "m.xlsx", {"Cards": rows, "Read me": [["What", "Says"], ["Sheet", found.fingerprint]]})
    with pytest.raises(InputError) as refused:
        examine.marked(found, [sheet])
    assert sorted((p.row, p.column) for p in refused.value.problems) == [
        (3, "Card"), (4, "Better for the child"), (5, "How sure"), (6, "Card"), (7, "Card"),
    ]  # fmt: skip
    good = book(tmp_path / "g.xlsx", {"Cards": rows[:2], "Read me": [["What", "Says"], ["Sheet", found.fingerprint]]})
    assert examine.marked(found, [good])["markers"][0]["all"]["marked"] == 1


def test_kappa_is_that_of_known_examples():
    """Two readers of fifty grants: 20 yes by both, 15 no by both, 5 and 10 otherwise: kappa 0.4."""
    one = ["yes"] * 25 + ["no"] * 25
    two = ["yes"] * 20 + ["no"] * 5 + ["yes"] * 10 + ["no"] * 15
    assert kappa(one, two) == 0.4
    assert kappa(one, one) == 1
    assert kappa(["a"] * 5, ["a"] * 5) is None
    assert kappa([], []) is None


def test_the_interval_is_wilsons():
    """Worked out here from the textbook formula, for 7 of 10."""
    key = [{"card": n, "proposal": "X"} for n in range(1, 13)]
    marks = {n: Mark("X" if n <= 7 else "Y") for n in range(1, 11)} | {11: Mark("equal"), 12: Mark("neither")}
    row = tally(key, marks)
    z, share, n = 1.959964, 0.7, 10
    middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * (share * (1 - share) / n + z * z / (4 * n * n)) ** 0.5
    assert (row["share"], row["low"], row["high"]) == (0.7, round(middle - half, 3), round(middle + half, 3))
    assert (row["equal"], row["neither"]) == (1, 1)
    assert tally(key, {})["share"] is None
    assert results([], [{}])["markers"][0]["by_class"] == []


# The decisions


def actual_csv(tmp_path, rows, head="child_id,home_id,decided_on,outcome_note"):
    path = tmp_path / "decided.csv"
    path.write_text("\n".join([head, *rows, ""]), encoding="utf-8")
    return path


def test_what_no_rule_allows_is_named_with_its_reason(tmp_path):
    small = api.load(api.sample("small"))
    rows = ["MAN-01,NOWHERE-1,20/11/2026,", "MAN-02,BOL-F2,,went well", "MAN-03,,,", "BOL-01,BOL-F2,,"]
    found = examine.shadow(small, actual_csv(tmp_path, rows))
    document = found.to_dict()
    rules = {(row["rule"], tuple(row["children"])) for row in document["not_allowed"]}
    assert ("NOT-ON-RECORD", ("MAN-01",)) in rules
    assert not document["lawful"]
    for row in document["not_allowed"]:
        assert row["message"]
    assert "MAN-01" not in {c for card in document["cards"] for c in card["children"]}
    assert set(document["not_given"]) == set(small.group_of) - {"MAN-01", "MAN-02", "MAN-03", "BOL-01"}
    scored = api.score(small, {"MAN-02": "BOL-F2", "BOL-01": "BOL-F2"})
    levels = {row["name"]: row for row in document["levels"]}
    assert {f["rule"] for f in scored.problems} == {rule for rule, _ in rules} - {"NOT-ON-RECORD"}
    for row in scored.to_dict()["levels"]:
        assert (levels[row["name"]]["actual"], levels[row["name"]]["proposal"]) == (row["value"], row["best"])


def test_the_key_tells_which_is_which():
    document = made().to_dict()
    for row in document["cards"]:
        assert row["proposed"] == (row["x"] if row["proposal"] == "X" else row["y"])
        for child_id in row["children"]:
            assert (row["proposed"], row["decided"]) == (proposed().home_of.get(child_id), decided()[child_id])
    on_cards = {c for row in document["cards"] for c in row["children"]}
    assert on_cards == set(document["differ"])
    assert not on_cards & set(document["alike"])
    assert json.loads(json.dumps(document)) == document


@pytest.mark.parametrize(
    ("rows", "column"),
    [
        (["GHOST,MAN-F1,,"], "child_id"), (["MAN-01,BOL-F2,,", "MAN-01,BOL-F1,,"], "child_id"),
        (["MAN-01,BOL-F2,32/11/2026,"], "decided_on"), (["MAN-01,BOL-F2,,,too many"], None),
    ],
)  # fmt: skip
def test_decisions_that_cannot_be_read_are_refused(tmp_path, rows, column):
    with pytest.raises(InputError) as refused:
        examine.shadow(api.load(api.sample("small")), actual_csv(tmp_path, rows))
    assert column in [p.column for p in refused.value.problems]


def test_a_missing_column_is_named(tmp_path):
    with pytest.raises(InputError) as refused:
        examine.shadow(api.load(api.sample("small")), actual_csv(tmp_path, ["MAN-01"], "child_id"))
    assert [p.column for p in refused.value.problems] == ["home_id"]


def test_the_key_is_inert_text(tmp_path):
    child_id = made().cards[0].children[0]
    examine.write_shadow(shadow(decided(), notes={child_id: "=1+1"}), tmp_path)
    text = Path(tmp_path / "key" / "shadow-key.csv").read_text(encoding="utf-8")
    notes = [row["outcome_note"] for row in csv.DictReader(io.StringIO(text))]
    assert not any(note.startswith("=") for note in notes)
    assert any("1+1" in note for note in notes)
