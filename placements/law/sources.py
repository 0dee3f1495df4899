"""Where each rule comes from: its name, its address, and when its text was last read."""

from datetime import date

from placements.law.court_sources import *  # noqa: F403
from placements.law.further_sources import *  # noqa: F403
from placements.law.process_sources import *  # noqa: F403
from placements.law.source import Source

_LAW = "https://www.legislation.gov.uk/"
_SCHEDULE_7 = "https://api.parliament.uk/historic-hansard/commons/1989/oct/23/limits-on-number-of-foster-children"
_READ = date(2026, 11, 22)


def _law(title: str, path: str, read_on: date | None = None) -> Source:
    """A source on legislation.gov.uk."""
    return Source(title, _LAW + path, read_on)


CHILDREN_ACT_1989_S22_5 = _law(
    "Children Act 1989 s22(5): consider wishes, religion, racial origin, culture and language",
    "ukpga/1989/41/part/III",
    _READ,
)
CHILDREN_ACT_1989_S22C_5 = _law(
    "Children Act 1989 s22C(5): the most appropriate placement available", "ukpga/1989/41/section/22C", _READ
)
CHILDREN_ACT_1989_S22C_6 = _law(
    "Children Act 1989 s22C(6): the four kinds of placement a council may make", "ukpga/1989/41/section/22C", _READ
)
CHILDREN_ACT_1989_S22C_7 = _law(
    "Children Act 1989 s22C(7): prefer a relative, friend or connected person who is a foster parent",
    "ukpga/1989/41/section/22C",
    _READ,
)
CHILDREN_ACT_1989_S22C_8_A = _law(
    "Children Act 1989 s22C(8)(a): live near home, so far as reasonably practicable", "ukpga/1989/41/section/22C"
)
CHILDREN_ACT_1989_S22C_8_B = _law(
    "Children Act 1989 s22C(8)(b): do not disrupt education or training, so far as reasonably practicable",
    "ukpga/1989/41/section/22C",
)
CHILDREN_ACT_1989_S22C_8_C = _law(
    "Children Act 1989 s22C(8)(c): live with a brother or sister the same council looks after, so far as "
    "reasonably practicable",
    "ukpga/1989/41/section/22C",
)
CHILDREN_ACT_1989_S22C_8_D = _law(
    "Children Act 1989 s22C(8)(d): a home suitable for a disabled child's particular needs, so far as "
    "reasonably practicable",
    "ukpga/1989/41/section/22C",
)
CHILDREN_ACT_1989_S22C_9 = _law(
    "Children Act 1989 s22C(9): within the council's own area, unless not reasonably practicable",
    "ukpga/1989/41/section/22C",
)
CHILDREN_ACT_1989_S22D = _law(
    "Children Act 1989 s22D: a review decides before a child moves from a foster home to other arrangements",
    "ukpga/1989/41/section/22D",
)
CHILDREN_ACT_1989_S22G = _law(
    "Children Act 1989 s22G: enough homes within the council's area for the children it looks after",
    "ukpga/1989/41/section/22G",
)
CHILDREN_ACT_1989_S25 = _law(
    "Children Act 1989 s25: when a child may be kept in secure accommodation",
    "ukpga/1989/41/part/III/crossheading/secure-accommodation",
    _READ,
)
CHILDREN_ACT_1989_S33_6 = _law(
    "Children Act 1989 s33(6): a child under a care order is not to be brought up in another religion",
    "ukpga/1989/41/section/33",
    _READ,
)
CHILDREN_ACT_1989_S34 = _law(
    "Children Act 1989 s34: contact between a child in care and their family", "ukpga/1989/41/section/34", _READ
)
CHILDREN_ACT_1989_S105 = _law(
    "Children Act 1989 s105: a child is a person under 18", "ukpga/1989/41/section/105", _READ
)
CHILDREN_ACT_1989_SCH_7_PARA_2 = Source(
    "Children Act 1989 Schedule 7 paragraph 2: no more than three foster children", _SCHEDULE_7, _READ
)
CHILDREN_ACT_1989_SCH_7_PARA_3 = Source(
    "Children Act 1989 Schedule 7 paragraph 3: over three foster children if all are brothers and sisters",
    _SCHEDULE_7,
    _READ,
)
CHILDREN_ACT_1989_SCH_7_PARA_4 = Source(
    "Children Act 1989 Schedule 7 paragraph 4: exemption by the council where the carer lives", _SCHEDULE_7, _READ
)
CHILDREN_ACT_1989_SCH_7_PARA_5 = Source(
    "Children Act 1989 Schedule 7 paragraph 5: over the limit a carer counts as running a children's home",
    _SCHEDULE_7,
    _READ,
)
CPPCR_2010_REG_9 = _law("Care Planning Regulations 2010 reg 9: the placement plan", "uksi/2010/959/part/3/made", _READ)
CPPCR_2010_REG_10 = _law(
    "Care Planning Regulations 2010 reg 10: approval before a move disrupts Year 10 or 11",
    "uksi/2010/959/regulation/10/made",
    _READ,
)
CPPCR_2010_REG_11_1_A = _law(
    "Care Planning Regulations 2010 reg 11(1)(a): a nominated officer approves a home outside the area",
    "uksi/2013/3239/part/3/made",
    _READ,
)
CPPCR_2010_REG_11_1_B = _law(
    "Care Planning Regulations 2010 reg 11(1)(b) and (5): the Director of Children's Services approves "
    "a home beyond the adjoining areas instead",
    "uksi/2013/3239/part/3/made",
    _READ,
)
CPPCR_2010_REG_11_2 = _law(
    "Care Planning Regulations 2010 reg 11(2): what the approver must be satisfied of", "uksi/2010/959/regulation/11"
)
CPPCR_2010_REG_11_3 = _law(
    "Care Planning Regulations 2010 reg 11(3): an emergency placement outside the area", "uksi/2010/959/regulation/11"
)
CPPCR_2010_REG_11_4 = _law(
    "Care Planning Regulations 2010 reg 11(4): no approval needed for a connected carer or the council's own",
    "uksi/2010/959/regulation/11",
)
CPPCR_2010_REG_13_4 = _law(
    "Care Planning Regulations 2010 reg 13(4): tell the area authority in writing", "uksi/2013/3239/part/3/made", _READ
)
CPPCR_2010_REG_22 = _law(
    "Care Planning Regulations 2010 reg 22: conditions before placing with a foster parent",
    "uksi/2010/959/regulation/22",
)
CPPCR_2010_REG_22_CONSENT = _law(
    "Care Planning Regulations 2010 reg 22: consent of the carer's fostering service and of other councils "
    "with a child there",
    "uksi/2010/959/regulation/22",
)
CPPCR_2010_REG_23 = _law(
    "Care Planning Regulations 2010 reg 23: emergency placement outside a foster parent's terms",
    "uksi/2010/959/regulation/23",
)
CPPCR_2010_REG_24 = _law(
    "Care Planning Regulations 2010 reg 24: temporary approval of a connected person", "uksi/2010/959/regulation/24"
)
CPPCR_2010_REG_25 = _law(
    "Care Planning Regulations 2010 reg 25: one extension of a temporary approval, and its end",
    "uksi/2010/959/regulation/25/made",
    _READ,
)
CPPCR_2010_REG_27A = _law(
    "Care Planning Regulations 2010 reg 27A: where a child under 16 may live under "
    "other arrangements, from 9 September 2021",
    "uksi/2010/959/part/4/chapter/3",
    _READ,
)
CPPCR_2010_REG_27C = _law(
    "Care Planning Regulations 2010 reg 27C: supported accommodation for 16 and 17 year olds must be "
    "registered or excepted, from 28 October 2023",
    "uksi/2023/416/regulation/36/made",
    _READ,
)
CPPCR_2010_REG_48 = _law("Care Planning Regulations 2010 reg 48: short breaks", "uksi/2010/959/part/9/made", _READ)
CPPCR_2015_LONG_TERM = _law(
    "Care Planning (Amendment) Regulations 2015 (SI 2015/495): what has to be met before a long-term foster placement",
    "uksi/2015/495/note/made",
    _READ,
)

FSR_2011_REG_27 = _law(
    "Fostering Services Regulations 2011 reg 27: approval of a foster parent and its terms",
    "uksi/2011/581/regulation/27",
)
FOSTERING_NMS_10_6 = Source(
    "Fostering Services National Minimum Standards 2011, standard 10.6: own bedroom for each child over "
    "three, or an agreed sharing assessment",
    "https://www.minimumstandards.org/fost_ten.html",
    _READ,
)
CORAMBAAF_SMOKING = Source(
    "CoramBAAF practice note 68, as councils apply it: under-fives and some others not in a smoking home",
    "https://doncastercs.trixonline.co.uk/chapter/family-placement-and-smoking-policy",
    _READ,
)

FSR_2011_SCH_3 = _law(
    "Fostering Services Regulations 2011 Schedule 3: every adult of the household is checked",
    "uksi/2011/581/schedule/3",
)
FOSTERING_NMS_15 = Source(
    "Fostering Services National Minimum Standards 2011, standard 15: a carer who can meet the child's needs", "", None
)
CFA_2014_EHC = _law("Children and Families Act 2014 Part 3: education, health and care plans", "ukpga/2014/6/part/3")

CSA_2000_S1_6 = _law(
    "Care Standards Act 2000 s1(6): a school is a children's home where children stay more than 295 days a year",
    "ukpga/2000/14/section/1",
)
CSA_2000_S11 = _law(
    "Care Standards Act 2000 s11: an offence to run an unregistered children's home", "ukpga/2000/14/section/11", _READ
)
CSA_2000_S13 = _law("Care Standards Act 2000 s13: registration and its conditions", "ukpga/2000/14/section/13", _READ)
CSA_2000_S14A = _law("Care Standards Act 2000 s14A: suspension of registration", "ukpga/2000/14/section/14A")
CSA_2000_S22B = _law(
    "Care Standards Act 2000 s22B: a notice that a home may take no more children", "ukpga/2000/14/section/22B", _READ
)
CHR_2015_REG_12 = _law(
    "Children's Homes Regulations 2015 reg 12: staff manage relationships so that children do not harm each other",
    "uksi/2015/541/regulation/12/made",
    _READ,
)
CHR_2015_REG_14 = _law(
    "Children's Homes Regulations 2015 reg 14: a home admits only children whose needs are "
    "within its statement of purpose",
    "uksi/2015/541/regulation/14/made",
    _READ,
)
CHR_2015_REG_46 = _law(
    "Children's Homes Regulations 2015 reg 46: a home reviews every year whether its place is right and safe",
    "uksi/2015/541/regulation/46",
)
CHR_2015_REG_16 = _law(
    "Children's Homes Regulations 2015 reg 16 and Schedule 1: the statement of purpose",
    "uksi/2015/541/schedule/1/made",
    _READ,
)

SUPPORTED_2023 = Source(
    "Supported Accommodation Regulations 2023, and Ofsted's four categories and three outcomes",
    "https://homeless.org.uk/areas-of-expertise/improving-homelessness-services/regulation-of-homelessness-services/"
    "ofsted-supported-accommodation-regulations",
    _READ,
)
SECURE_1991_REG_3 = _law(
    "Secure Accommodation Regulations 1991 reg 3: only a home the Secretary of State has approved",
    "ukpga/2017/16/schedule/1",
    _READ,
)
SECURE_1991_REG_4 = _law(
    "Secure Accommodation Regulations 1991 reg 4: a child under 13 needs the Secretary of State's approval",
    "uksi/1991/1505/made",
    _READ,
)
SECURE_1991_REG_10 = _law(
    "Secure Accommodation Regulations 1991 reg 10: 72 hours in 28 days without a court order",
    "uksi/1991/1505/regulation/10",
)
SECURE_HOMES_AGE_RANGE = Source(
    "Secure children's homes take children from 10 to 17, by their approval and not by s25", "", None
)
SECURE_WELFARE_COORDINATION = Source(
    "Secure Welfare Coordination Unit: secure welfare beds are allocated nationally",
    "http://securechildrenshomes.org.uk/referrals.html",
    _READ,
)
DFE_903_RULES_709_710 = Source(
    "DfE SSDA903 validation rules 709 and 710: where a child whose liberty a court has restricted may be",
    "https://github.com/data-to-insight/csc-validator-be-903",
    _READ,
)

DFE_903_DISTANCE = Source(
    "DfE SSDA903: straight-line miles from home to placement, with over 20 miles reported as far",
    "https://github.com/data-to-insight/csc-validator-be-903",
    _READ,
)
DISTANCE_REASONS = Source(
    "Placements North West census: reasons for placing at a distance",
    "https://github.com/SocialFinanceDigitalLabs/liia-tools-pipeline",
    _READ,
)
PLACEMENTS_STANDARD = Source(
    "Placements data standard, version 2: suitability of each kind of home for the child",
    "https://github.com/SocialCareData/placements-standard",
    _READ,
)
EQUALITY_ACT_2010_S149 = _law("Equality Act 2010 s149: public sector equality duty", "ukpga/2010/15/section/149")
