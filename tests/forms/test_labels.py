"""The page in lines of text: every question as the page asks it, and places called by their lines."""

import pytest

from placements.errors import InputError
from placements.forms.add import add
from placements.forms.answers import read_page
from placements.forms.page import FIELDS
from placements.forms.referral import new_children

NEEDED = "authority: | Salford\nneeded_by: | Today\n"


@pytest.fixture
def typed(tmp_path):
    """Write a page as lines of text under its heading."""

    def write(text, head="field: same for all | child 1 | child 2"):
        path = tmp_path / "pair.txt"
        path.write_text(f"{head}\n{text}", encoding="utf-8")
        return path

    return write


def problems(path, region):
    with pytest.raises(InputError) as refused:
        new_children(path, region)
    return {(p.cell, p.code) for p in refused.value.problems if p.severity == "error"}


@pytest.mark.parametrize("mark", [":", " :", ","])
def test_every_question_of_the_page_is_known_by_its_label(tmp_path, mark):
    """All 72, verbatim, in the order of the page: in lines of text, and in a CSV file."""
    assert len(FIELDS) == 72
    if mark == ",":
        lines = ["field,same for all,child 1", *(f'"{f.label}",,answer {n}' for n, f in enumerate(FIELDS))]
    else:
        lines = ["field: same for all | child 1", *(f"{f.label}{mark} | answer {n}" for n, f in enumerate(FIELDS))]
    path = tmp_path / "page.txt"
    path.write_text("\n".join(lines), encoding="utf-8")
    page = read_page(path)
    assert {code: answer.text for code, answer in page.answers[1].items()} == {
        field.code: f"answer {n}" for n, field in enumerate(FIELDS)
    }
    assert page.answers[0] == {}


def test_labels_with_colons_are_answered(typed, region):
    text = NEEDED + "Age: | 12\nSex: | girl\nRisk to child: going missing: | yes\nRisk to child: self-harm: | no\n"
    text += "Keep away from 1: postcode: | M8 4\nmiles around it: | 2\non whose word: | court\n"
    text += "Family time 2: with whom (role): | aunt\nReligion: | Church: of England\n"
    text += "  where: postcode: | M6 5\ntimes a week: | 2\n"
    found = new_children(typed(text), region)
    child = found.region.child["NEW-1"]
    assert (child.sex, child.needs, child.religion) == ("F", ("missing_episodes",), "Church: of England")
    (area,) = (a for a in found.region.safety_areas if a.child_id == "NEW-1")
    assert (area.postcode, area.radius_miles, area.basis) == ("M8 4", 2, "court")
    (contact,) = (c for c in found.region.contacts if c.child_id == "NEW-1")
    assert (contact.person, contact.postcode, contact.times_per_week) == ("aunt", "M6 5", 2)


def test_a_question_below_no_other_is_refused(typed, region):
    path = typed("where: postcode: | M6 5\n")
    with pytest.raises(InputError) as refused:
        new_children(path, region)
    (problem,) = refused.value.problems
    assert (problem.cell, problem.code) == ("line 2", "FIELD")
    assert "below the question it belongs to" in problem.message


def test_places_are_called_by_line_and_child(typed, region):
    text = NEEDED + "Sex: | lass | M\nage: | 9 | 25\nseks: F\n"
    assert problems(typed(text), region) == {("line 6", "FIELD")}
    text = text.replace("seks: F\n", "authority: Bolton\n")
    assert problems(typed(text), region) == {("line 6", "FIELD")}
    text = text.replace("authority: Bolton\n", "pets: perhaps\n")
    assert problems(typed(text), region) == {
        ("line 4, child 1", "ANSWER"), ("line 5, child 2", "NUMBER"), ("line 6, same for all", "ANSWER"),
        ("line 2, child 2", "BLANK"), ("line 3, child 2", "BLANK"),
    }  # fmt: skip


@pytest.mark.parametrize(("word", "code"), [("boy", "M"), ("Girl", "F"), ("male", "M"), ("female", "F"), ("U", "U")])
def test_sex_in_plain_words(typed, region, word, code):
    found = new_children(typed(f"{NEEDED}age: | 9\nSex: | {word}\n"), region)
    assert found.region.child["NEW-1"].sex == code


@pytest.mark.parametrize("age", ["18", "25", "-1", "nine"])
def test_no_age_of_a_child(typed, region, age):
    with pytest.raises(InputError) as refused:
        new_children(typed(f"{NEEDED}Sex: | F\nAge: | {age}\n"), region)
    (problem,) = refused.value.problems
    assert problem.message == "this is not a child's age; write 0 to 17"


def test_a_reference_like_a_name_is_remarked_on_and_not_repeated(typed, region, folder):
    path = typed(f"{NEEDED}Sex: | F\nAge: | 9\nYour reference (never a name): | John Smith\n")
    said = [w.sentence() for w in new_children(path, region).warnings]
    sent = [f.sentence() for f in add([path], folder, dry_run=True).faults]
    for sentences in (said, sent):
        assert sum("looks like a name; use your system's reference" in s and "line 6" in s for s in sentences) == 1
        assert not any("John" in s for s in sentences)


def test_the_first_child_of_a_region_can_be_sent(typed, folder):
    """As after `import ofsted`: homes and authorities, and no children yet."""
    for name in ("approvals", "assessments", "children", "contacts", "keep_apart", "offers", "pins", "safety_areas"):
        (folder / f"{name}.csv").unlink(missing_ok=True)
    found = add([typed(f"{NEEDED}Sex: | F\nAge: | 9\n")], folder)
    assert (found.written, found.children) == (True, ("NEW-1",))
    assert (folder / "children.csv").read_text(encoding="utf-8").count("\n") == 2


def test_a_broken_region_takes_no_page(typed, folder):
    (folder / "homes.csv").unlink()
    with pytest.raises(InputError, match="placements check"):
        add([typed(NEEDED)], folder)
