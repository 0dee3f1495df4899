"""Where the rules on courts, safety, groups with rules of their own and kinds of search come from."""

from datetime import date

from placements.law.source import Source, legislation, local_default

_READ = date(2026, 11, 22)

CHILDREN_ACT_1989_SCH_2_PARA_19 = legislation(
    "Children Act 1989 Schedule 2 paragraph 19: a child in care lives outside England and Wales with the court's "
    "approval, another looked-after child with that of everyone with parental responsibility",
    "ukpga/1989/41/schedule/2/paragraph/19/enacted",
    _READ,
)
CPPCR_2010_REG_12 = legislation(
    "Care Planning Regulations 2010 reg 12: a home outside England and Wales",
    "uksi/2010/959/regulation/12",
)
SECURE_1991_REG_5 = legislation(
    "Secure Accommodation Regulations 1991 reg 5: children to whom section 25 does not apply",
    "uksi/1991/1505/regulation/5",
)
CSWA_2017_SCH_1 = legislation(
    "Children and Social Work Act 2017 Schedule 1: section 25 covers secure homes in Scotland",
    "ukpga/2017/16/schedule/1/enacted",
    _READ,
)
T_2021_UKSC_35 = Source(
    "In the matter of T [2021] UKSC 35: the High Court may authorise a deprivation of liberty outside section 25",
    "",
    None,
)
LASPO_2012_SS_92_93 = legislation(
    "Legal Aid, Sentencing and Punishment of Offenders Act 2012 ss92-93: remand to local authority accommodation "
    "and its conditions",
    "ukpga/2012/10/part/3/chapter/3/crossheading/remands-to-local-authority-accommodation/enacted",
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

LOCAL_PRACTICE_DOL_HOME = local_default("only a home that can deliver the restrictions a court has authorised")
LOCAL_PRACTICE_MISSING = local_default("going missing is held against transport links and staff awake at night")
LOCAL_PRACTICE_RISK_OTHERS = local_default("a risk is held against this home and whoever lives there, never a score")
LOCAL_PRACTICE_RISK_SELF = local_default("a home has what a clinical plan requires")
LOCAL_PRACTICE_HEALTH = local_default("a nurse delegates clinical tasks for each child, to somebody trained")
LOCAL_PRACTICE_GENDER = local_default("carers of one sex where an assessment says so")
LOCAL_PRACTICE_UASC_AGE = local_default("a room of one's own while a child's age is disputed")
LOCAL_PRACTICE_PC_PLACE = local_default("a parent with a child only in a home approved for both")
