"""Forms to fill in, and what comes back: workbooks, the referral page, weekly updates."""
