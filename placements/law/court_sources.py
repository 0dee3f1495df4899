"""Where the rules on courts, safety, groups with rules of their own and kinds of search come from."""

from datetime import date

from placements.law.source import Source

_LAW = "https://www.legislation.gov.uk/"
_READ = date(2026, 11, 22)


def _local(title: str) -> Source:
    """A rule no statute makes: a default each authority may change."""
    return Source(f"Local policy (default of this tool): {title}", "", None)


CHILDREN_ACT_1989_SCH_2_PARA_19 = Source(
    "Children Act 1989 Schedule 2 paragraph 19: a child in care lives outside England and Wales with the court's "
    "approval, another looked-after child with that of everyone with parental responsibility",
    _LAW + "ukpga/1989/41/schedule/2/paragraph/19/enacted",
    _READ,
)
CPPCR_2010_REG_12 = Source(
    "Care Planning Regulations 2010 reg 12: a home outside England and Wales",
    _LAW + "uksi/2010/959/regulation/12",
    None,
)
SECURE_1991_REG_5 = Source(
    "Secure Accommodation Regulations 1991 reg 5: children to whom section 25 does not apply",
    _LAW + "uksi/1991/1505/regulation/5",
    None,
)
CSWA_2017_SCH_1 = Source(
    "Children and Social Work Act 2017 Schedule 1: section 25 covers secure homes in Scotland",
    _LAW + "ukpga/2017/16/schedule/1/enacted",
    _READ,
)
T_2021_UKSC_35 = Source(
    "In the matter of T [2021] UKSC 35: the High Court may authorise a deprivation of liberty outside section 25",
    "",
    None,
)
LASPO_2012_SS_92_93 = Source(
    "Legal Aid, Sentencing and Punishment of Offenders Act 2012 ss92-93: remand to local authority accommodation "
    "and its conditions",
    _LAW + "ukpga/2012/10/part/3/chapter/3/crossheading/remands-to-local-authority-accommodation/enacted",
    _READ,
)
UASC_NTS_TEN_DAYS = Source(
    "North West Regional Strategic Migration Partnership on the National Transfer Scheme: ten working days",
    "https://northwestrsmp.org.uk/children-and-young-people/information-for-councils-and-partners/"
    "national-transfer-scheme",
    _READ,
)
PLACEMENTS_STANDARD_RISKS = Source(
    "Placements data standard, version 2: risks to the child and to others",
    "https://github.com/SocialCareData/placements-standard",
    _READ,
)

LOCAL_PRACTICE_DOL_HOME = _local(
    "only a home that agrees to the restrictions a court has authorised and can deliver them"
)
LOCAL_PRACTICE_MISSING = _local("going missing is held against transport links and staff awake at night")
LOCAL_PRACTICE_RISK_OTHERS = _local("a recorded risk is held against the home and whoever lives there, never a score")
LOCAL_PRACTICE_RISK_SELF = _local("a home has what a clinical plan requires")
LOCAL_PRACTICE_HEALTH = _local("a nurse delegates clinical tasks for each child, to somebody trained")
LOCAL_PRACTICE_GENDER = _local("carers of one sex where an assessment says so")
LOCAL_PRACTICE_UASC_AGE = _local("a room of one's own while a child's age is disputed")
LOCAL_PRACTICE_PC_PLACE = _local("a parent with a child only in a home approved for both")
