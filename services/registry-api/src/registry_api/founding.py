"""The numbers of policy that this service begins with."""

from datetime import date
from typing import Final

from kit.founding import FoundingNumber, FoundingValue
from registry_api.claims.service import ANSWERS_A_DAY

NUMBERS: Final = (
    FoundingNumber(
        ANSWERS_A_DAY,
        (
            FoundingValue(
                date.min,
                300,
                "平台初始值，待市扶贫办发文确认：每人每天最多答复 300 次“别处已有此人”",
            ),
        ),
    ),
)
"""What `kit.founding.ensure` puts on file at the first start."""
