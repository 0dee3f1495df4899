"""Sources of the catalogue's other entries: tasks, objectives, data checks, what is out of scope, and local rules.

`sources` holds these names as well, so that there is one place to look a source up.
"""

from datetime import date

from placements.law.source import Source, legislation, local_default

_READ = date(2026, 11, 22)
"""The day the text was read, in a stored copy of the page named."""

_CSC_VALIDATOR = "https://github.com/data-to-insight/csc-validator-be-903"
_PNW_CENSUS = "https://github.com/SocialFinanceDigitalLabs/liia-tools-pipeline"

CHILDREN_ACT_1989_S22C_9A = legislation(
    "Children Act 1989 s22C(9A) to (9C): fostering for adoption",
    "ukpga/2014/6/section/2/enacted", _READ,
)  # fmt: skip
CHILDREN_ACT_1989_S23CZA = legislation(
    "Children Act 1989 s23CZA: staying put with former foster parents, from 13 May 2014",
    "ukpga/1989/41/section/23CZA", _READ,
)  # fmt: skip
CSWA_2017_S1 = legislation(
    "Children and Social Work Act 2017 s1: corporate parenting principles", "ukpga/2017/16/section/1"
)
CWSA_2026_S13 = legislation(
    "Children's Wellbeing and Schools Act 2026 s13(1) to (5): depriving of liberty, not begun",
    "ukpga/2026/21/section/13", _READ,
)  # fmt: skip
IMMIGRATION_ACT_2016_S72 = legislation(
    "Immigration Act 2016 s72: a scheme that moves responsibility for a child to another council",
    "ukpga/2016/19/section/72",
)
NTS_PROTOCOL = Source("Home Office and DfE: National Transfer Scheme protocol, version 7.0, 9 June 2025", "", _READ)
LASPO_2012_S99 = legislation(
    "Legal Aid, Sentencing and Punishment of Offenders Act 2012 ss98 and 99: youth detention accommodation from the "
    "age of twelve", "ukpga/2012/10/section/99", _READ,
)  # fmt: skip
PACE_1984_S38_6 = legislation(
    "Police and Criminal Evidence Act 1984 s38(6): council accommodation after charge", "ukpga/1984/60/section/38"
)

CPPCR_2010_REG_10_3 = legislation(
    "Care Planning Regulations 2010 reg 10(3) and (4): a move in an emergency, and other moves that disrupt education",
    "uksi/2010/959/regulation/10/made", _READ,
)  # fmt: skip
CPPCR_2010_REG_15_18 = legislation(
    "Care Planning Regulations 2010 regs 15 to 18: a child in care placed with a parent",
    "uksi/2010/959/part/4/made", _READ,
)  # fmt: skip
CPPCR_2010_REG_25A = legislation(
    "Care Planning Regulations 2010 reg 25A: temporary approval of a prospective adopter as a foster parent",
    "uksi/2013/984/regulation/3", _READ,
)  # fmt: skip
SI_2020_445 = legislation(
    "Adoption and Children (Coronavirus) (Amendment) Regulations 2020: explanatory note and reg 2, temporary approval "
    "for 24 weeks instead of 16 from 24 April to 25 September 2020",
    "uksi/2020/445/note/made", _READ,
)  # fmt: skip
FSR_2011_REG_28 = legislation(
    "Fostering Services Regulations 2011 reg 28: reviewing and changing the terms of approval",
    "uksi/2011/581/regulation/28",
)
SECURE_1991_REG_11 = legislation(
    "Secure Accommodation Regulations 1991 regs 11 to 13: how long a court may authorise",
    "uksi/1991/1505/regulation/11",
)

DFE_903_RULE_358 = Source("DfE SSDA903 validation rules 358 and 234: no J status under ten", _CSC_VALIDATOR, _READ)
DFE_903_RULE_164 = Source(
    "DfE SSDA903 validation rules 164 and 406: no distance for unaccompanied asylum-seeking children",
    _CSC_VALIDATOR, _READ,
)  # fmt: skip
DFE_903_RULES_379_383 = Source(
    "DfE SSDA903 validation rules 379 to 383: after a temporary placement the child returns", _CSC_VALIDATOR, _READ
)
DFE_903_PLACEMENT_CODES = Source("DfE SSDA903 placement codes A3 to A6: placed for adoption", _CSC_VALIDATOR, _READ)
PNW_PROVISION = Source("Placements North West census: types of provision", _PNW_CENSUS, _READ)
PNW_COSTS = Source("Placements North West census: additional packages and who pays", _PNW_CENSUS, _READ)
PNW_SOURCING = Source(
    "Salford procedures, placements outside the council's own, and the Placements North West census: how sourced",
    "https://salfordchildcare.proceduresonline.com/chapters/p_approv_outside_place.html", _READ,
)  # fmt: skip
WALSALL_EXEMPTIONS = Source(
    "Walsall procedures: exemptions to the usual fostering limit, counted for each home",
    "https://walsallcs.trixonline.co.uk/chapter/exemptions-to-the-usual-fostering-limit", _READ,
)  # fmt: skip
CCN_NEWTON_2022 = Source(
    "County Councils Network and Newton, 2022: returning home to be explored for up to 34 in 100 children", "", None
)
UK_GDPR = Source("UK GDPR: no more about anybody than the reader needs", "", None)

LOCAL_PRACTICE_DIST_LOCAL = local_default("a head of service agrees beyond the council's own distance mark")
LOCAL_PRACTICE_TRAVEL = local_default("travel time counts where it is known, not only miles")
LOCAL_PRACTICE_CH_EMERG = local_default("homes that take children the same day are rung first")
LOCAL_PRACTICE_SIB_CONTACT = local_default("a plan for brothers and sisters who live apart")
LOCAL_PRACTICE_MONEY = local_default("the price quoted for the place, with what comes on top")
LOCAL_PRACTICE_BRIDGE = local_default("a bridging home has an end date")
LOCAL_PRACTICE_FAIR_SHARE = local_default("no member's children do worse for the sake of the region")
LOCAL_PRACTICE_PENDING = local_default("a rule that is being written, with its sources")
