"""What can go wrong, as a tree; each class has one exit code.

PlacementsError
├── UsageError (2)          wrong options, unknown child or home, unusable policy
├── InputError (3)          the input was refused; nothing was written
├── NoProposalError (4)     no proposal in the time allowed
└── RejectedError (6)       a result failed its own check and is not shown
"""


class PlacementsError(Exception):
    """Base of every error a person may be shown; the text never holds a child's data."""

    exit_code = 70


class UsageError(PlacementsError):
    """The command or the policy is wrong; the text says what to type instead."""

    exit_code = 2


class InputError(PlacementsError):
    """The input was refused. `problems` lists every fault found, not only the first."""

    exit_code = 3

    def __init__(self, message: str, problems: tuple[object, ...] = ()) -> None:
        super().__init__(message)
        self.problems = problems


class NoProposalError(PlacementsError):
    """The solver had no proposal when its time was up."""

    exit_code = 4


class RejectedError(PlacementsError):
    """The plain re-computation disagrees with the solver, so the result is refused."""

    exit_code = 6
