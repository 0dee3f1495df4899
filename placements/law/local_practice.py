"""Rules no statute makes: each is a default of this tool that an authority may tighten in its policy."""

from placements.law.source import Source


def _local(title: str) -> Source:
    """A rule no statute makes."""
    return Source(f"Local policy (default of this tool): {title}", "", None)


TYPE_SUIT = _local("only the kinds of home the child's social worker has assessed as suitable")
FAM_FIRST = _local("a family before a residential home where needs allow")
F_AVAIL = _local("only carers who are available on the day")
F_BED = _local("who may share a bedroom, by age, sex and risk")
F_SMOKE = _local("no child under five in a smoking household")
K_CHILD_ONLY = _local("a connected carer's home is offered only to the children named")
K_VIAB = _local("a viability assessment before a connected person counts as a choice")
CH_IRA = _local("the registered manager's impact assessment before a child moves in")
CH_SOLO = _local("a home for one child where that is assessed as needed")
CH_GRADE = _local("senior sign-off before using a home judged inadequate")
CH_U8 = _local("senior sign-off before a young child lives in a residential home")
CH_PEER = _local("children recorded as not to live together are kept apart")
ZONE_AVOID = _local("places to avoid, set by a court, the police, a strategy meeting or the team")
NOMINATION = _local("regional contract: each council's nomination rights")
SPOT_AUTH = _local("budget holder or panel agrees a spot or high-cost placement")
BLOCK_FIRST = _local("beds already paid for are used first where suitable")
CONSENT_CARER = _local("the carer or provider must offer the place")
F_BED_HARD = _local("no shared bedroom where there is a risk, or by age and sex")
F_OWNKIDS = _local("a child placed is the youngest by some years; safety plans about younger children")
F_PETS = _local("no animals beside an allergy or a risk to animals")
F_SKILL = _local("a trained carer for every clinical task")
F_DRIVE = _local("whether a carer drives is said")
F_LTF = _local("panel or the agency decision maker agrees a long-term match")
F_SHORTBREAK = _local("short-break carers are used for short breaks only")
F_DBS_HH = _local("no new child beside an adult who is not checked")
CH_RATIO = _local("a home staffs what the child's plan asks for")
CH_UNDEROCC = _local("a home's own word on how many children it runs for now")
CH_NOMGR = _local("senior sign-off before using a home without a registered manager")
CH_LOC = _local("what a location assessment notes is said beside the child's needs")
CH_SECT = _local("a home for one kind of stay only is used for that kind")
CH_BED = _local("a child has their own bedroom in a children's home unless sharing is wished and assessed")
SA_CAT = _local("no category 3 accommodation where the plan excludes it")
SA_OUTCOME = _local("senior sign-off before using supported accommodation with outcome 3")
BNB = _local("bed and breakfast is not suitable for 16 and 17 year olds")
EHCP = _local("the special educational needs team agrees before a move changes what an EHC plan names")
EDU_ONSITE = _local("a home with education for a child on no school's roll")
