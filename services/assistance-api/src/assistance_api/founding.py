"""The numbers of policy that this service begins with."""

from datetime import date
from typing import Final

from assistance_api.geese_years.service import ALLOWANCE
from assistance_api.handovers.service import GRACE_DAYS
from kit.founding import FoundingNumber, FoundingValue

NUMBERS: Final = (
    FoundingNumber(
        ALLOWANCE,
        (
            FoundingValue(
                date(2018, 1, 1),
                100,
                "“精准帮扶鹅富千家”项目：农村贫困残疾人家庭每户每年免费发放鹅苗 100 只",
            ),
        ),
    ),
    FoundingNumber(
        GRACE_DAYS,
        (
            FoundingValue(
                date.min,
                31,
                "平台初始值，待市残联发文确认：上年度的交接单在次年 1 月内仍可补记",
            ),
        ),
    ),
)
"""What `kit.founding.ensure` puts on file at the first start."""
