"""Where the clocks and approvals after a proposal come from; `sources.py` holds them with all others."""

from datetime import date

from placements.law.source import Source

__all__ = [
    "CHILDREN_ACT_1989_S22C_2",
    "CHILDREN_ACT_1989_S22D",
    "CHILDREN_ACT_1989_S22_4",
    "COUNCILS_ON_EDUCATION_PLANS",
    "COUNCILS_ON_EMERGENCIES_OUTSIDE",
    "COUNCILS_ON_HEALTH_ASSESSMENTS",
    "COUNCILS_ON_OUT_OF_AREA",
    "CPPCR_2010_REG_7",
    "CPPCR_2010_REG_13",
    "CPPCR_2010_REG_14",
    "CPPCR_2010_REG_19",
    "CPPCR_2010_REG_27",
    "CPPCR_2010_REG_28",
    "CPPCR_2010_REG_33",
    "CPPCR_2010_REG_48",
    "DOL_HIGH_COURT",
    "LOCAL_PRACTICE_DOLO",
    "LOCAL_PRACTICE_HOLDS",
    "LOCAL_PRACTICE_NOTICE",
    "LOCAL_PRACTICE_SEARCH",
    "LOCAL_PRACTICE_STOP_GAP",
    "NATIONAL_TRANSFER_SCHEME",
    "SECURE_1991_REGS_11_13",
    "SECURE_1991_REG_15",
]

_LAW = "https://www.legislation.gov.uk/"
_READ = date(2026, 11, 22)
_REGULATIONS = "Care Planning Regulations 2010"


def _law(title: str, path: str, read_on: date | None = None) -> Source:
    return Source(title, _LAW + path, read_on)


def _local(title: str) -> Source:
    return Source(f"Local policy (default of this tool): {title}", "", None)


CHILDREN_ACT_1989_S22_4 = _law(
    "Children Act 1989 s22(4) and (5): find out and consider the wishes of the child, the parents and others "
    "before deciding",
    "ukpga/1989/41/part/III",
    _READ,
)
CHILDREN_ACT_1989_S22C_2 = _law(
    "Children Act 1989 s22C(2) to (4): first with a parent, or another person with parental responsibility, unless "
    "that is not consistent with welfare or not reasonably practicable",
    "ukpga/1989/41/section/22C",
    _READ,
)
CHILDREN_ACT_1989_S22D = _law(
    "Children Act 1989 s22D: a review before a child moves from a home of s22C(6)(a) to (c) to other arrangements",
    "ukpga/1989/41/section/22D",
)
CPPCR_2010_REG_7 = _law(f"{_REGULATIONS} reg 7: health assessment and health plan", "uksi/2010/959/regulation/7")
CPPCR_2010_REG_13 = _law(
    f"{_REGULATIONS} reg 13(1) to (3): whom to tell of a placement in writing, and when (text of 1 April 2011)",
    "uksi/2010/959/regulation/13/2011-04-01",
    _READ,
)
CPPCR_2010_REG_14 = _law(
    f"{_REGULATIONS} reg 14: a review, and written notice, before the authority ends a placement",
    "uksi/2010/959/regulation/14/made",
    _READ,
)
CPPCR_2010_REG_19 = _law(
    f"{_REGULATIONS} reg 19: placing a child with a parent before the assessment is complete",
    "uksi/2010/959/regulation/19",
)
CPPCR_2010_REG_27 = _law(
    f"{_REGULATIONS} reg 27: what the authority is satisfied of before using other arrangements",
    "uksi/2010/959/part/4/chapter/3",
    _READ,
)
CPPCR_2010_REG_28 = _law(
    f"{_REGULATIONS} reg 28: how often the authority's representative visits the child",
    "uksi/2010/959/regulation/28/made",
    _READ,
)
CPPCR_2010_REG_33 = _law(f"{_REGULATIONS} reg 33: when the case is reviewed", "uksi/2010/959/regulation/33")
CPPCR_2010_REG_48 = _law(
    f"{_REGULATIONS} reg 48: short breaks of up to 17 days, 75 in twelve months",
    "uksi/2010/959/part/9/made",
    _READ,
)
SECURE_1991_REGS_11_13 = _law(
    "Secure Accommodation Regulations 1991 regs 11 to 13: how long a court may authorise",
    "uksi/1991/1505/made",
)
SECURE_1991_REG_15 = _law(
    "Secure Accommodation Regulations 1991 reg 15: review within a month, then every three months",
    "uksi/1991/1505/made",
)
DOL_HIGH_COURT = Source(
    "Deprivation of liberty outside section 25: the High Court authorises, until a day it names", "", None
)

COUNCILS_ON_OUT_OF_AREA = Source(
    "What the approver of a home outside the area is satisfied of, as a council sets it out",
    "http://www.proceduresonline.com/greater_manchester/childcare/rochdale/chapters/p_out_area_place.html",
    _READ,
)
COUNCILS_ON_EMERGENCIES_OUTSIDE = Source(
    "Emergency placement outside the area: which tests come first, as a council sets it out",
    "https://kirkleeschildrenhome.proceduresonline.com/p_emer_plac_rev.html",
    _READ,
)
COUNCILS_ON_HEALTH_ASSESSMENTS = Source(
    "First health assessment before the first placement, or else before the first review, as a publisher of councils' "
    "procedures sets it out",
    "http://trixresources.proceduresonline.com/nat_key/keywords/health_care_assessment.html",
    _READ,
)
COUNCILS_ON_EDUCATION_PLANS = Source(
    "Personal education plan begun within ten working days and ready for the first review, as a council sets it out",
    "https://knowsleychildcare.proceduresonline.com/p_child_first_la.html",
    _READ,
)
NATIONAL_TRANSFER_SCHEME = Source(
    "National Transfer Scheme: transfer within ten working days, as a regional partnership sets it out",
    "https://northwestrsmp.org.uk/children-and-young-people/information-for-councils-and-partners/"
    "national-transfer-scheme",
    _READ,
)

LOCAL_PRACTICE_STOP_GAP = _local("a stop-gap has an end date and a senior manager's name, and the search stays open")
LOCAL_PRACTICE_SEARCH = _local("the search goes on until a child has a home")
LOCAL_PRACTICE_HOLDS = _local("offers, holds and approvals are used or given up before they lapse")
LOCAL_PRACTICE_NOTICE = _local("notice as the contract says, commonly 28 days")
LOCAL_PRACTICE_DOLO = _local("the home can carry out what the order allows, and the day it ends is kept")
