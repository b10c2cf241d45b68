"""Protected values are put in through the API, in every way that they come in; all that is said is kept."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date

import httpx

from gateway.operators import NewPost, NewUser, Operators
from gateway.settings import GatewaySettings
from kit.ids import uuid7
from tests.plugins import acts, people
from tests.plugins.acts import ASSISTANCE, REGISTRY
from tests.plugins.city import HOME, City

VILLAGE = "131002100200"
BORN = date(1961, 7, 23)
BIRTH_DATES = ("1961-07-23", "1961/07/23", "1961年7月23日", "1961年07月23日", "19610723")
PHONES = ("13977770001", "13977770002", "13977770003")
BANK_ACCOUNT = "6228480402564890018"
PASSWORD = "Marked-Pass-7301"
INK = bytes(range(7, 251, 3))
"""The points of the signature, which lie uncompressed in its picture."""


@dataclass
class Spoken:
    """All that the platform said while the values were put in, by what was done."""

    numbers: tuple[str, ...]
    answers: dict[str, httpx.Response] = field(default_factory=dict)
    logs: list[str] = field(default_factory=list)

    @property
    def marks(self) -> tuple[str, ...]:
        """The protected values."""
        return (*self.numbers, *PHONES, BANK_ACCOUNT, PASSWORD, *BIRTH_DATES)


class _Listener(logging.Handler):
    def __init__(self, lines: list[str]) -> None:
        super().__init__(logging.DEBUG)
        self._lines = lines
        self.setFormatter(logging.Formatter("%(name)s %(levelname)s %(message)s"))

    def emit(self, record: logging.LogRecord) -> None:
        self._lines.append(self.format(record) + str(record.args or ""))


@contextmanager
def listening(lines: list[str]) -> Iterator[None]:
    """Every logger at its most talkative."""
    root, listener = logging.getLogger(), _Listener(lines)
    before = root.level
    root.addHandler(listener)
    root.setLevel(logging.DEBUG)
    try:
        yield
    finally:
        root.setLevel(before)
        root.removeHandler(listener)


async def plant(city: City) -> Spoken:
    """Register, import, hand over, reveal, sign in and be refused, with protected values everywhere."""
    spoken = Spoken(tuple(people.id_number(BORN) for _ in range(6)))
    with listening(spoken.logs):
        household = await _register(city, spoken)
        await _refused_forms(city, spoken)
        await _import(city, spoken)
        await _hand_over(city, spoken, household)
        await _reveal(city, spoken, household)
        await _sign_in(city, spoken)
    return spoken


def _form(spoken: Spoken) -> acts.Answer:
    head = spoken.numbers[0]
    form = people.household(
        VILLAGE, head="柏年", phone=PHONES[0], bank_name="农行", bank_account=BANK_ACCOUNT
    )
    form["members"][0] |= {
        "id_number": head, "birth_date": BORN.isoformat(), "phone": PHONES[1], "certificate_no": head + "43",
    }  # fmt: skip
    return form


async def _register(city: City, spoken: Spoken) -> acts.Answer:
    by = acts.officer(city, VILLAGE)
    answer = await by.post(f"{REGISTRY}/households", json=_form(spoken))
    made = acts.done(answer)
    url = f"{REGISTRY}/households/{made['id']}"
    spoken.answers |= {
        "created": answer,
        "read": await by.get(url),
        "listed": await by.get(f"{REGISTRY}/households", params={"q": "柏年"}),
        "exported as csv": await by.get(
            f"{REGISTRY}/households/export", params={"q": "柏年", "format": "csv"}
        ),
        "exported as xlsx": await by.get(f"{REGISTRY}/households/export", params={"q": "柏年"}),
        "looked up": await by.post(f"{REGISTRY}/households/lookup", json={"id_number": spoken.numbers[0]}),
        "snapshot": await city.official("service", "1310").get(f"{REGISTRY}/snapshot"),
    }
    change = {"phone": PHONES[2], "bank_account": BANK_ACCOUNT, "reason": "换号"}
    etag = answer.headers["ETag"]
    spoken.answers["changed"] = await by.ask("PATCH", url, match=etag, json=change)
    etag = spoken.answers["changed"].headers["ETag"]
    member = f"{url}/members/{made['members'][1]['id']}"
    correction = {"id_number": spoken.numbers[1], "correction": True, "reason": "号码录错"}
    spoken.answers["corrected"] = await by.ask("PATCH", member, match=etag, json=correction)
    for name in ("created", "listed", "looked up", "changed", "corrected"):
        assert spoken.answers[name].is_success, spoken.answers[name].text
    return made


async def _refused_forms(city: City, spoken: Spoken) -> None:
    """What is wrong with a form is told without the form."""
    by = acts.officer(city, VILLAGE)
    url = f"{REGISTRY}/households"
    form = _form(spoken)
    head = form["members"][0]
    wrong = spoken.numbers[2][:-1] + ("1" if spoken.numbers[2][-1] != "1" else "2")
    forms = {
        "on file already": form,
        "a wrong check digit": {**form, "members": [{**head, "id_number": wrong}]},
        "a wrong phone": {
            **form,
            "members": [{**head, "id_number": spoken.numbers[2], "phone": "139777700011"}],
        },
        "unknown fields": {**form, "id_card": spoken.numbers[2], "birthday": BORN.isoformat()},
        "numbers in wrong fields": {**form, "region_key": spoken.numbers[2], "standing": PHONES[0]},
        "a number as a name": {**form, "members": [{**head, "name": spoken.numbers[2]}]},
    }
    for name, body in forms.items():
        answer = await by.post(url, json=body)
        assert answer.is_client_error, (name, answer.text)
        spoken.answers[f"refused for {name}"] = answer
    broken = f'{{"members": [{{"id_number": "{spoken.numbers[2]}", "phone": {PHONES[0]}'.encode()
    json = {"Content-Type": "application/json"}
    spoken.answers["refused for broken JSON"] = await by.post(url, content=broken, headers=json)


async def _import(city: City, spoken: Spoken) -> None:
    by = acts.officer(city, HOME)
    cells = {
        "联系电话": PHONES[0],
        "开户银行": "农行",
        "一卡通账号": BANK_ACCOUNT,
        "出生日期": BORN.isoformat(),
    }
    good = people.roster_rows("落垡镇", "甲村", "柏林", 证件号码=spoken.numbers[3], **cells)
    bad = people.roster_rows("落垡镇", "甲村", "柏松", 证件号码=spoken.numbers[4], **cells)
    bad[0]["脱贫标志"] = "九"
    mixed = people.roster_rows("落垡镇", "甲村", spoken.numbers[5], 证件号码=people.id_number(BORN), **cells)
    shown = await acts.write_roster(by, people.roster_csv([good, bad, mixed]))
    assert (shown["counts"]["written"], shown["counts"]["errors"]) == (1, 2), shown
    url = f"{REGISTRY}/imports/{shown['id']}"
    spoken.answers |= {
        "import": await by.get(url),
        "preview": await by.get(f"{url}/rows"),
        "error workbook": await by.get(f"{url}/errors.xlsx"),
        "imports": await by.get(f"{REGISTRY}/imports"),
    }


async def _hand_over(city: City, spoken: Spoken, household: acts.Answer) -> None:
    await city.is_told(household["id"])
    clerk = acts.clerk(city, VILLAGE)
    signature = await acts.sign(clerk, household["id"], people.drawing(INK))
    form = acts.handover(household["id"], signature["id"])
    spoken.answers["handed over"] = await clerk.post(f"{ASSISTANCE}/handovers", json=form)
    made = acts.done(spoken.answers["handed over"])
    spoken.answers["hand-overs"] = await clerk.get(f"{ASSISTANCE}/handovers")
    spoken.answers["signature revealed"] = await clerk.post(
        f"{ASSISTANCE}/handovers/{made['id']}/signature/reveal", json={"reason": "核对签字"}
    )


async def _reveal(city: City, spoken: Spoken, household: acts.Answer) -> None:
    clerk = acts.clerk(city, VILLAGE)
    url = f"{REGISTRY}/households/{household['id']}"
    head = household["members"][0]["id"]
    for name in ("phone", "bank_account", "id_number", "birth_date", "member_phone", "certificate_no"):
        body = {"field": name, "member_id": head, "reason": "电话核实"}
        spoken.answers[f"{name} revealed"] = await clerk.post(f"{url}/reveal", json=body)
        assert spoken.answers[f"{name} revealed"].is_success, spoken.answers[f"{name} revealed"].text
    spoken.answers["history"] = await clerk.get(f"{url}/history")


async def _sign_in(city: City, spoken: Spoken) -> None:
    """A claim by ID number, a failed sign-in, and one in which the number is typed as the account."""
    settings = city.settings["gateway"]
    assert isinstance(settings, GatewaySettings)
    account = f"marked{uuid7().hex[:8]}"
    post = NewPost(role="county-officer", region_key=HOME, since=date(2018, 1, 1))
    async with Operators.opened(settings, operator="test") as operators:
        await operators.create_user(NewUser(account=account, name="柏青", posts=(post,), password=PASSWORD))
    session = "/api/gateway/v1/session"
    own = {"Origin": str(city.http.base_url).rstrip("/")}
    stranger = city.stranger()

    async def typed(name: str, body: acts.Answer) -> httpx.Response:
        spoken.answers[name] = await stranger.post(session, json=body, headers=own)
        return spoken.answers[name]

    assert (await typed("failed sign-in", {"account": account, "password": PASSWORD + "x"})).is_client_error
    await typed("number as account", {"account": spoken.numbers[0], "password": PASSWORD})
    signed = await typed("signed in", {"account": account, "password": PASSWORD})
    cookie = {"Cookie": signed.headers["set-cookie"].partition(";")[0], **own}
    for name, number in (("claim refused", spoken.numbers[0][:-1] + "?"), ("claimed", spoken.numbers[0])):
        spoken.answers[name] = await stranger.ask(
            "PUT", f"{session}/person", json={"id_number": number}, headers=cookie
        )
    assert spoken.answers["claimed"].is_success, spoken.answers["claimed"].text
    form = {"grant_type": "password", "username": spoken.numbers[0], "password": PASSWORD}
    spoken.answers["token refused"] = await stranger.post("/api/gateway/v1/token", data=form)
