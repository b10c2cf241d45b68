"""The form of answers: problems, pointers, languages, ETags, pages, headers, positions."""

import logging
from typing import Any

import httpx
import pytest
from starlette.types import ASGIApp

from tests.plugins.callers import ApiClient

API = "/api/example/v1"
HOMES = f"{API}/homes"
VILLAGE = "131025102236"


@pytest.fixture
def client(app: ASGIApp, api_client: ApiClient) -> httpx.AsyncClient:
    return api_client(app, role="county-officer", region="131025")


async def _made(client: httpx.AsyncClient, number: str = "0001") -> dict[str, Any]:
    answer = await client.post(HOMES, json={"number": number, "region_key": VILLAGE})
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


def _errors(answer: httpx.Response) -> list[tuple[str, str, str]]:
    assert answer.status_code == 422
    return [(error.get("pointer"), error["code"], error["message"]) for error in answer.json()["errors"]]


async def test_a_sign_that_the_database_cannot_keep_is_refused_in_words(client: httpx.AsyncClient) -> None:
    answer = await client.post(HOMES, json={"number": "0001", "region_key": "13\0"})
    assert answer.status_code == 422
    problem = answer.json()
    assert problem["type"].endswith(":unstorable-sign")
    assert "控制字符" in problem["title"]
    assert "errors" not in problem


async def test_a_missing_part_of_a_form_is_pointed_at(client: httpx.AsyncClient) -> None:
    answer = await client.post(f"{HOMES}/pictures", files={"other": ("a.png", b"12", "image/png")})
    assert _errors(answer) == [("/file", "missing", "必填")]


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ({"region_key": VILLAGE}, ("/number", "missing", "必填")),
        (
            {"number": "0001", "region_key": VILLAGE, "hobby": 1},
            ("/hobby", "extra_forbidden", "没有这个字段"),
        ),
        ({"number": "12", "region_key": VILLAGE}, ("/number", "string_pattern_mismatch", "格式不对")),
        ({"number": 1, "region_key": VILLAGE}, ("/number", "string_type", "应为文字")),
        ({"number": "0000", "region_key": VILLAGE}, ("/number", "number-nought", "编号不能全为零")),
        (
            {"number": "0001", "region_key": VILLAGE, "occupants": [{"name": "王明"}, {"name": "王"}]},
            ("/occupants/1/name", "string_too_short", "至少 2 个字"),
        ),
        (
            {"number": "0001", "region_key": VILLAGE, "occupants": [{"name": "王明", "share": "1.234"}]},
            ("/occupants/0/share", "decimal_max_places", "最多 2 位小数"),
        ),
        (
            {"number": "0001", "region_key": VILLAGE, "occupants": [{"name": "王明", "a/b~c": 1}]},
            ("/occupants/0/a~1b~0c", "extra_forbidden", "没有这个字段"),
        ),
        ([], ("", "model_attributes_type", "应为对象")),
    ],
)
async def test_what_is_wrong_in_a_body_is_pointed_at(
    client: httpx.AsyncClient, body: Any, found: tuple[str, str, str]
) -> None:
    assert _errors(await client.post(HOMES, json=body)) == [found]


async def test_a_wrong_parameter_is_named(client: httpx.AsyncClient) -> None:
    answer = await client.get(HOMES, params={"limit": "many"})
    assert answer.json()["errors"] == [{"parameter": "limit", "code": "int_parsing", "message": "应为整数"}]
    answer = await client.get(f"{HOMES}/not-a-uuid")
    assert answer.json()["errors"] == [
        {"parameter": "home_id", "code": "uuid_parsing", "message": "应为 UUID"}
    ]


async def test_no_error_repeats_what_was_sent(client: httpx.AsyncClient) -> None:
    answer = await client.post(HOMES, json={"number": "110101199003070134", "region_key": VILLAGE})
    assert "110101199003070134" not in answer.text


async def test_a_body_that_is_no_json(client: httpx.AsyncClient) -> None:
    answer = await client.post(HOMES, content=b"{", headers={"Content-Type": "application/json"})
    assert answer.status_code == 400
    assert answer.json()["type"] == "urn:bangfu:problem:not-json"


@pytest.mark.parametrize(
    ("accepted", "title", "language"),
    [
        (None, "没有这一家", "zh-CN"),
        ("en", "There is no such home", "en"),
        ("en-GB,en;q=0.9,zh;q=0.8", "There is no such home", "en"),
        ("en;q=0.5,zh-CN", "没有这一家", "zh-CN"),
        ("fr, *", "没有这一家", "zh-CN"),
        ("en;q=x", "没有这一家", "zh-CN"),
    ],
)
async def test_a_problem_speaks_the_callers_language(
    client: httpx.AsyncClient, accepted: str | None, title: str, language: str
) -> None:
    headers = {} if accepted is None else {"Accept-Language": accepted}
    answer = await client.get(f"{HOMES}/00000000-0000-7000-8000-000000000000", headers=headers)
    assert answer.json()["title"] == title
    assert answer.headers["content-language"] == language


async def test_a_change_needs_the_etag_of_what_was_read(client: httpx.AsyncClient) -> None:
    path = f"{HOMES}/{(await _made(client))['id']}"
    etag = (await client.get(path)).headers["etag"]
    body = {"phone": "13800005678"}
    assert (await client.patch(path, json=body)).status_code == 428
    for stale in ('"0"', f"W/{etag}", "*x"):
        answer = await client.patch(path, json=body, headers={"If-Match": stale})
        assert answer.status_code == 412
    assert (await client.patch(path, json=body, headers={"If-Match": "*"})).status_code == 428
    changed = await client.patch(path, json=body, headers={"If-Match": etag})
    assert changed.status_code == 200
    assert changed.headers["etag"] != etag
    assert (await client.patch(path, json=body, headers={"If-Match": etag})).status_code == 412


async def test_pages_follow_one_another_by_cursor(client: httpx.AsyncClient) -> None:
    for number in ("0003", "0001", "0002"):
        await _made(client, number)
    first = (await client.get(HOMES)).json()
    second = (await client.get(HOMES, params={"after": first["next"]})).json()
    assert [home["number"] for page in (first, second) for home in page["items"]] == ["0001", "0002", "0003"]
    assert second["next"] is None
    assert set(first) == {"items", "next", "total", "total_capped"}


@pytest.mark.parametrize("cursor", ["x", "bm90IGpzb24", "WyJvdGhlciIsIjEiXQ", "WyJudW1iZXIiLHt9XQ", "é"])
async def test_a_foreign_cursor_is_refused(client: httpx.AsyncClient, cursor: str) -> None:
    answer = await client.get(HOMES, params={"after": cursor})
    assert answer.status_code == 400
    assert answer.json()["type"] == "urn:bangfu:problem:unknown-cursor"


async def test_answers_carry_id_security_headers_and_position(client: httpx.AsyncClient) -> None:
    answer = await client.get(HOMES, headers={"X-Request-Id": "browser-12345678"})
    assert answer.headers["x-request-id"] == "browser-12345678"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["x-position"] == "example:0"
    written = await client.post(HOMES, json={"number": "0001", "region_key": VILLAGE})
    assert written.headers["x-position"] == "example:1"


async def test_a_request_id_of_another_form_is_replaced(client: httpx.AsyncClient) -> None:
    answer = await client.get(f"{API}/nowhere", headers={"X-Request-Id": 'a b"; drop'})
    assert answer.status_code == 404
    assert answer.json()["type"] == "urn:bangfu:problem:no-such-address"
    assert answer.json()["request_id"] == answer.headers["x-request-id"] != 'a b"; drop'


async def test_a_wrong_method_is_a_problem(client: httpx.AsyncClient) -> None:
    answer = await client.delete(HOMES)
    assert (answer.status_code, answer.json()["title"]) == (405, "不支持这种操作")
    assert "GET" in answer.headers["allow"]


@pytest.mark.parametrize("declared", [True, False])
async def test_a_body_beyond_the_cap_is_a_problem(client: httpx.AsyncClient, declared: bool) -> None:
    async def chunks() -> Any:
        for _ in range(20):
            yield b"x" * 100_000

    content = b"x" * 2_000_000 if declared else chunks()
    answer = await client.post(HOMES, content=content, headers={"Content-Type": "application/json"})
    assert answer.status_code == 413
    assert answer.json()["type"] == "urn:bangfu:problem:too-large"
    assert answer.headers["x-request-id"]


async def test_a_fault_says_nothing_but_its_id(
    client: httpx.AsyncClient, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        answer = await client.get(f"{API}/fault")
    assert answer.status_code == 500
    assert "110101199003070134" not in answer.text + caplog.text
    assert answer.json()["request_id"] in caplog.text
    assert "RuntimeError" in caplog.text
    assert answer.headers["x-content-type-options"] == "nosniff"


async def test_a_fault_of_the_database_keeps_its_values_out_of_the_log(
    client: httpx.AsyncClient, caplog: pytest.LogCaptureFixture
) -> None:
    await _made(client, "4321")
    with caplog.at_level(logging.DEBUG):
        answer = await client.post(HOMES, json={"number": "4321", "region_key": VILLAGE})
    assert answer.status_code == 500
    assert "constraint_name=home_number_key" in caplog.text
    assert "(4321)" not in caplog.text


async def test_health_answers_without_a_token(app: ASGIApp, api_client: ApiClient) -> None:
    answer = await api_client(app, role=None).get(f"{API}/health")
    assert answer.json() == {"service": "example", "status": "ok"}
