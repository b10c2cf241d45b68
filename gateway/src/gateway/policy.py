"""The numbers of policy that the gateway acts by: dated parameters, each with the document it stands in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final, Self

from kit import parameters
from kit.db import ReadTx, WriteTx
from kit.parameters import ParameterMissing


@dataclass(frozen=True, slots=True)
class First:
    """What a new installation starts with for one number, until its office sets its own."""

    key: str
    value: int
    document: str


SINCE: Final = date(2008, 11, 1)
_GRADED: Final = "GB/T 22239-2008《信息系统安全等级保护基本要求》7.1.4.1，数值为平台初设"
_OWN: Final = "平台初设，由本级主管部门按 GB/T 22239 核定"

FIRST: Final = {
    "sign_in_tries": First("gateway.sign-in-tries", 5, _GRADED),  # 连续登录失败次数
    "lock_minutes": First("gateway.lock-minutes", 15, _GRADED),  # 锁定分钟
    "idle_minutes": First("gateway.idle-minutes", 30, _GRADED),  # 空闲退出分钟
    "session_hours": First("gateway.session-hours", 12, _OWN),  # 会话最长小时
    "ended_post_days": First("gateway.ended-post-days", 30, _OWN),  # 已止职务仍列出的天数
    "token_seconds": First("gateway.token-seconds", 600, _OWN),  # 令牌秒数
    "refresh_grace_seconds": First("gateway.refresh-grace-seconds", 60, _OWN),  # 续期重发宽限秒数
    "refresh_idle_minutes": First("gateway.refresh-idle-minutes", 1440, _OWN),  # 不续期即止的分钟
    "refresh_hours": First("gateway.refresh-hours", 168, _OWN),  # 续期链最长小时
}


@dataclass(frozen=True, slots=True)
class Policy:
    """The numbers in force on a day."""

    sign_in_tries: int
    lock_minutes: int
    idle_minutes: int
    session_hours: int
    ended_post_days: int
    token_seconds: int
    refresh_grace_seconds: int
    refresh_idle_minutes: int
    refresh_hours: int

    @classmethod
    async def read(cls, tx: ReadTx, region_key: str) -> Self:
        """The numbers for the installation's region today. Raises ParameterMissing."""
        found = {
            name: await parameters.find(tx, first.key, region_key, tx.today) for name, first in FIRST.items()
        }
        return cls(**{name: int(parameter.value) for name, parameter in found.items()})


async def missing(tx: ReadTx, region_key: str) -> list[First]:
    """Numbers that the installation has no value for yet."""
    lacking = []
    for first in FIRST.values():
        try:
            await parameters.find(tx, first.key, region_key, tx.today)
        except ParameterMissing:
            lacking.append(first)
    return lacking


async def put_first(tx: WriteTx, region_key: str, numbers: list[First]) -> None:
    """Put the first values on record."""
    for first in numbers:
        await parameters.put(tx, first.key, region_key, SINCE, first.value, first.document)
