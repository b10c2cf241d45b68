"""Which role may do what: the one table (角色 → 权限), carried in every access token.

A post (职务) is a role in a region, in some roles with a department. What a role may do is read here and
nowhere else; where it may do it is the region's affair, and the row policies of each service see to that.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

Level = Literal["city", "county", "township", "village"]

REGION_KEY_LENGTH: Final[Mapping[Level, int]] = {"city": 4, "county": 6, "township": 9, "village": 12}

PERMISSIONS: Final[Mapping[str, tuple[str, str]]] = {
    # permission            中文              what it opens
    "region.read": ("查看行政区划", "See regions"),
    "household.read": ("查看户", "See households"),
    "household.write": ("登记、修改户", "Create and change households"),
    "household.reveal": ("查看受保护内容", "Reveal one protected value, with a reason"),
    "household.export": ("导出户", "Export households, masked"),
    "roster.import": ("导入名册", "Import a roster"),
    "handover.read": ("查看鹅苗发放", "See gosling hand-overs"),
    "handover.write": ("登记鹅苗发放", "Record a gosling hand-over"),
    "handover.void": ("作废鹅苗发放", "Void a gosling hand-over"),
    "figure.read": ("查看统计数", "See figures and open their rows"),
    "journal.read": ("查看操作日志", "Read the journal"),
    "account.administer": ("管理账号", "Administer accounts"),
    "post.administer": ("管理职务", "Administer posts"),
    "event.read": ("读取事件", "Read a service's events"),
    "snapshot.read": ("读取快照", "Read a service's snapshot"),
    "version.read": ("读取撤销表", "Read the table of revoked versions"),
}


@dataclass(frozen=True, slots=True)
class Role:
    """A role of persons: its names, the level of region it is given for, what it may do."""

    key: str
    zh: str
    en: str
    level: Level
    permissions: frozenset[str]


def _role(key: str, zh: str, en: str, level: Level, permissions: str) -> Role:
    names = frozenset(permissions.split())
    if unknown := names - PERMISSIONS.keys():
        raise ValueError(f"role {key} names unknown permissions: {sorted(unknown)}")
    return Role(key, zh, en, level, names)


ROLES: Final[Mapping[str, Role]] = {
    role.key: role
    for role in (
        _role(
            "city-leader", "市领导", "City leader", "city",
            "region.read household.read figure.read handover.read household.export",
        ),
        _role(
            "city-officer", "市级业务", "City officer", "city",
            "region.read household.read figure.read handover.read household.export household.reveal",
        ),
        _role(
            "county-officer", "县级业务", "County officer", "county",
            "region.read household.read household.write household.reveal household.export roster.import "
            "handover.read handover.void figure.read",
        ),
        _role(
            "township-reviewer", "乡镇审核", "Township reviewer", "township",
            "region.read household.read household.write household.reveal household.export "
            "handover.read handover.void figure.read",
        ),
        _role(
            "village-clerk", "村级专干", "Village clerk", "village",
            "region.read household.read household.reveal "
            "handover.read handover.write handover.void figure.read",
        ),
        # The three city administrators (三员): none of them sees a household.
        _role(
            "system-admin", "系统管理员", "System administrator", "city",
            "region.read account.administer",
        ),
        _role(
            "security-admin", "安全管理员", "Security administrator", "city",
            "region.read post.administer",
        ),
        _role(
            "audit-admin", "审计管理员", "Audit administrator", "city",
            "region.read journal.read",
        ),
    )
}  # fmt: skip

SERVICE_ROLE: Final = "service"
SERVICE_PERMISSIONS: Final = frozenset(("region.read", "event.read", "snapshot.read", "version.read"))


def permissions_of(role: str) -> frozenset[str]:
    """What a role, of a person or `service`, may do; KeyError for an unknown one."""
    return SERVICE_PERMISSIONS if role == SERVICE_ROLE else ROLES[role].permissions


def fits(role: str, region_key: str) -> bool:
    """Whether a post of this role can stand at this region (a county post at a county, and so on)."""
    return role in ROLES and len(region_key) == REGION_KEY_LENGTH[ROLES[role].level]
