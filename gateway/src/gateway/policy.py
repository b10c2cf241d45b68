"""The numbers of policy that the gateway acts by: dated parameters, each with the document it stands in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Self

from sqlalchemy import text

from kit.db import Prepared, ReadTx

_IN_FORCE: Final = Prepared(
    text(
        "select distinct on (key) key, value from parameter where key like 'gateway.%' "
        "and valid_from <= :today and (valid_to is null or valid_to > :today) "
        "order by key, length(region_key) desc"
    )
)


@dataclass(frozen=True, slots=True)
class Parameter:
    """A number of policy: its key in the parameters, its first value, and where that stands."""

    key: str
    value: int
    document: str


_GRADED: Final = "GB/T 22239-2019《信息安全技术 网络安全等级保护基本要求》8.1.4.1"
_HOUSE: Final = "帮扶平台安全管理约定"

PARAMETERS: Final = {
    "sign_in_tries": Parameter("gateway.sign-in-tries", 5, _GRADED),  # 连续登录失败次数
    "lock_minutes": Parameter("gateway.lock-minutes", 15, _GRADED),  # 锁定分钟
    "idle_minutes": Parameter("gateway.idle-minutes", 30, _GRADED),  # 空闲退出分钟
    "session_hours": Parameter("gateway.session-hours", 12, _HOUSE),  # 会话最长小时
    "ended_post_days": Parameter("gateway.ended-post-days", 30, _HOUSE),  # 已止职务仍列出的天数
    "token_seconds": Parameter("gateway.token-seconds", 600, _HOUSE),  # 令牌秒数
    "refresh_grace_seconds": Parameter("gateway.refresh-grace-seconds", 60, _HOUSE),  # 续期重发宽限秒数
    "refresh_idle_minutes": Parameter("gateway.refresh-idle-minutes", 1440, _HOUSE),  # 不续期即止的分钟
    "refresh_hours": Parameter("gateway.refresh-hours", 168, _HOUSE),  # 续期链最长小时
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
    async def read(cls, tx: ReadTx) -> Self:
        """From the parameters of the transaction's region; the first values where none is recorded."""
        recorded = {row["key"]: row["value"] for row in await tx.all(_IN_FORCE, today=tx.today)}
        return cls(**{name: int(recorded.get(p.key, p.value)) for name, p in PARAMETERS.items()})
