"""What holds for all rules alike: the catalogue, approvals held, unlocks, and a policy that tightens."""

import importlib
import pkgutil
import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

import pytest
from factories import (
    MONDAY,
    at,
    fact,
    judged,
    make_approval,
    make_child,
    make_home,
    make_region,
    make_resident,
    outcome,
    said,
    tightened,
    word,
)

import placements.rules
from placements.candidates.verdicts import judge_pair
from placements.domain.children import Contact, KeepApart, Offer, Pin, SafetyArea
from placements.domain.codes import Located, Outcome
from placements.domain.due import READS
from placements.domain.facts import fact_names
from placements.domain.homes import School
from placements.errors import UsageError
from placements.law.sources import Source
from placements.policy.policy import default_policy, policy_from
from placements.rules.catalogue import CODES, RULE_OF, RULES

REMARK, ASK, APPROVE = Outcome.AVAILABLE, Outcome.IF_CONFIRMED, Outcome.NEEDS_APPROVAL
UNKNOWN, OUT = Outcome.CANNOT_CONFIRM, Outcome.RULED_OUT


NOTHING: Mapping[str, Any] = MappingProxyType({})


class Bite(NamedTuple):
    """A pair on which a rule bites, and how."""

    outcome: Outcome
    child: Mapping[str, Any] = NOTHING
    home: Mapping[str, Any] = NOTHING
    rows: Mapping[str, Any] = NOTHING
    limits: Mapping[str, Any] = NOTHING

    def verdict(self, code, **rows):
        return said(code, make_child(**self.child), make_home(**self.home), **self.rows, **self._with_limits(rows))

    def found(self, code, **rows):
        return outcome(code, make_child(**self.child), make_home(**self.home), **self.rows, **self._with_limits(rows))

    def _with_limits(self, rows):
        policy = rows.pop("policy", default_policy())
        limits = policy.limits.model_copy(update=dict(self.limits))
        return {**rows, "policy": policy.model_copy(update={"limits": limits})}


def said_of_child(name, value):
    return {"facts": [fact("child", "C1", name, value)]}


def said_of_home(name, value):
    return {"facts": [fact("home", "H1", name, value)]}


SECURE = {"kind": "secure"}
CHILDRENS_HOME = {"kind": "residential"}
FLAT = {"kind": "supported"}
KIN = {"kind": "kinship"}
TODDLER = {"date_of_birth": date(2024, 1, 1)}
TWELVE_IN_THE_NEW_YEAR = {"date_of_birth": date(2015, 1, 1)}
SCHOOL = {"schools": [School(urn="S1", name="Oak School", position=at())]}
SAFETY_AREA = SafetyArea(child_id="C1", radius_miles=Decimal(10), basis="court", position=at())

BITES: dict[str, Bite] = {
    "TYPE-DEF": Bite(OUT, {"date_of_birth": date(2008, 1, 1)}),
    "TYPE-SUIT": Bite(OUT, {"suits_foster": "unsuitable"}),
    "UNREG": Bite(OUT, {}, {"status": "unregistered"}),
    "PREF-KIN": Bite(REMARK, {}, {}, {"other_homes": [make_home("K1", kind="kinship")]}),
    "FAM-FIRST": Bite(REMARK, {}, CHILDRENS_HOME),
    "DIS-SUIT": Bite(OUT, {"adaptations": ("hoist",)}),
    "IN-AREA": Bite(REMARK, {}, {"authority": "A2"}),
    "OOA-NOM": Bite(APPROVE, {}, {"authority": "A2"}),
    "OOA-DCS": Bite(APPROVE, {}, {"authority": "A3"}),
    "OOA-EXEMPT": Bite(REMARK, {}, {"authority": "A2", "run_by": "A1"}),
    "DIST-20": Bite(REMARK, {}, {"position": at(30)}),
    "DIST-LOCAL": Bite(APPROVE, {}, {"position": at(30)}, limits={"approval_miles": Decimal(20)}),
    "DIST-WANTED": Bite(REMARK, {"distance_intent": "away"}),
    "EDU-KEEP": Bite(REMARK, {"school_urn": "S1", "keep_school": True}, {"position": at(30)}, SCHOOL),
    "KS4": Bite(APPROVE, {"school_urn": "S1", "school_year": 11}, {"position": at(30)}, SCHOOL),
    "F-APPROVED": Bite(OUT, {}, {"status": "closed"}),
    "F-TERMS": Bite(OUT, {}, {"max_age": 11}),
    "F-LIMIT3": Bite(OUT, {}, {"places": 6}, {"residents": [make_resident(f"R{i}") for i in range(3)]}),
    "F-BED": Bite(APPROVE, {}, {"bedrooms_sharing": True}),
    "F-SMOKE": Bite(APPROVE, TODDLER, {**KIN, "smoker": True}),
    "F-AVAIL": Bite(OUT, {}, {"available": 0}),
    "F-CONSENT": Bite(APPROVE, {}, {}, {"residents": [make_resident(authority="A2")]}),
    "K-CHILD-ONLY": Bite(OUT, {}, {**KIN, "named_children": ("C9",)}),
    "K-VIAB": Bite(UNKNOWN, {}, {**KIN, "status": "on_hold"}),
    "K-REG24": Bite(APPROVE, {}, {**KIN, "registration": None}),
    "CH-REG": Bite(OUT, {}, {**CHILDRENS_HOME, "status": "closed"}),
    "CH-COND": Bite(OUT, {}, {**CHILDRENS_HOME, "status": "restricted"}),
    "CH-PLACES": Bite(OUT, {}, {**CHILDRENS_HOME, "places": 1}, {"residents": [make_resident()]}),
    "CH-SOP": Bite(OUT, {"needs": ("autism",)}, CHILDRENS_HOME),
    "CH-IRA": Bite(APPROVE, {}, CHILDRENS_HOME, {"residents": [make_resident()]}),
    "CH-SOLO": Bite(OUT, {"solo": "required"}),
    "CH-GRADE": Bite(APPROVE, {}, {**CHILDRENS_HOME, "grade": "inadequate"}),
    "CH-U8": Bite(APPROVE, TODDLER, CHILDRENS_HOME),
    "CH-PEER": Bite(OUT, {}, {}, {"keep_apart": [KeepApart(child_id="C1", other_id="H1", basis="court")]}),
    "SA-U16": Bite(OUT, {}, FLAT),
    "SA-16": Bite(UNKNOWN, {}, {**FLAT, "registration": None}),
    "SEC-CRIT": Bite(OUT, {}, SECURE),
    "SEC-U13": Bite(OUT, {}, SECURE),
    "SEC-AGE": Bite(OUT, TODDLER, SECURE),
    "SEC-NATIONAL": Bite(APPROVE, {}, SECURE),
    "SEC-APPROVED": Bite(UNKNOWN, {}, {**SECURE, "registration": None}),
    "DOL-TYPE": Bite(OUT, {"dolo": True}, SECURE),
    "ZONE-AVOID": Bite(OUT, {}, {}, {"safety_areas": [SAFETY_AREA]}),
    "NOMINATION": Bite(APPROVE, {}, {"nominated_to": ("A2",)}),
    "SPOT-AUTH": Bite(APPROVE, {}, {"contract": "spot"}),
    "SIB-TOGETHER": Bite(REMARK, {"sibling_group": "G1"}, {}, {"others": [make_child("C2", sibling_group="G1")]}),
    "IDENTITY": Bite(REMARK, {"languages": ("Kurdish",)}, {"languages": ("English",)}),
    "SEC-72H": Bite(OUT, {}, SECURE, said_of_child("secure_hours_28d", "72")),
    "SEC-EXCL": Bite(OUT, {}, SECURE, said_of_child("detained_mha", "yes")),
    "DOL-COURT": Bite(APPROVE, {"dolo": True}, CHILDRENS_HOME, said_of_child("dolo_ends", "2026-12-01")),
    "DOL-HOME": Bite(OUT, {"dolo": True}, CHILDRENS_HOME, said_of_home("dolo_capable", "no")),
    "YJ-REMAND-LA": Bite(
        OUT,
        {"legal_status": "J1"},
        {},
        {"facts": [fact("child", "C1", "remand_conditions", "tag"), fact("home", "H1", "conditions_not_met", "tag")]},
    ),
    "NOCONTACT": Bite(OUT, {}, {}, said_of_child("no_contact_homes", "H1")),
    "CONTACT": Bite(
        OUT,
        {},
        {"position": at(30)},
        {**said_of_child("contact_max_miles", "20"), "contacts": [Contact(child_id="C1", person="P", position=at())]},
    ),
    "MISSING": Bite(
        REMARK,
        {},
        {},
        {"facts": [fact("child", "C1", "missing_episodes_90d", "3"), fact("home", "H1", "close_to_transport", "yes")]},
    ),
    "RISK-OTHERS": Bite(
        APPROVE, {}, {}, {**said_of_child("risks_to_others", "violence"), "residents": [make_resident()]}
    ),
    "RISK-SELF": Bite(
        OUT,
        {},
        {},
        {
            "facts": [
                fact("child", "C1", "safety_required", "sharps_locked"),
                fact("home", "H1", "safety_measures", "none"),
            ]
        },
    ),
    "HEALTH": Bite(
        APPROVE,
        {},
        CHILDRENS_HOME,
        {"facts": [fact("child", "C1", "clinical_tasks", "insulin"), fact("home", "H1", "carer_skills", "insulin")]},
    ),
    "GENDER": Bite(
        OUT,
        {},
        {},
        {"facts": [fact("child", "C1", "carers_needed", "female"), fact("home", "H1", "carers_are", "both")]},
    ),
    "XBORDER": Bite(APPROVE, {}, {}, said_of_home("country", "scotland")),
    "UASC-NTS": Bite(
        REMARK, {"uasc": True, "purpose": "transfer"}, {}, said_of_child("transfer_agreed_on", "2026-11-20")
    ),
    "UASC-AGE": Bite(OUT, {"uasc": True}, {"bedrooms_sharing": True}, said_of_child("age_disputed", "yes")),
    "PC-PLACE": Bite(OUT, {"needs": ("parent_and_child",)}, {}, said_of_home("parent_and_child_approved", "no")),
    "SB-SERIES": Bite(OUT, {"purpose": "respite"}, {}, said_of_child("short_break_days_12m", "0")),
    "BRIDGE": Bite(REMARK, {}, {}, said_of_child("bridging_until", "2026-12-18")),
    "REUNIFY": Bite(REMARK, {}, {}, said_of_child("return_home_planned", "2027-04-02")),
    "RESPITE-T": Bite(OUT, {"purpose": "respite", "current_home_id": "H1", "move_agreed_on": MONDAY}),
    "BLOCK-FIRST": Bite(REMARK, {}, {"contract": "block"}),
    "CONSENT-CARER": Bite(OUT, {}, {}, {"offers": [Offer(child_id="C1", home_id="H1", status="declined")]}),
    "EHCP": Bite(
        APPROVE, {"school_urn": "S1"}, {"position": at(30)}, {**SCHOOL, "facts": [fact("child", "C1", "ehcp", "yes")]}
    ),
    "RES-SCHOOL-295": Bite(
        OUT,
        {},
        CHILDRENS_HOME,
        {
            "facts": [
                fact("home", "H1", "residential_school", "yes"),
                fact("home", "H1", "registered_as_home", "no"),
                fact("child", "C1", "nights_a_year", "365"),
            ]
        },
    ),
    "EDU-ONSITE": Bite(
        REMARK,
        {},
        CHILDRENS_HOME,
        {
            "facts": [
                fact("child", "C1", "on_school_roll", "no"),
                fact("home", "H1", "education_on_site", "no"),
            ]
        },
    ),
    "F-BED-HARD": Bite(
        OUT, {}, {"bedrooms_sharing": True}, {"facts": [fact("child", "C1", "sexual_harm_risk", "yes")]}
    ),
    "F-OWNKIDS": Bite(
        OUT, {}, {"own_children_ages": (7,)}, {"facts": [fact("child", "C1", "no_younger_children", "yes")]}
    ),
    "F-PETS": Bite(OUT, {}, {"pets": "dog"}, {"facts": [fact("child", "C1", "pet_allergy", "yes")]}),
    "F-SKILL": Bite(
        OUT,
        {},
        {},
        {
            "facts": [
                fact("child", "C1", "clinical_tasks", "insulin"),
                fact("home", "H1", "carer_skills", "none"),
            ]
        },
    ),
    "F-DRIVE": Bite(REMARK, {}, {}, {"facts": [fact("home", "H1", "carer_drives", "no")]}),
    "F-DBS-HH": Bite(OUT, {}, {}, {"facts": [fact("home", "H1", "adults_checked", "no")]}),
    "F-SHORTBREAK-CARER": Bite(OUT, {}, {}, {"facts": [fact("home", "H1", "short_break_only", "yes")]}),
    "F-LTF": Bite(APPROVE, {"purpose": "long_term"}),
    "K-REG25": Bite(APPROVE, {}, KIN, {"facts": [fact("home", "H1", "temporary_approval_ends", "2027-01-10")]}),
    "K-EXPIRE": Bite(OUT, {}, KIN, {"facts": [fact("home", "H1", "temporary_approval_ends", "2026-11-20")]}),
    "CH-UNDEROCC": Bite(
        OUT,
        {},
        {**CHILDRENS_HOME, "places": 4},
        {
            "residents": [make_resident()],
            "facts": [fact("home", "H1", "operating_capacity", "1")],
        },
    ),
    "CH-SECT": Bite(OUT, {}, CHILDRENS_HOME, {"facts": [fact("home", "H1", "home_for", "short_breaks")]}),
    "CH-RATIO": Bite(
        OUT,
        {},
        CHILDRENS_HOME,
        {
            "facts": [
                fact("child", "C1", "staff_ratio_needed", "2"),
                fact("home", "H1", "staff_ratio_offered", "1"),
            ]
        },
    ),
    "CH-BED": Bite(OUT, {}, CHILDRENS_HOME, {"facts": [fact("home", "H1", "only_shared_room", "yes")]}),
    "CH-NOMGR": Bite(APPROVE, {}, CHILDRENS_HOME, {"facts": [fact("home", "H1", "registered_manager", "no")]}),
    "CH-LOC": Bite(
        REMARK,
        {"needs": ("missing_episodes",)},
        CHILDRENS_HOME,
        {
            "facts": [fact("home", "H1", "location_risks", "missing_episodes")],
        },
    ),
    "SA-REVIEW": Bite(
        APPROVE, {"current_home_id": "H0", "notice_ends": MONDAY}, FLAT, {"other_homes": [make_home("H0")]}
    ),
    "SA-CARE": Bite(OUT, {}, FLAT, {"facts": [fact("child", "C1", "needs_care", "yes")]}),
    "SA-CAT": Bite(
        OUT,
        {},
        FLAT,
        {
            "facts": [
                fact("child", "C1", "category_3_excluded", "yes"),
                fact("home", "H1", "supported_category", "3"),
            ]
        },
    ),
    "SA-OUTCOME": Bite(APPROVE, {}, FLAT, {"facts": [fact("home", "H1", "supported_outcome", "3")]}),
    "BNB": Bite(OUT, {}, FLAT, {"facts": [fact("home", "H1", "bed_and_breakfast", "yes")]}),
    "PIN": Bite(OUT, {}, {}, {"pins": [Pin(child_id="C1", home_id="H1", kind="forbid")]}),
}

NEVER_UNLOCKED = (
    "SEC-CRIT", "SEC-U13", "SEC-AGE", "SEC-NATIONAL", "SEC-APPROVED", "DOL-TYPE",
    "SA-U16", "TYPE-DEF", "UNREG", "CH-PEER", "ZONE-AVOID", "F-OWNKIDS", "SA-CARE", "BNB",
    "SEC-72H", "SEC-EXCL", "DOL-COURT", "DOL-HOME", "NOCONTACT",
)  # fmt: skip
ON_RECORD = ("F-TERMS", "CH-SOP", "SEC-CRIT", "SEC-U13")
LIFTED = (*ON_RECORD, *(code for code, bite in BITES.items() if bite.outcome is APPROVE))
ONE_HOME_ONLY = ("F-TERMS", "CH-SOP", "F-BED")
HARD = tuple(code for code, bite in BITES.items() if bite.outcome in (OUT, UNKNOWN) and code not in ON_RECORD)


# The catalogue


def _rule_files():
    for folder in pkgutil.iter_modules(placements.rules.__path__, "placements.rules."):
        if folder.ispkg and not folder.name.endswith(".columns"):
            package = importlib.import_module(folder.name)
            yield from (name for _, name, _ in pkgutil.iter_modules(package.__path__, f"{folder.name}."))


def test_every_rule_file_stands_in_the_catalogue():
    left_out = {name for name in _rule_files() if importlib.import_module(name).RULE not in RULES}
    assert not left_out, f"Add these to placements/rules/catalogue.py: {left_out}"
    assert len(list(_rule_files())) == len(RULES)


def test_every_rule_has_a_test_file_that_names_it():
    here = Path(__file__)
    text = "\n".join(p.read_text(encoding="utf-8") for p in sorted(here.parent.glob("test_*.py")) if p != here)
    missing = {code for code in CODES if f'"{code}"' not in text}
    assert not missing, f"Write tests for these rules: {missing}"


def test_every_rule_is_shown_to_bite_here():
    assert BITES.keys() == CODES
    assert len(RULE_OF) == len(RULES)


def test_every_rule_says_what_it_is_and_where_it_comes_from():
    for rule in RULES:
        assert rule.title, rule.code
        assert rule.sources, rule.code
        assert all(isinstance(source, Source) for source in rule.sources), rule.code


@pytest.mark.parametrize("code", BITES)
def test_every_rule_bites_and_says_so_in_a_sentence(code):
    found = BITES[code].verdict(code)
    assert found.outcome is BITES[code].outcome
    assert found.finding.sentence.endswith(".")
    assert "None" not in found.finding.sentence
    assert "Kind." not in found.finding.sentence


@pytest.mark.parametrize("code", BITES)
def test_no_rule_bites_on_a_child_and_a_home_with_nothing_amiss(code):
    assert outcome(code) is None


def test_the_worst_word_is_the_outcome_of_the_pair_and_every_reason_is_kept():
    child = make_child(solo="required", adaptations=("hoist",))
    verdict = judged(child, make_home(available=0, authority="A3", adaptations=None, confirmed_on=date(2026, 11, 1)))
    found = {v.rule.code: v.outcome for v in verdict.verdicts}
    assert verdict.outcome is OUT
    assert found["F-AVAIL"] is OUT
    assert found["CH-SOLO"] is OUT
    assert found["DIS-SUIT"] is UNKNOWN
    assert found["OOA-DCS"] is APPROVE
    assert {v.rule.code for v in verdict.failing} == {"F-AVAIL", "CH-SOLO", "DIS-SUIT"}


@pytest.mark.parametrize(
    ("home", "expected"),
    [
        ({}, REMARK),
        ({"confirmed_on": date(2026, 11, 1)}, ASK),
        ({"confirmed_on": date(2026, 11, 1), "authority": "A3"}, APPROVE),
        ({"confirmed_on": date(2026, 11, 1), "authority": "A3", "sex": "F"}, UNKNOWN),
        ({"confirmed_on": date(2026, 11, 1), "authority": "A3", "sex": "F", "status": "closed"}, OUT),
    ],
)
def test_outcomes_from_best_to_worst(home, expected):
    assert judged(make_child(sex="U"), make_home(**home)).outcome is expected


def test_only_the_first_three_outcomes_may_be_proposed():
    assert [o for o in Outcome if o.may_be_proposed] == [REMARK, ASK, APPROVE]


# Facts

READING = tuple(code for code, rule in RULE_OF.items() if rule.reads)


def without(bite: Bite, facts: Any) -> Bite:
    return bite._replace(rows={**bite.rows, "facts": facts})


@pytest.mark.parametrize("code", READING)
def test_a_rule_whose_fact_has_no_row_is_not_checked_and_neither_passes_nor_fails(code):
    bite = without(BITES[code], [])
    verdict = judged(make_child(**bite.child), make_home(**bite.home), **bite.rows)
    assert code in verdict.not_checked
    assert word(code, verdict) is None or word(code, verdict).outcome is REMARK


@pytest.mark.parametrize("code", READING)
def test_a_fact_said_after_the_day_of_the_match_or_that_cannot_be_read_is_not_used(code):
    rows = BITES[code].rows["facts"]
    tomorrow = [row.model_copy(update={"on": date(2026, 11, 24)}) for row in rows]
    garbled = [row.model_copy(update={"value": "teal"}) for row in rows]
    for facts in (tomorrow, garbled):
        bite = without(BITES[code], facts)
        verdict = judged(make_child(**bite.child), make_home(**bite.home), **bite.rows)
        assert code in verdict.not_checked
        assert word(code, verdict) is None or word(code, verdict).outcome is REMARK


@pytest.mark.parametrize("code", READING)
def test_a_rule_that_bites_on_facts_is_not_also_listed_as_not_checked(code):
    bite = BITES[code]
    if bite.outcome is OUT:
        assert code not in judged(make_child(**bite.child), make_home(**bite.home), **bite.rows).not_checked


def test_every_fact_is_read_by_a_rule_and_every_rule_reads_facts_of_the_list():
    read = {name for rule in RULES for name in rule.reads} | set(READS)
    assert read == set(fact_names())


# Approvals held


@pytest.mark.parametrize("code", LIFTED)
def test_without_an_approval_the_rule_binds(code):
    assert BITES[code].found(code) in (APPROVE, OUT)


@pytest.mark.parametrize("code", LIFTED)
def test_an_approval_held_for_this_home_lifts_the_rule(code):
    assert BITES[code].found(code, approvals=[make_approval(code, "H1")]) is None


@pytest.mark.parametrize("code", LIFTED)
def test_an_approval_for_any_home_lifts_the_rule_unless_it_needs_one_named(code):
    expected = BITES[code].outcome if code in ONE_HOME_ONLY else None
    assert BITES[code].found(code, approvals=[make_approval(code)]) is expected


@pytest.mark.parametrize("code", LIFTED)
@pytest.mark.parametrize(
    "change",
    [
        {"home_id": "H9"},
        {"child_id": "C9"},
        {"approved_on": date(2026, 11, 24)},
        {"approved_on": None},
        {"expires_on": date(2026, 11, 22)},
    ],
    ids=["another home", "another child", "dated tomorrow", "not dated", "expired the day before"],
)
def test_an_approval_that_does_not_count(code, change):
    approval = make_approval(code, "H1").model_copy(update=change)
    assert BITES[code].found(code, approvals=[approval]) is BITES[code].outcome


@pytest.mark.parametrize("code", LIFTED)
@pytest.mark.parametrize("change", [{"approved_on": MONDAY}, {"expires_on": date(2026, 11, 23)}])
def test_an_approval_given_today_or_expiring_on_the_first_night_counts(code, change):
    approval = make_approval(code, "H1").model_copy(update=change)
    assert BITES[code].found(code, approvals=[approval]) is None


def test_an_approval_has_to_last_to_the_first_night_not_to_the_day_of_the_match():
    child, home = make_child(needed_by=date(2026, 12, 1)), make_home(authority="A3")
    for expires, expected in ((date(2026, 11, 30), APPROVE), (date(2026, 12, 1), None)):
        held = [make_approval("OOA-DCS", expires_on=expires)]
        assert outcome("OOA-DCS", child, home, approvals=held) is expected


@pytest.mark.parametrize("code", HARD)
def test_no_approval_lifts_a_hard_rule(code):
    homes = [None] if code == "F-LIMIT3" else [None, "H1"]  # for F-LIMIT3, one that names a home is an exemption
    approvals = [make_approval(code, home_id) for home_id in homes]
    assert BITES[code].found(code, approvals=approvals) is BITES[code].outcome


def test_the_officers_approval_is_not_the_directors():
    home = make_home(authority="A3")
    assert outcome("OOA-DCS", make_child(), home, approvals=[make_approval("OOA-NOM")]) is APPROVE


@pytest.mark.parametrize("code", [c for c, bite in BITES.items() if bite.outcome is APPROVE])
def test_every_approval_names_the_role_that_gives_it(code):
    assert BITES[code].verdict(code).finding.who


# Unlocks


@pytest.mark.parametrize("code", NEVER_UNLOCKED)
def test_what_is_never_offered_as_an_unlock(code):
    assert BITES[code].verdict(code).unlock is None
    assert RULE_OF[code].never_unlocked
    assert not RULE_OF[code].opens_with


@pytest.mark.parametrize(
    "code",
    [c for c, b in BITES.items() if b.outcome not in (REMARK,) and c not in (*NEVER_UNLOCKED, "K-CHILD-ONLY")],
)
def test_every_other_rule_says_what_would_open_it_and_who_would(code):
    found = BITES[code].verdict(code)
    assert found.unlock
    assert found.finding.who


@pytest.mark.parametrize("code", BITES)
def test_no_sentence_names_another_child(code):
    others = [make_child("C9"), *BITES[code].rows.get("others", [])]
    rows = {k: v for k, v in BITES[code].rows.items() if k != "others"}
    shown = repr(BITES[code]._replace(rows=rows).verdict(code, others=others).finding)
    assert re.search(r"\b(C2|C9|R\d)\b", shown) is None


# A policy that tightens


@pytest.mark.parametrize("code", [c for c, bite in BITES.items() if bite.outcome is not UNKNOWN])
def test_a_region_may_rule_out_what_a_rule_only_asks_or_remarks(code):
    assert BITES[code].found(code, policy=tightened(code, "rule_out")) is OUT


@pytest.mark.parametrize("code", BITES)
def test_a_region_may_ask_for_approval_where_a_rule_only_remarks(code):
    expected = APPROVE if BITES[code].outcome is REMARK else BITES[code].outcome
    assert BITES[code].found(code, policy=tightened(code, "approval")) is expected


@pytest.mark.parametrize("mode", ["approval", "rule_out"])
@pytest.mark.parametrize("code", BITES)
def test_a_tightened_rule_still_leaves_other_pairs_alone(code, mode):
    assert outcome(code, policy=tightened(code, mode)) is None


def test_a_remark_made_an_approval_can_be_given():
    policy, home = tightened("DIST-20", "approval"), make_home(position=at(30))
    assert outcome("DIST-20", make_child(), home, policy=policy, approvals=[make_approval("DIST-20")]) is None


def test_a_remark_made_an_approval_names_the_role_that_gives_it():
    remarks = [code for code, bite in BITES.items() if bite.outcome is REMARK]
    nobody = [code for code in remarks if not BITES[code].verdict(code, policy=tightened(code, "approval")).finding.who]
    assert nobody == []


def test_tightening_one_rule_leaves_the_others_as_they_are():
    child, home = make_child(), make_home(authority="A2", position=at(30))
    region = make_region(children=[child], homes=[home])
    before = judge_pair(region, default_policy(), "C1", "H1")
    after = judge_pair(region, tightened("OOA-NOM", "rule_out"), "C1", "H1")
    assert [v for v in before.verdicts if v.rule.code != "OOA-NOM"] == [
        v for v in after.verdicts if v.rule.code != "OOA-NOM"
    ]


@pytest.mark.parametrize("mode", ["off", "ignore", "remark", ""])
def test_a_policy_cannot_loosen_a_rule(mode):
    with pytest.raises(UsageError):
        tightened("OOA-NOM", mode)


def test_a_policy_cannot_name_a_rule_that_does_not_exist():
    with pytest.raises(UsageError, match="OOA-NOMM"):
        policy_from({"rules": {"OOA-NOMM": {"mode": "rule_out"}}}, CODES)


@pytest.mark.parametrize(
    ("code", "bite", "reason"),
    [
        ("F-TERMS", Bite(APPROVE, TWELVE_IN_THE_NEW_YEAR, {"max_age": 11}), "1 January 2027"),
        ("F-TERMS", Bite(UNKNOWN, {"sex": "U"}, {"sex": "F"}), "not recorded"),
        ("CH-SOP", Bite(APPROVE, TWELVE_IN_THE_NEW_YEAR, {**CHILDRENS_HOME, "max_age": 11}), "1 January 2027"),
        ("CH-SOP", Bite(UNKNOWN, {"needs": ("autism",)}, {**CHILDRENS_HOME, "needs_met": None}), "has not said"),
        ("CH-SOP", Bite(UNKNOWN, {}, {**CHILDRENS_HOME, "max_age": None}), "age range is not recorded"),
        ("CH-REG", Bite(UNKNOWN, {}, {**CHILDRENS_HOME, "registration": None}), "No registration number"),
        ("DIS-SUIT", Bite(UNKNOWN, {"adaptations": ("hoist",)}, {"adaptations": None}), "has not said"),
        ("F-AVAIL", Bite(ASK, {}, {"confirmed_on": date(2026, 11, 2)}), "2 November 2026"),
        ("DOL-TYPE", Bite(REMARK, {"dolo": True}, {}), "court"),
        ("SEC-AGE", Bite(UNKNOWN, {}, {**SECURE, "max_age": None}), "age range is not recorded"),
        ("F-SMOKE", Bite(APPROVE, TODDLER, {**KIN, "smoker": True}), "smokes"),
        (
            "ZONE-AVOID",
            Bite(UNKNOWN, {}, {"position": at(1, located=Located.SECTOR)}, {"safety_areas": [SAFETY_AREA]}),
            "A safety location rule applies",
        ),
    ],
)  # fmt: skip
def test_a_tightened_rule_still_gives_the_true_reason(code, bite, reason):
    assert bite.verdict(code).outcome is bite.outcome
    assert reason in bite.verdict(code).finding.sentence
    assert reason in bite.verdict(code, policy=tightened(code, "rule_out")).finding.sentence


def test_a_court_order_made_a_matter_of_approval_does_not_close_a_family_home_in_words():
    found = said("DOL-TYPE", make_child(dolo=True), policy=tightened("DOL-TYPE", "approval"))
    assert found.outcome is APPROVE
    assert "not open to the child" not in found.finding.sentence
