"""Who may sign in after a first start: the demonstration's officials, or the three city administrators."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from demo import officials as invented
from demo.places import read_city, read_places
from gateway.accounts.rules import generated_password
from gateway.operators import Made, NewPost, NewUser, Operators
from gateway.settings import GatewaySettings
from kit.auth import SigningKey
from launcher import accounts
from launcher.accounts import Account
from launcher.installation import Identity, Installation, read_json, write_json
from launcher.services import GATEWAY, SERVICES
from launcher.terminal import say

TOWNSHIP, COUNTY = 9, 6


@asynccontextmanager
async def operators(installation: Installation, operator: str) -> AsyncIterator[Operators]:
    """The gateway's accounts, for an act that the journal ascribes to `operator`."""
    settings = GatewaySettings.load(installation.settings(GATEWAY.name))
    async with Operators.opened(settings, operator=operator) as opened:
        yield opened


async def ensure(installation: Installation, identity: Identity) -> None:
    """Services are known by their keys; the first accounts exist. What is there already stays."""
    async with operators(installation, "launcher") as at_work:
        for service in SERVICES:
            key = SigningKey.load_or_create(installation.keys / f"{service.name}.client.pem")
            await at_work.register_client(service.client_id, key.verify_key.jwk)
        if not identity.demonstration:
            announce_first(await at_work.first_administrators())
        elif not installation.accounts.exists():
            say("  accounts …")
            await _appoint(installation, at_work)


def announce_first(made: Sequence[Made]) -> None:
    """The administrators' first passwords, which stand nowhere else."""
    for one in made:
        say(f"  account {one.account}, first password {one.password} (write it down: it is not kept)")


async def _appoint(installation: Installation, at_work: Operators) -> None:
    """Give every invented official an account; the passwords are generated here and kept in one file.

    They are written down before the accounts are made, so that no account is ever without its password.
    """
    people = cast()
    draft = installation.root / "accounts.draft.json"
    passwords: dict[str, str] = read_json(draft) or {one.account: generated_password() for one in people}
    write_json(draft, passwords)
    await at_work.create_users([_user(one, passwords[one.account]) for one in people])
    found = []
    for one in people:
        posts = [post for post in await at_work.posts_of(one.account) if post.valid_to is None]
        titles = {(post.role, post.region_key): post.title for post in one.posts}
        found += [
            Account(
                name=one.account,
                password=passwords[one.account],
                post=post.role,
                region=post.region_key,
                department=post.department,
                person=one.name,
                title=titles[post.role, post.region_key],
                post_id=str(post.id) if len(posts) > 1 else None,
            )
            for post in posts
        ]
    accounts.save(installation, found)
    draft.unlink()


def cast() -> list[invented.Official]:
    """City, every county and township, and each village whose clerk hands over goslings."""
    places = read_places()
    geese = {family.village for county in read_city(places) for family in county.registered if family.geese}
    villages = [(key, name) for key, name in places.names.items() if key in geese]
    return invented.appoint(places.level(COUNTY), places.level(TOWNSHIP), villages)


def _user(one: invented.Official, password: str) -> NewUser:
    return NewUser(
        account=one.account,
        name=one.name,
        id_number=one.id_number,
        posts=[
            NewPost(
                role=post.role,
                region_key=post.region_key,
                title=post.title,
                department=post.department,
                since=post.since,
                until=post.until,
                successor=post.successor,
            )
            for post in one.posts
        ],
        password=password,
        exempt=True,
    )


def to_try(all_of_them: Sequence[Account]) -> list[Account]:
    """One account of each post for the terminal, each of another person."""
    first: dict[str, Account] = {}
    for account in all_of_them:
        if account.name not in {chosen.name for chosen in first.values()}:
            first.setdefault(account.post, account)
    return list(first.values())
