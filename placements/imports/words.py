"""One way to compare what people type: headings, kinds, councils and places, whatever the case and punctuation."""

import re
import unicodedata
from functools import cache


@cache
def fold(text: str) -> str:
    """Return words for comparing: lower case, `&` as "and", no apostrophes, one space for anything else.

    "Children's Home" and "children’s  home" are the same; so are "Setting_Name" and "setting name".
    """
    plain = unicodedata.normalize("NFKC", text).casefold().replace("&", " and ")
    return " ".join(re.sub(r"[^\w<>]+|_|(?<=[<>])(?=\w)", " ", re.sub(r"['’`]", "", plain)).split())


def tidy(text: str) -> str:
    """Return text on one line with single spaces; nothing else about it changes."""
    return " ".join(text.split())
