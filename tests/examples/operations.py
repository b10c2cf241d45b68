"""Every operation of the services, from their OpenAPI documents, each with its example.

An operation that is added to a service is found here by itself; without an example the tests that walk over
all operations fail with words that say what to add.
"""

from dataclasses import dataclass
from functools import cache
from typing import Any, Final

import pytest

from kit.web import operations
from launcher.contracts import app_of_contract
from launcher.services import SERVICES
from tests.examples import assistance, registry, supervision
from tests.examples.example import Example

EXAMPLES: Final = {
    "registry": registry.EXAMPLES,
    "assistance": assistance.EXAMPLES,
    "supervision": supervision.EXAMPLES,
}
PUBLIC: Final = "anyone"


@dataclass(frozen=True)
class Operation:
    """One operation of a service; `document` is its OpenAPI object with path and method."""

    service: str
    name: str
    document: dict[str, Any]

    def __str__(self) -> str:
        return f"{self.service}.{self.name}"

    @property
    def permission(self) -> str:
        """What a caller must be permitted; `anyone` for public ones."""
        permission: str = self.document["x-permission"]
        return permission

    @property
    def is_open_to_all(self) -> bool:
        """Whether its example says that it has nothing of a place in it."""
        found = EXAMPLES[self.service].get(self.name)
        return found is not None and bool(found.open_to_all)

    @property
    def example(self) -> Example:
        """Its example; without one the test that asks fails."""
        found = EXAMPLES[self.service].get(self.name)
        if found is None:
            pytest.fail(
                f"{self} ({self.document['method'].upper()} {self.document['path']}) has no example: add "
                f'"{self.name}" to EXAMPLES in tests/examples/{self.service}.py, with a request for the '
                "things of a village, what of them its answer shows, and how a caller from another county "
                "is answered."
            )
        return found


@cache
def all_operations() -> tuple[Operation, ...]:
    """The operations of all services with examples."""
    return tuple(
        Operation(service.name, name, document)
        for service in SERVICES
        if service.name in EXAMPLES
        for name, document in operations(app_of_contract(service)).items()
    )
