"""Rate limits: pure, and at the door."""

from gateway.front.limits import RateLimit
from gateway.operators import Made
from gateway.settings import RateLimits
from gateway.tests.conftest import Browse, OpenDoor


def test_a_burst_passes_then_the_rate_holds() -> None:
    limit = RateLimit(per_second=2, at_once=3)
    assert [limit.take("a", now=0) for _ in range(4)] == [None, None, None, 1]
    assert limit.take("a", now=0.5) is None
    assert limit.take("a", now=0.6) == 1


def test_callers_do_not_share_a_bucket() -> None:
    limit = RateLimit(per_second=1, at_once=1)
    assert limit.take("a", now=0) is None
    assert limit.take("b", now=0) is None
    assert limit.take("a", now=0) == 1


async def test_too_many_requests_are_told_when_to_come_again(open_door: OpenDoor, browse: Browse) -> None:
    door = await open_door(rate_limits=RateLimits(calls_per_second=0.1, calls_at_once=2))
    browser = browse(door)
    answers = [await browser.get("/api/gateway/v1/installation") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert answers[2].headers["retry-after"] == "10"
    assert answers[2].json()["type"] == "urn:bangfu:problem:too-many-requests"


async def test_sign_ins_are_limited_by_address_whoever_is_named(
    open_door: OpenDoor, browse: Browse, liu: Made
) -> None:
    door = await open_door(rate_limits=RateLimits(sign_ins_per_second=0.1, sign_ins_at_once=3))
    browser = browse(door)
    statuses = []
    for turn in range(4):
        body = {"account": f"guess{turn}", "password": "x"}
        statuses.append((await browser.post("/api/gateway/v1/session", json=body)).status_code)
    assert statuses == [401, 401, 401, 429]
