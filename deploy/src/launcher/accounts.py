"""The demonstration's accounts, and signing in with them."""

from dataclasses import asdict, dataclass
from typing import Any

import httpx

from launcher.errors import LauncherError
from launcher.installation import Installation, read_json, write_json

TOKEN = "/api/gateway/v1/token"
SECONDS = 30.0


@dataclass(frozen=True)
class Account:
    """One account to try: `name` signs in, `post` is its role."""

    name: str
    password: str
    post: str
    region: str
    department: str | None
    person: str
    title: str
    post_id: str | None = None
    """Which post to sign in for, where the person has more than one."""


def save(installation: Installation, accounts: list[Account]) -> None:
    """Write the file, mode 0600."""
    write_json(installation.accounts, [asdict(account) for account in accounts])


def load(installation: Installation) -> list[Account]:
    """The file's accounts. Raises LauncherError where there is none."""
    kept = read_json(installation.accounts)
    if kept is None:
        raise LauncherError(
            f"There is no {installation.accounts}: only a demonstration has one, after its first `make run`."
        )
    return [Account(**account) for account in kept]


def choose(
    accounts: list[Account],
    *,
    post: str | None = None,
    region: str | None = None,
    department: str | None = None,
    name: str | None = None,
) -> Account:
    """The first account that fits. Raises LauncherError naming what there is instead."""
    if name is not None:
        fitting = [account for account in accounts if account.name == name]
    else:
        fitting = [
            account
            for account in accounts
            if account.post == post
            and region in {None, account.region}
            and (department is None or account.department == department)
        ]
    if fitting:
        return fitting[0]
    if name is not None:
        raise LauncherError(f"There is no account {name}: `make accounts` lists them.")
    posts = sorted({account.post for account in accounts})
    if post not in posts:
        raise LauncherError(f"POST={post or ''} is none of the posts there are: {', '.join(posts)}.")
    regions = sorted({account.region for account in accounts if account.post == post})
    raise LauncherError(
        f"No {post} has an account in REGION={region}"
        f"{f' and DEPARTMENT={department}' if department else ''}; there are: {', '.join(regions[:20])}"
        f"{' …' if len(regions) > 20 else ''}."
    )


def grant_of(account: Account) -> dict[str, str]:
    """The form by which the account asks for a token of its post."""
    form = {"grant_type": "password", "username": account.name, "password": account.password}
    return form if account.post_id is None else {**form, "post": account.post_id}


def sign_in(http: httpx.Client, account: Account) -> str:
    """An access token of the account's post. Raises LauncherError with the platform's own words."""
    answer = http.post(TOKEN, data=grant_of(account))
    if answer.status_code != httpx.codes.OK:
        raise LauncherError(f"{account.name} could not sign in: {reason(answer)}")
    token: str = answer.json()["access_token"]
    return token


def client(installation: Installation) -> httpx.Client:
    """A connection to the standing platform."""
    return httpx.Client(base_url=installation.url, timeout=SECONDS, trust_env=False)


def reason(answer: httpx.Response) -> str:
    """What a refused request says of itself."""
    try:
        problem: dict[str, Any] = answer.json()
    except ValueError:
        return f"HTTP {answer.status_code}"
    words = (problem.get("title"), problem.get("detail"), problem.get("error_description"))
    return " ".join(str(word) for word in words if word) or f"HTTP {answer.status_code}"
