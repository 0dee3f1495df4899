"""Who has to do what by when once a match is proposed: approvals with what each has to satisfy, and every clock."""
