"""A filled page to a region with the children in it: one child, a pair, six."""

import time
from dataclasses import replace
from datetime import date

import pytest

from placements.domain.codes import Alongside, Basis, Pets, Sex, Siblings, Solo, Suits, WhereNow
from placements.forms.page import FIELDS
from placements.forms.referral import CARRIED, new_children, read_referral
from placements.tables.read import read_region

from .conftest import CHILD, PAIR, cell  # isort: skip


def only(path, region):
    """Return the one child of a page."""
    found = new_children(path, region)
    (child_id,) = found.child_ids
    return found.region.child[child_id]


# One child


def test_one_child(page, region):
    child = only(page(CHILD), region)
    assert (child.child_id, child.authority, child.sex) == ("NEW-1", "E08000006", Sex.F)
    assert (child.date_of_birth, child.needed_by) == (date(2015, 5, 4), date(2026, 11, 25))
    assert child.sibling_group is None


def test_a_single_child_may_stand_under_same_for_all(page, region):
    assert only(page({(code, 0): text for (code, _), text in CHILD.items()}), region).child_id == "NEW-1"


@pytest.mark.parametrize(
    ("code", "text", "column", "value"),
    [
        ("suits_foster", "Preferred", "suits_foster", Suits.PREFERRED),
        ("suits_foster", "Suitable but not preferred", "suits_foster", Suits.SUITABLE),
        ("suits_residential", "Unsuitable", "suits_residential", Suits.UNSUITABLE),
        ("suits_supported", "Not specified", "suits_supported", None),
        ("alongside", "Solo placement required", "solo", Solo.REQUIRED),
        ("alongside", "Solo placement recommended", "solo", Solo.RECOMMENDED),
        ("alongside", "Only with other older children", "alongside", Alongside.ONLY_OLDER),
        ("alongside", "Only with other younger children", "alongside", Alongside.ONLY_YOUNGER),
        ("alongside", "No preference", "alongside", Alongside.ANY),
        ("pets", "Yes - must", "pets", Pets.MUST),
        ("pets", "No", "pets", Pets.NO),
        ("pets", "Not Known", "pets", None),
        ("needs=self_harm", "Risk Present", "needs", ("self_harm",)),
        ("needs=fire_setting", "No known risk", "needs", ()),
        ("needs 2", "autism", "needs", ("autism",)),
        ("adaptations", "hoist;wet_room", "adaptations", ("hoist", "wet_room")),
        ("languages 2", "BSL", "languages", ("bsl",)),
        ("languages", "Polish;English", "languages", ("polish", "english")),
        ("dolo", "yes", "dolo", True),
        ("where_now", "police", "where_now", WhereNow.POLICE),
        ("school_urn", "900003", "school_urn", "900003"),
        ("school_urn", "example primary, manchester", "school_urn", "900001"),
        ("school_urn", "123456", "school_urn", "123456"),
        ("sex", "male", "sex", Sex.M),
        ("authority", "Bolton", "authority", "E08000001"),
        ("authority", "bolton", "authority", "E08000001"),
        ("needed_by", "Today", "needed_by", date(2026, 11, 23)),
        ("needed_by", "in less than 5 days", "needed_by", date(2026, 11, 24)),
        ("needed_by", "in more than 5 days", "needed_by", date(2026, 11, 29)),
        ("needed_by", "01/12/2026", "needed_by", date(2026, 12, 1)),
        ("unborn", "no", "unborn", False),
        ("expected_weeks", "6", "expected_weeks", 6),
        ("child_id", "SAL-99", "child_id", "SAL-99"),
    ],
)
def test_an_answer_becomes_our_word(page, region, code, text, column, value):
    assert getattr(only(page({**CHILD, (code, 1): text}), region), column) == value


def test_every_option_on_the_page_can_be_read(page, region):
    """All options of all drop-downs, several to a page: none is refused."""
    for turn in range(max(len(field.options) for field in FIELDS)):
        answers = dict(CHILD)
        for field in FIELDS:
            if field.options and field.code not in ("age", "legal_status"):
                answers[field.code, 1] = field.options[turn % len(field.options)]
        answers |= {(f"safety_areas.radius_miles {n}", 1): "1" for n in (1, 2)}
        answers |= {(f"keep_apart.other_id {n}", 1): "BOL-02" for n in (1, 2)}
        new_children(page(answers, name=f"{turn}.xlsx"), region)


def test_needs_are_gathered(page, region):
    answers = {("needs=violence", 1): "Risk Present", ("needs 1", 1): "trauma", ("needs 3", 1): "adhd;trauma"}
    assert only(page({**CHILD, **answers}), region).needs == ("violence", "trauma", "adhd")


def test_what_no_column_holds_is_kept_as_a_fact(page, region):
    answers = {
        ("facts.riskToOthersAnimals", 1): "Risk Present", ("languages 2", 1): "ESOL",
        ("facts.preferredLocation", 1): "Eccles", ("alongside", 1): "With other children recommended",
    }  # fmt: skip
    found = new_children(page({**CHILD, **answers}), region).region.facts
    assert {(f.subject.value, f.id, f.fact, f.value) for f in found} == {
        ("child", "NEW-1", "riskToOthersAnimals", "Risk Present"), ("child", "NEW-1", "preferredLocation", "Eccles"),
        ("child", "NEW-1", "specificCommunicationRequirements", "ESOL"),
        ("child", "NEW-1", "livingCompanions", "With other children recommended"),
    }  # fmt: skip


def test_family_time_safety_areas_and_keeping_apart(page, region):
    answers = {
        ("contacts.postcode 1", 1): "M7 1", ("contacts.times_per_week 1", 1): "2.5", ("contacts.person 2", 1): "aunt",
        ("safety_areas.postcode 2", 1): "M8 4", ("safety_areas.radius_miles 2", 1): "3",
        ("safety_areas.basis 2", 1): "court", ("keep_apart.other_id 1", 1): "BOL-02",
        ("keep_apart.basis 1", 1): "police",
    }  # fmt: skip
    found = new_children(page({**CHILD, **answers}), region).region
    first, second = found.contacts_of["NEW-1"]
    assert (first.person, first.times_per_week, second.person) == ("family", 2.5, "aunt")
    assert first.position is not None
    (area,) = found.safety_areas_of["NEW-1"]
    assert (area.radius_miles, area.basis) == (3, Basis.COURT)
    assert area.position is not None
    assert [(k.other_id, k.basis) for k in found.kept_apart_from["NEW-1"]] == [("BOL-02", Basis.POLICE)]


def test_an_age_stands_in_for_the_birth_and_that_is_said(page, region):
    answers = {key: text for key, text in CHILD.items() if key[0] != "date_of_birth"} | {("age", 1): "9"}
    found = new_children(page(answers), region)
    born = found.region.child["NEW-1"].date_of_birth
    assert born == date(2017, 5, 24)
    assert [(w.severity, w.cell, w.code) for w in found.warnings] == [("warning", cell("age", 1), "ODD")]


def test_with_a_date_of_birth_the_age_is_not_used(page, region):
    found = new_children(page({**CHILD, ("age", 1): "3"}), region)
    assert found.region.child["NEW-1"].date_of_birth == date(2015, 5, 4)
    assert [w.cell for w in found.warnings] == [cell("age", 1)]


# Brothers and sisters


@pytest.mark.parametrize("form", ["page", "text_page"])
def test_a_pair_from_eleven_cells(form, request, region):
    found = new_children(request.getfixturevalue(form)(PAIR), region)
    assert found.child_ids == ("NEW-1", "NEW-2")
    sister, brother = (found.region.child[one] for one in found.child_ids)
    for child in (sister, brother):
        assert (child.authority, child.needed_by, child.where_now) == ("E08000006", region.as_of, WhereNow.OFFICE)
        assert (child.siblings, child.postcode, child.sibling_group) == (Siblings.SHOULD, "M6 5", "NEW-GROUP-1")
        assert child.position is not None
    assert (sister.keep_school, brother.keep_school, brother.school_urn) == (True, None, None)
    assert found.region.group_of["NEW-1"] == found.child_ids


def test_the_page_and_the_text_say_the_same(page, text_page, region):
    answers = {**PAIR, ("needs=violence", 2): "Risk Present", ("keep_apart.other_id 1", 1): "child 2",
               ("keep_apart.basis 1", 1): "assessment"}  # fmt: skip
    one, two = read_referral(page(answers), region), read_referral(text_page(answers), region)
    assert one.inputs == two.inputs
    assert one.inputs != region.inputs
    assert one.kept_apart_from["NEW-1"][0].other_id == "NEW-2"


def test_a_childs_own_answer_counts_before_the_shared_one(page, region):
    found = new_children(page({**PAIR, ("authority", 2): "Bolton", ("needed_by", 2): "2026-12-01"}), region).region
    assert (found.child["NEW-1"].authority, found.child["NEW-2"].authority) == ("E08000006", "E08000001")


def test_six_children_and_gaps_between_them(page, region):
    six = {(code, n): text for n in range(1, 7) for (code, _), text in CHILD.items()}
    assert len(new_children(page(six), region).child_ids) == 6
    some = {key: text for key, text in six.items() if key[1] in (2, 5)}
    assert new_children(page(some), region).child_ids == ("NEW-1", "NEW-2")


def test_ids_and_groups_never_collide(page, text_page, region):
    first = read_referral(page(PAIR), region)
    other = {**PAIR, ("date_of_birth", 1): "2014-01-01", ("date_of_birth", 2): "2013-01-01", ("child_id", 2): "NEW-4"}
    found = new_children(text_page(other), first)
    assert found.child_ids == ("NEW-3", "NEW-4")
    assert found.region.child["NEW-3"].sibling_group == "NEW-GROUP-2"
    assert len(found.region.children) == len(region.children) + 4


def test_a_group_that_is_there_already_can_be_joined(page, region):
    child = only(page({**CHILD, ("sibling_group", 1): "MAN-G1"}), region)
    assert child.sibling_group == "MAN-G1"


# The region


def test_the_region_that_was_given_does_not_change(page, region):
    before = (region.children, region.inputs, dict(region.__dict__))
    read_referral(page(PAIR), region)
    assert (region.children, region.inputs) == before[:2]


def test_what_is_carried_over_is_what_would_be_worked_out(page, region):
    for name in CARRIED:
        getattr(region, name)
    joined = read_referral(page({**PAIR, ("contacts.person 1", 1): "aunt"}), region)
    for name in CARRIED:
        assert joined.__dict__[name] is region.__dict__[name]
        fresh = type(joined).__dict__[name].func(joined)
        assert joined.__dict__[name] == fresh, name


def test_inputs_are_those_of_the_files(page, region, folder):
    from placements.forms.add import add

    path = page(PAIR)
    assert add([path], folder).written
    written = read_region(folder).region
    assert written is not None
    assert written.inputs == read_referral(path, region).inputs


def test_adding_to_nine_thousand_homes_takes_milliseconds(text_page, region):
    """A pair joined to as many homes as the South East has, within 60 ms; the best of five."""
    homes = tuple(h.model_copy(update={"home_id": f"{h.home_id}-{n}"}) for n in range(500) for h in region.homes)
    large = replace(region, homes=homes, residents=region.residents * 900)
    path = text_page(PAIR)
    assert len(homes) > 8_000
    times = []
    for _ in range(5):
        began = time.monotonic()
        read_referral(path, large)
        times.append(time.monotonic() - began)
    assert min(times) < 0.06
