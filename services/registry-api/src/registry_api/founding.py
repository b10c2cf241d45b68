"""The numbers of policy that this service begins with."""

from datetime import date
from typing import Final

from kit.founding import FoundingNumber, FoundingValue
from registry_api.claims.service import ANSWERS_A_DAY
from registry_api.households.poverty_line import POVERTY_LINE

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
    FoundingNumber(
        POVERTY_LINE,
        (
            FoundingValue(date(2017, 1, 1), "2952.00", "2017 年国家农村扶贫标准（现价）"),
            FoundingValue(
                date(2018, 1, 1),
                "3300.00",
                "平台初始值，待市扶贫办发文确认：河北省 2018 年脱贫工作线",
            ),
        ),
    ),
)
"""What `kit.founding.ensure` puts on file at the first start."""
