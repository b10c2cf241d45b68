"""One official at work: a signed-in client of the public API that asks again where asking again is right."""

import time
import uuid
from typing import Any

import httpx

from launcher.accounts import TOKEN, Account, grant_of, reason

AGAIN = frozenset({429, 502, 503, 409})
TRIES = 40


class StoryError(Exception):
    """The platform refused a step of the story; says which and why."""


class Official:
    """An account with a token of its post; renews the token before it ends."""

    def __init__(self, http: httpx.Client, account: Account) -> None:
        self._http, self._account = http, account
        self._token, self._until = "", 0.0

    def get(self, path: str, **query: Any) -> Any:
        """The JSON of a GET."""
        return self._ask("GET", path, params={k: v for k, v in query.items() if v is not None}).json()

    def post(self, path: str, *, key: str | None = None, **parts: Any) -> Any:
        """The JSON of a POST; `key` makes a step of the story the same step when it is told again."""
        headers = {"Idempotency-Key": key or str(uuid.uuid4())}
        return self._ask("POST", path, headers=headers, **parts).json()

    def _ask(self, method: str, path: str, **parts: Any) -> httpx.Response:
        headers = parts.pop("headers", {})
        for attempt in range(TRIES):
            signed = {**headers, "Authorization": f"Bearer {self._signed_in()}"}
            answer = self._http.request(method, path, headers=signed, **parts)
            if answer.status_code not in AGAIN or attempt == TRIES - 1:
                break
            # A projection or a sequencer that is some milliseconds behind says so.
            time.sleep(min(0.05 * 2**attempt, 2.0))
        if answer.is_error:
            raise StoryError(f"{self._account.title}: {method} {path}: {reason(answer)}")
        return answer

    def _signed_in(self) -> str:
        if time.monotonic() > self._until:
            for attempt in range(TRIES):
                answer = self._http.post(TOKEN, data=grant_of(self._account))
                if answer.status_code not in AGAIN:
                    break
                time.sleep(min(0.05 * 2**attempt, 2.0))
            if answer.is_error:
                raise StoryError(f"{self._account.title} could not sign in: {reason(answer)}")
            granted = answer.json()
            self._token = granted["access_token"]
            self._until = time.monotonic() + granted["expires_in"] / 2
        return self._token
