"""The register of cases: what each capability must show."""

import secrets
from collections.abc import Mapping, Sequence

from launcher.errors import LauncherError
from launcher.installation import Installation
from launcher.show import main_job
from launcher.show.checks import Check, Context, show

CASES: Mapping[str, Sequence[Check]] = {"main-job": main_job.CHECKS}


def show_case(installation: Installation, case: str, seed: int | None) -> bool:
    """Run a case; True when all that a machine can see agrees. A seed that is not given is drawn."""
    if case not in CASES:
        raise LauncherError(f"CASE={case} is none of the cases there are: {', '.join(CASES)}.")
    return show(CASES[case], Context(installation, secrets.randbelow(2**32) if seed is None else seed))
