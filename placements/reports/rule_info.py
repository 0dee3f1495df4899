"""What a page says of a rule: its name and where it comes from."""

from typing import NamedTuple


class RuleInfo(NamedTuple):
    """One rule for readers; `confirmed` tells whether the source's text was read, `url` may be empty."""

    code: str
    title: str
    source: str
    url: str
    confirmed: bool
