"""Groups: codes of the returns, ages at their boundaries, free text as written, and not known as itself."""

from datetime import date

import pytest
from factories import MONDAY, make_child, make_region

from placements.domain.children import Fact
from placements.domain.codes import Subject
from placements.equality.characteristics import BY_NAME, CHARACTERISTICS, Seen
from placements.equality.completeness import missing
from placements.equality.deprivation import Deprivation


def group(name, *others, deprivation=None, **changes):
    child = make_child(**changes)
    return BY_NAME[name].of(Seen(make_region(children=[child, *others]), child, deprivation))


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("WBRI", "White"), ("wrom", "White"), (" MWBC ", "Mixed or multiple ethnic groups"),
        ("CHNE", "Asian or Asian British"), ("BAFR", "Black, African, Caribbean or Black British"),
        ("OOTH", "Other ethnic group"), ("REFU", "Not known"), ("NOBT", "Not known"), (None, "Not known"),
        ("Kurdish", "kurdish"), ("White  british", "white british"),
    ],
)  # fmt: skip
def test_ethnicity(written, expected):
    assert group("ethnicity", ethnicity=written) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("AUT", "Disabled"), ("mob; ld", "Disabled"), ("NONE", "Recorded as not disabled"), (None, "Not known"),
        ("no", "Recorded as not disabled"), ("Hearing aid", "hearing aid"),
    ],
)  # fmt: skip
def test_disability(written, expected):
    assert group("disability", disability=written) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [("christian", "Christian"), ("None", "No religion"), (None, "Not known"), ("Baha'i", "baha'i")],
)
def test_religion(written, expected):
    assert group("religion", religion=written) == expected


@pytest.mark.parametrize(("sex", "expected"), [("F", "Girls"), ("M", "Boys"), ("U", "Not known")])
def test_sex(sex, expected):
    assert group("sex", sex=sex) == expected


@pytest.mark.parametrize(
    ("born", "expected"),
    [
        (date(2025, 11, 24), "Under 1"), (date(2025, 11, 23), "1 to 4"), (date(2021, 11, 24), "1 to 4"),
        (date(2021, 11, 23), "5 to 9"), (date(2016, 11, 23), "10 to 15"), (date(2010, 11, 24), "10 to 15"),
        (date(2010, 11, 23), "16 and over"), (date(2027, 1, 5), "Under 1"),
    ],
)  # fmt: skip
def test_ages_at_their_boundaries(born, expected):
    assert group("age", date_of_birth=born, unborn=born > MONDAY) == expected


def test_siblings_are_those_in_the_match():
    one, two = (make_child(f"S{n}", sibling_group="G") for n in (1, 2))
    settled = make_child("S3", sibling_group="G", current_home_id="H1")
    assert group("siblings", one, two, settled, sibling_group="G") == "Three together"
    assert group("siblings", one, two) == "No brother or sister in the match"
    four = [make_child(f"S{n}", sibling_group="G") for n in range(5)]
    assert group("siblings", *four, sibling_group="G") == "Four or more together"


def test_uasc_and_authority():
    assert group("uasc", uasc=True) == "Unaccompanied"
    assert group("uasc", uasc=None) == group("uasc", uasc=False) == "Not unaccompanied, or left blank"
    assert group("authority", authority="A2") == "A2"


def test_completeness_counts_what_is_asked_of_this_child():
    bare = make_child()
    assert missing(bare, MONDAY) == (8, 9)  # 12 years old: a school, seven other columns and a home, which is known
    whole = make_child(
        school_urn="S1", keep_school=False, suits_foster="suitable", suits_residential="unsuitable", solo="no",
        alongside="any", languages="Urdu", distance_intent="near", expected_weeks=4,
    )  # fmt: skip
    assert missing(whole, MONDAY) == (0, 10)
    assert group("completeness", **_columns(whole)) == "Nothing missing"
    assert group("completeness", **{**_columns(whole), "languages": ()}) == "Up to a quarter missing"
    assert group("completeness") == "More than a quarter missing"
    alone = make_child(uasc=True, position=None, date_of_birth=date(2010, 1, 1))
    assert missing(alone, MONDAY) == (8, 8)  # no home to know, no school asked, supported accommodation asked


def _columns(child):
    return {name: getattr(child, name) for name in (
        "school_urn", "keep_school", "suits_foster", "suits_residential", "solo", "alongside", "languages",
        "distance_intent", "expected_weeks")}  # fmt: skip


def test_a_fact_says_how_deprived_the_area_is():
    fact = Fact(subject=Subject.CHILD, id="C1", fact="imd_decile", value="3")
    wrong = Fact(subject=Subject.CHILD, id="C2", fact="imd_decile", value="eleven")
    region = make_region(children=[make_child(), make_child("C2")], facts=[fact, wrong])
    assert Deprivation().quintiles(region) == {"C1": 2}
    assert group("deprivation", deprivation=2) == "Second fifth of areas"
    assert group("deprivation") == "Not known"


def test_every_characteristic_of_the_issue_is_there():
    assert [one.name for one in CHARACTERISTICS] == [
        "authority", "ethnicity", "disability", "sex", "age", "religion", "siblings", "uasc", "deprivation",
        "completeness",
    ]  # fmt: skip
    assert {one.name for one in CHARACTERISTICS if one.protected} == {
        "ethnicity", "disability", "sex", "age", "religion"
    }  # fmt: skip
