"""What the program says to people is short: nobody reads a long message at 16:30."""

import re

import pytest

from placements.forms.fault import FORM_FIXES
from placements.imports.refusals import REASONS
from placements.tables.problems import FIXES
from placements_cli.commands.why import NOT_FORCED

MOST_WORDS = 25

MESSAGES = {
    **{f"FIXES {code}": text for code, text in FIXES.items()},
    **{f"FORM_FIXES {code}": text for code, text in FORM_FIXES.items()},
    **{f"REASONS {code}": text for code, texts in REASONS.items() for text in texts},
    **{f"NOT_FORCED {code}": text for code, text in NOT_FORCED.items()},
}


@pytest.mark.parametrize("text", MESSAGES.values(), ids=MESSAGES.keys())
def test_a_message_is_short(text):
    assert len(text.split()) <= MOST_WORDS


@pytest.mark.parametrize("text", {**FIXES, **FORM_FIXES}.values(), ids={**FIXES, **FORM_FIXES}.keys())
def test_a_fix_is_a_sentence_without_jargon(text):
    assert text[0].isupper() or text.startswith("`")
    assert text.endswith(".")
    assert not re.search(
        r"\b(parse|null|invalid|exception|traceback|regex|utf8|boolean|string|stdin|stdout)\b", text, re.I
    )
