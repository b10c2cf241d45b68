"""A service's way to the gateway: its own token, kept while it holds."""

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from kit.auth import SigningKey, jose
from kit.peers import GATEWAY, Peers

ISSUER = "https://bangfu.test"


class Issuer:
    """Gives numbered tokens to the client `registry` and knows which of them hold."""

    def __init__(self, key: SigningKey) -> None:
        self.key = key
        self.given = 0
        self.ended = 0
        self.lifetime = 600
        self.app = Starlette(
            routes=[
                Route(f"{GATEWAY}/token", self._give, methods=["POST"]),
                Route("/api/registry/v1/events", self._events),
            ]
        )

    async def _give(self, request: Request) -> JSONResponse:
        form = await request.form()
        jose.verify(
            str(form["client_assertion"]),
            self.key.verify_key,
            typ=jose.CLIENT_ASSERTION,
            issuer="registry",
            audience=ISSUER,
        )
        assert form["grant_type"] == "client_credentials"
        self.given += 1
        return JSONResponse({"access_token": f"token-{self.given}", "expires_in": self.lifetime})

    async def _events(self, request: Request) -> JSONResponse:
        token = request.headers["authorization"].removeprefix("Bearer ")
        ended = token.startswith("token-") and int(token.removeprefix("token-")) <= self.ended
        return JSONResponse({"token": token}, status_code=401 if ended else 200)


@pytest.fixture
def issuer() -> Issuer:
    return Issuer(SigningKey.generate())


@pytest.fixture
async def peers(issuer: Issuer) -> AsyncIterator[Peers]:
    way = Peers.in_process(issuer.app)
    yield way.identified(client_id="registry", key=issuer.key, issuer=ISSUER)
    await way.close()


async def _ask(peers: Peers, **options: Any) -> httpx.Response:
    return await peers.get("/api/registry/v1/events", **options)


async def test_its_own_token_is_kept(peers: Peers, issuer: Issuer) -> None:
    answers = [(await _ask(peers)).json()["token"] for _ in range(3)]
    assert answers == ["token-1"] * 3
    assert issuer.given == 1


async def test_a_token_near_its_end_is_renewed(peers: Peers, issuer: Issuer) -> None:
    issuer.lifetime = 30
    assert [(await _ask(peers)).json()["token"] for _ in range(2)] == ["token-1", "token-2"]


async def test_a_token_ended_before_its_time_is_replaced(peers: Peers, issuer: Issuer) -> None:
    await _ask(peers)
    issuer.ended = 1
    assert (await _ask(peers)).status_code == 401
    assert (await _ask(peers)).json() == {"token": "token-2"}


async def test_the_callers_token_goes_as_it_is(peers: Peers, issuer: Issuer) -> None:
    assert (await _ask(peers, caller_token="theirs")).json() == {"token": "theirs"}
    assert issuer.given == 0


async def test_without_an_identity_there_is_no_own_token(issuer: Issuer) -> None:
    nobody = Peers.in_process(issuer.app)
    with pytest.raises(RuntimeError, match="no identity"):
        await nobody.token()
    await nobody.close()
