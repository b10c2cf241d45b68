"""Who works on the platform of these tests, and which families its county has. All of them are invented."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from random import Random
from typing import Final

from demo.households import Builder, Shape, furnish
from demo.identity import IdentityNumbers
from demo.people import Family
from gateway.accounts.rules import generated_password
from gateway.operators import NewPost, NewUser

CITY: Final = "1310"
HOME, OTHER = "131002", "131022"
"""The county of the story (安次区), and one that must find nothing of it (固安县)."""
TOWNSHIP: Final = "131002100"
VILLAGE: Final = "131002100201"
VILLAGE_NAME: Final = "落垡村委会"


@dataclass(frozen=True)
class Official:
    """Somebody with an account; `post` names the post to choose where there are several."""

    account: str
    name: str
    phone: str
    posts: tuple[NewPost, ...]
    password: str = field(default_factory=generated_password)

    @property
    def user(self) -> NewUser:
        """The account as the operator makes it; its password need not be changed at first."""
        return NewUser(
            account=self.account,
            name=self.name,
            work_phone=self.phone,
            posts=self.posts,
            password=self.password,
            exempt=True,
        )


@dataclass(frozen=True)
class Officials:
    """One official of each kind that the story needs."""

    county: Official
    """Holds two posts and has to choose."""
    reviewer: Official
    clerk: Official
    next_clerk: Official
    """Uses the same phone after the clerk."""
    leader: Official
    neighbour: Official
    """The officer of the other county."""

    def __iter__(self) -> Iterator[Official]:
        return iter(vars(self).values())


def appoint() -> Officials:
    """New officials with passwords of their own."""

    def official(account: str, name: str, line: int, *posts: tuple[str, str, str]) -> Official:
        given = tuple(NewPost(role=role, region_key=region, title=title) for role, region, title in posts)
        return Official(account, name, f"0316-23110{line:02d}", given)

    return Officials(
        county=official(
            "liuwenqing",
            "刘文清",
            1,
            ("county-officer", HOME, "安次区扶贫办主任"),
            ("township-reviewer", TOWNSHIP, "落垡镇扶贫专干"),
        ),
        reviewer=official("zhaomin", "赵敏", 2, ("township-reviewer", TOWNSHIP, "落垡镇扶贫专干")),
        clerk=official("wangguizhi", "王桂芝", 3, ("village-clerk", VILLAGE, "落垡村文书")),
        next_clerk=official("chenxiulan", "陈秀兰", 4, ("village-clerk", VILLAGE, "落垡村文书助理")),
        leader=official("hanliwei", "韩立伟", 5, ("city-leader", CITY, "市扶贫开发领导小组组长")),
        neighbour=official("sunlei", "孙磊", 6, ("county-officer", OTHER, "固安县扶贫办主任")),
    )


@dataclass(frozen=True)
class Families:
    """The county's families: `on_file` are imported before the story begins, `new` come with it."""

    on_file: list[Family]
    new: list[Family]


def invent() -> Families:
    """Twelve families of one village, whose heads have phones and names of their own; always the same."""
    rng = Random(20180927)
    builder = Builder(rng, HOME, IdentityNumbers(), count(1))
    found: dict[str, Family] = {}
    while len(found) < 12:
        family = builder.labour_home(Shape(able=1, elders=len(found) % 2, small=1), VILLAGE)
        name = family.head.name
        if family.head.phone is None or len(name) != 3 or any(name[1:] in other for other in found):
            continue
        furnish(rng, family)
        found[name] = family
    families = list(found.values())
    return Families(families[:8], families[8:])
