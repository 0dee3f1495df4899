"""The tables are whole: every word of them exists, every clock has a source, and each is raised where it should be."""

import re
from datetime import date, timedelta
from string import Formatter

import pytest
from factories import MONDAY, at, make_approval, make_child, make_home, make_resident
from tasks.making import codes, every, made, of, one

from placements.domain.children import Offer
from placements.domain.codes import Kind, Outcome
from placements.domain.homes import School, Vacancy
from placements.law.parameters_on import parameter_names, unit_of
from placements.rules.catalogue import RULE_OF, RULES
from placements.rules.rule import RuleKind
from placements.tasks import days, known, packs, situations
from placements.tasks.clocks import GATES, Clock, clock, clocks

RAISED = [entry for entry in clocks() if not entry.never]
SPOKEN = {"area", "question", "rule", "notice_days", "short"}
"""Words a sentence may hold beside numbers of the law."""


@pytest.mark.parametrize("entry", clocks(), ids=lambda entry: entry.code)
def test_every_clock_has_a_source_and_says_when_it_is_raised_or_why_not(entry: Clock) -> None:
    assert entry.sources
    assert bool(entry.when) != bool(entry.never)
    assert entry.plus == "" or entry.plus in parameter_names()


@pytest.mark.parametrize("entry", RAISED, ids=lambda entry: entry.code)
def test_every_word_of_the_table_exists(entry: Clock) -> None:
    assert entry.when in {*situations.SITUATIONS, "given"}
    assert {entry.due, entry.until or "start"} <= {*days.DAYS, "given"}
    assert entry.gate in GATES
    assert entry.person
    assert entry.calendar
    assert {entry.plus, entry.latest_plus, entry.every} - {""} <= set(parameter_names())
    assert bool(entry.latest_plus) == bool(entry.latest_when) == bool(entry.latest_if)
    said = {name for _, name, _, _ in Formatter().parse(entry.do) if name}
    assert said <= SPOKEN | set(parameter_names())


@pytest.mark.parametrize("entry", RAISED, ids=lambda entry: entry.code)
def test_a_sentence_is_one_sentence_that_names_nobody(entry: Clock) -> None:
    assert re.fullmatch(r"[A-Z{].*[.}]", entry.do)
    assert len(entry.do) <= 120
    assert not re.search(r"\b(she|he|her|his|him)\b", entry.do, re.IGNORECASE)


def test_a_calendar_word_gives_nothing_away() -> None:
    telling = re.compile(r"secure|court|liberty|asylum|parent|kin|emergen|distance|area|stop|grade|supported", re.I)
    assert not [entry.code for entry in RAISED if telling.search(entry.calendar)]


def test_codes_are_unique_and_none_is_a_rule_that_asks_for_an_approval() -> None:
    assert len({entry.code for entry in clocks()}) == len(clocks())
    asks = {rule.code for rule in RULES if rule.kind is RuleKind.APPROVAL}
    assert not {entry.code for entry in clocks()} & asks


def test_every_number_is_in_a_unit_that_can_be_added() -> None:
    used = {name for entry in clocks() for name in (entry.plus, entry.latest_plus, entry.every) if name}
    assert {unit_of(name) for name in used} <= set(days._ADD)


def test_every_approval_has_a_table_and_its_words_exist() -> None:
    asked = {rule.code for rule in RULES if rule.kind is RuleKind.APPROVAL}
    assert asked <= set(packs.entries())
    for code, entry in packs.entries().items():
        assert code in {*RULE_OF, packs.ANY, *(raised for raised, _ in packs.RAISED)}
        assert entry["gate"] in {"before_offer", "before_effect", "before_birthday"}
        assert entry["checks"]
        for check in entry["checks"]:
            assert check["by"]
            assert check["is"].endswith(".")
            assert check.get("known", "area") in known.KNOWN
            assert check.get("after", "ooa_emergency_working_days") in parameter_names()


def test_dates_of_the_law_both_sides() -> None:
    notice = clock("OOA-NOTIFY")
    assert notice.since == date(2014, 1, 27)
    assert notice.in_force(notice.since)
    assert not notice.in_force(notice.since - timedelta(days=1))
    assert clock("SA-SUIT").in_force(date(2011, 4, 1))
    assert clock("SA-SUIT")._replace(to=date(2026, 1, 1)).in_force(date(2026, 1, 1))
    assert not clock("SA-SUIT")._replace(to=date(2026, 1, 1)).in_force(date(2026, 1, 2))


FAR = {"authority": "A3", "sector": "independent"}
KIN = {"kind": "kinship", "registration": None}
SEVENTEEN = {"date_of_birth": date(2009, 6, 1), "suits_supported": "suitable"}
ALWAYS = {"CONSENT-CARER", "WISHES", "WISHES-PARENTS", "PREF-PARENT", "TELL-CHILD", "NOTIFY-ALL", "PLACEMENT-PLAN",
          "VISIT-FIRST"}  # fmt: skip


def test_what_every_proposal_raises() -> None:
    assert codes(of()) == ALWAYS | {"VISIT", "PEP", "HEALTH-FIRST", "REVIEW-1", "REVIEW-2"}


@pytest.mark.parametrize(
    ("code", "child", "home", "not_child", "not_home"),
    [
        ("OOA-NOTIFY", {}, FAR, {}, {}),
        ("OOA-EMERG", {}, FAR, {"needed_by": date(2026, 11, 24)}, FAR),
        ("HOME-NOTICE", {}, {"notice_days": 3}, {}, {"notice_days": 0}),
        ("DOL-ORDER", {"dolo": True}, {}, {"dolo": False}, {}),
        ("SB-17", {"purpose": "respite"}, {}, {"purpose": "long_term"}, {}),
        ("SB-SERIES", {"purpose": "respite"}, {}, {}, {}),
        ("VISIT-WEEKLY", {}, KIN, {}, {"kind": "kinship"}),
        ("K-REG24-ENDS", {}, KIN, {}, {}),
        ("VISIT", {}, {"kind": "kinship"}, {}, KIN),
        ("SA-SUIT", SEVENTEEN, {"kind": "supported"}, SEVENTEEN, {}),
        ("REVIEW-1", {"purpose": "new"}, {}, {"purpose": "planned_move"}, {}),
        ("REVIEW-NEXT", {"legal_status": "C2"}, {}, {"legal_status": "C1"}, {}),
        ("PEP", {"date_of_birth": date(2023, 11, 23)}, {}, {"date_of_birth": date(2023, 11, 24)}, {}),
        ("SP-SC", {"date_of_birth": date(2009, 5, 24)}, {}, {"date_of_birth": date(2009, 5, 25)}, {}),
        ("WISHES", {}, {}, {"unborn": True, "date_of_birth": date(2026, 12, 30)}, {}),
        ("STOP-GAP", {"date_of_birth": date(2019, 6, 1)}, {"kind": "residential"}, {}, {"kind": "residential"}),
        ("STOP-GAP-ENDS", {}, {"kind": "residential", "grade": "inadequate"}, {},
         {"kind": "residential", "grade": "requires_improvement"}),
    ],
)  # fmt: skip
def test_a_clock_is_raised_in_its_situation_and_not_beside_it(code, child, home, not_child, not_home) -> None:
    assert code in codes(of(child, home))
    assert code not in codes(of(not_child, not_home))


def test_education_goes_on_where_the_school_is_too_far() -> None:
    def region(miles: float, year: int):
        child = make_child(school_urn="S1", school_year=year, keep_school=False, date_of_birth=date(2014, 6, 1))
        school = School(urn="S1", name="S", position=at(1 + miles))
        return made(children=[child], homes=[make_home()], schools=[school])

    assert "EDU-OTHER" in codes(region(10.1, 7))
    assert "EDU-OTHER" not in codes(region(10, 7))
    assert {"KS4", "EDU-OTHER"} & codes(region(10.1, 10)) == {"KS4"}


def lives_elsewhere(**fields):
    """A child who lives in H2 and moves, with H2 a foster home unless something else is said."""
    kind = fields.pop("kind", "fostering")
    return made(children=[make_child(current_home_id="H2", **SEVENTEEN, **fields)],
                homes=[make_home(kind=fields.pop("to", "fostering")), make_home("H2", kind=kind)])  # fmt: skip


def test_a_planned_move_is_reviewed_first_and_notice_is_given() -> None:
    planned = codes(lives_elsewhere(move_agreed_on=MONDAY))
    assert {"REVIEW-BEFORE", "NOTICE-GIVE", "NOTICE-TELL", "REVIEW-NEXT"} <= planned
    assert not {"REVIEW-1", "PEP", "HEALTH-FIRST"} & planned
    served = codes(lives_elsewhere(notice_ends=date(2026, 12, 1)))
    assert {"NOTICE-TELL", "NOTICE-ENDS"} <= served
    assert not {"REVIEW-BEFORE", "NOTICE-GIVE"} & served


def test_a_review_comes_before_supported_accommodation_only_from_care() -> None:
    def moved(now: str) -> set[str]:
        child = make_child(current_home_id="H2", move_agreed_on=MONDAY, **SEVENTEEN)
        return codes(made(children=[child], homes=[make_home(kind="supported"), make_home("H2", kind=now)]))

    assert "SA-REVIEW" in moved("residential")
    assert "SA-REVIEW" in moved("fostering")
    assert "SA-REVIEW" not in moved("supported")


def test_a_child_who_stays_is_told_of_no_move() -> None:
    staying = make_child(current_home_id="H1", notice_ends=date(2026, 12, 1))
    found = made(children=[staying], homes=[make_home(places=2)], residents=[make_resident("C1")])
    assert codes(found) == {"CONSENT-CARER", "WISHES", "WISHES-PARENTS", "PREF-PARENT", "NOTICE-ENDS"}


@pytest.mark.parametrize(
    ("status", "expires", "asked"),
    [("offered", None, False), ("offered", date(2026, 11, 23), False), ("offered", date(2026, 11, 22), True),
     ("accepted", date(2026, 11, 22), False), ("withdrawn", None, None)],
)  # fmt: skip
def test_a_provider_who_has_offered_is_not_asked_again(status, expires, asked) -> None:
    offers = [Offer(child_id="C1", home_id="H1", status=status, expires_at=expires)]
    if asked is None:
        offers = [Offer(child_id="C1", home_id="H1", status=status, until=date(2026, 11, 22))]
    assert ("CONSENT-CARER" in codes(of(offers=offers))) is (asked is not False)


def test_offers_and_holds_lapse_on_their_days_whoever_is_proposed() -> None:
    offers = [
        Offer(child_id="C1", home_id="H2", status="offered", expires_at=date(2026, 11, 25)),
        Offer(child_id="C1", home_id="H3", status="offered", expires_at=date(2026, 11, 22)),
        Offer(child_id="C1", home_id="H1", status="offered"),
    ]
    held = [Vacancy(home_id="H2", places=1, from_=MONDAY, certainty="held", held_for=("C1",), hold_ends=MONDAY)]
    found = made(homes=[make_home(), make_home("H2"), make_home("H3")], offers=offers, vacancies=held)
    assert (one(found, "OFFER-LAPSES").due, one(found, "OFFER-LAPSES").home_id) == (date(2026, 11, 25), "H2")
    assert (one(found, "HOLD-LAPSES").due, one(found, "HOLD-LAPSES").home_id) == (MONDAY, "H2")
    assert one(found, "HOLD-LAPSES").whom == "Ashby fostering service"


def test_a_place_to_confirm_is_asked_about() -> None:
    assert "QUESTION" not in codes(of(None, {"confirmed_on": date(2026, 11, 19)}))
    asked = one(of(None, {"confirmed_on": date(2026, 11, 18), "provider": "Agency 1"}), "QUESTION")
    assert (asked.sentence, asked.whom, asked.gate) == (
        "Is the place still free for the child?",
        "Agency 1",
        "before_offer",
    )


def test_newcomers_nobody_has_assessed_together_are_counted_and_not_named() -> None:
    children = [make_child(f"C{n}") for n in (1, 2, 3)]
    home = make_home(kind="residential", places=4, available=3)
    found = made({"C1": "H1", "C2": "H1", "C3": "H1"}, children=children, homes=[home])
    asked = every(found, "QUESTION")
    assert {task.sentence for task in asked} == {
        "Does the impact risk assessment cover the 2 other children proposed to the same home?"
    }
    two = made({"C1": "H1", "C2": "H1"}, children=children[:2], homes=[home])
    assert one_of(two, "C1").sentence.startswith("Does the impact risk assessment cover the other child proposed")


def one_of(found, child_id):
    (task,) = [task for task in every(found, "QUESTION") if task.child_id == child_id]
    return task


@pytest.mark.parametrize(
    ("expires", "raised"),
    [(date(2026, 11, 22), None), (MONDAY, True), (date(2027, 5, 24), True), (date(2027, 5, 25), False)],
)
def test_approvals_that_expire_during_the_stay(expires, raised) -> None:
    held = [make_approval("OOA-DCS", expires_on=expires, approved_on=date(2026, 11, 2))]
    found = of(None, FAR, approvals=held)
    assert ("OOA-DCS" in codes(found)) is (raised is None)
    assert bool(every(found, "APPROVAL-EXPIRES")) is bool(raised)


def test_an_emergency_approval_on_record_leaves_the_consultations_to_do() -> None:
    assert "OOA-EMERG" in codes(of(None, FAR, approvals=[make_approval("OOA-DCS")]))
    assert "OOA-EMERG" not in codes(of({"needed_by": date(2026, 11, 24)}, FAR, approvals=[make_approval("OOA-DCS")]))
    own = {"authority": "A2", "sector": "in_house", "run_by": "A1"}
    assert "OOA-EMERG" not in codes(of(None, own, approvals=[make_approval("OOA-NOM")]))


def test_an_approval_the_proposal_does_not_lean_on_is_left_out() -> None:
    ends = date(2026, 12, 4)
    held = [make_approval("OOA-NOM", expires_on=ends), make_approval("CH-GRADE", "H9", expires_on=ends)]
    found = of(approvals=held)
    assert not every(found, "APPROVAL-EXPIRES")
    assert found.packs[0].held == ()


def test_the_transfer_of_an_unaccompanied_child_is_counted_from_the_referral() -> None:
    child = {"uasc": True, "purpose": "transfer", "referred_on": date(2026, 12, 11), "needed_by": date(2026, 12, 20)}
    assert one(of(child), "UASC-NTS").due == date(2026, 12, 29)
    assert one(of({**child, "referred_on": date(2026, 12, 10)}), "UASC-NTS").due == date(2026, 12, 24)
    assert "UASC-NTS" not in codes(of({**child, "referred_on": None}))
    assert "UASC-NTS" not in codes(of({**child, "purpose": "new"}))


def test_a_child_without_a_home_is_searched_for() -> None:
    found = made({}, children=[make_child(needed_by=date(2026, 12, 5)), make_child("C2", needed_by=date(2026, 11, 20))])
    assert [(t.child_id, t.due, t.home_id) for t in every(found, "SEARCH")] == [
        ("C2", MONDAY, None), ("C1", date(2026, 12, 4), None)
    ]  # fmt: skip
    assert "SEARCH" not in codes(of())


def test_numbers_in_sentences_are_those_of_the_law() -> None:
    found = of(None, KIN)
    assert "once, by 8 weeks" in one(found, "K-REG24-ENDS").sentence
    assert "at least every 6 weeks" in every(of(), "VISIT")[0].sentence


def test_kinds_are_all_named() -> None:
    assert set(packs.KINDS) == {str(kind) for kind in Kind}
    assert Outcome.NEEDS_APPROVAL.may_be_proposed
