"""What a change asks of people, on one published scale; the smallest unlock is the one that asks least in all.

The steps follow the usual lead times of the sector: an answer takes hours, an approval days, a change to a building or
a registration weeks to months. They order changes and mean nothing else.
"""

ANSWER = 1
"""A question is answered: minutes to hours."""
APPROVAL = 2
"""A named person approves or a provider says yes after all: a day or so."""
REASSESSED = 3
"""A social worker assesses again which kinds of home suit, or a relative is assessed: days to weeks."""
TERMS = 3
"""The terms of a carer or the household's ways change: days to weeks."""
EXEMPTION = 3
"""The authority where the carer lives exempts every foster child there by name: days, and a case to make."""
PLACE = 4
"""A further place is offered, and kept for the child: a resident leaves, or a home is opened again."""
ADAPTED = 6
"""A home is adapted: weeks to months."""
REGISTERED = 8
"""The register changes: conditions, places, registration. Weeks to months."""
NEW_HOME = 12
"""A home that is not there yet."""
NEVER = 10_000
"""No edit opens it."""
