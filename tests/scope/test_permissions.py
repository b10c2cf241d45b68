"""Who may ask what: every operation, every role of the gateway's table, and nobody at all."""

import httpx
import pytest

from gateway import roles
from tests.examples.example import send
from tests.examples.operations import EXAMPLES, PUBLIC, Operation, all_operations
from tests.examples.planted import HEADS, Planted
from tests.plugins.city import CITY, ROLE_REGIONS

ROLES = (*roles.ROLES, roles.SERVICE_ROLE)


@pytest.mark.asyncio(loop_scope="session")
@pytest.mark.parametrize("operation", all_operations(), ids=str)
async def test_the_permission_opens_and_nothing_else_does(planted: Planted, operation: Operation) -> None:
    # Aimed at what is nowhere, so that nothing is changed: the permission is judged before all else.
    nowhere = planted.targets[next(iter(HEADS))].absent
    ask = operation.example.aims[0](nowhere)
    for role in ROLES:
        region = ROLE_REGIONS[roles.ROLES[role].level] if role in roles.ROLES else CITY
        answer = await send(planted.city.official(role, region), operation.document, ask)
        if operation.permission in (PUBLIC, *roles.permissions_of(role)):
            assert answer.status_code not in (401, 403), (role, answer.text)
            assert answer.status_code < 500, (role, answer.text)
        else:
            assert answer.status_code == httpx.codes.FORBIDDEN, (role, answer.text)
    answer = await send(planted.city.stranger(), operation.document, ask)
    if operation.permission == PUBLIC:
        assert answer.is_success
    else:
        assert answer.status_code == httpx.codes.UNAUTHORIZED


def test_every_permission_asked_for_is_given_to_somebody() -> None:
    given = {PUBLIC}.union(*(roles.permissions_of(role) for role in ROLES))
    assert {operation.permission for operation in all_operations()} <= given


def test_every_example_is_of_an_operation() -> None:
    declared = {f"{service}.{name}" for service, examples in EXAMPLES.items() for name in examples}
    assert declared - {str(operation) for operation in all_operations()} == set()


def test_administrators_open_no_operation_about_households() -> None:
    of_administrators = frozenset().union(
        *(roles.permissions_of(role) for role in ("system-admin", "security-admin", "audit-admin"))
    )
    opened = {str(operation) for operation in all_operations() if operation.permission in of_administrators}
    assert opened == {"registry.list_regions", "registry.search_regions"}
