"""Examples of the assistance's operations."""

import os
from dataclasses import replace
from typing import Any, Final

from tests.examples.example import TOWNSHIP, Ask, Example, example
from tests.examples.planted import Target
from tests.plugins import acts, people
from tests.plugins.city import City

KEY: Final = "goslings_per_household"


async def _signature(city: City, target: Target) -> Target:
    """Another signature of the same household."""
    signed = await acts.sign(acts.clerk(city, target.village), target.household)
    return replace(target, signature=signed["id"])


async def _handover(city: City, target: Target) -> Target:
    """Another hand-over to the same household."""
    made = await acts.hand_over(acts.clerk(city, target.village), target.household)
    return replace(target, handover=made["id"], handover_etag=made["etag"])


def _asked(**params: Any) -> Any:
    """A list, asked for what the functions name."""
    return lambda target: Ask(more={"params": {name: of(target) for name, of in params.items()}})


def _sign(target: Target) -> Ask:
    files = {"file": ("signature.png", people.drawing(os.urandom(8)), "image/png")}
    return Ask(more={"files": files, "data": {"household_id": target.household}})


def _record(target: Target) -> Ask:
    return Ask(more={"json": acts.handover(target.household, target.signature)})


def _of_handover(**more: Any) -> Any:
    return lambda target: Ask({"handover_id": target.handover}, match=target.handover_etag, more=more)


def _figure(target: Target) -> Ask:
    return Ask({"key": KEY}, more={"params": {"region": target.village}})


_REGION = {"region": lambda target: target.village}

EXAMPLES: Final[dict[str, Example]] = {
    "read_health": example(lambda target: Ask(), open_to_all="says only whether the service answers"),
    "list_goose_years": example(
        _asked(q=lambda target: target.official_no), _asked(q=lambda target: target.head_name),
        _asked(**_REGION, disabled=lambda target: "false"),
        shows="official_no", outside=200,
    ),
    "upload_signature": example(_sign, shows="household"),
    "create_handover": example(_record, fresh=_signature, shows="household"),
    "list_handovers": example(
        _asked(household=lambda target: target.household), _asked(**_REGION), shows="household", outside=200
    ),
    "read_handover": example(_of_handover(), shows="handover"),
    "void_handover": example(_of_handover(json={"reason": "只数记错"}), fresh=_handover, shows="handover"),
    "reveal_handover_signature": example(_of_handover(json={"reason": "核对签字"})),
    "read_figures": example(_asked(**_REGION), shows="village"),
    "read_figure_children": example(
        lambda target: Ask({"key": KEY}, more={"params": {"region": target.village[:9]}}),
        shows="village", level=TOWNSHIP,
    ),
    "list_figure_rows": example(_figure, shows="household"),
    "read_figure_digest": example(_figure, shows="village"),
    "read_events": example(lambda target: Ask(), shows="household", outside=200),
    "read_snapshot": example(lambda target: Ask(), shows="household", outside=200),
}  # fmt: skip
