"""Examples of the supervision's operations."""

from typing import Final

from tests.examples.example import TOWNSHIP, Ask, Example, example

EXAMPLES: Final[dict[str, Example]] = {
    "read_health": example(lambda target: Ask(), open_to_all="says only whether the service answers"),
    "list_indicators": example(lambda target: Ask(), open_to_all="the catalogue is the same for all"),
    "read_board": example(
        lambda target: Ask(more={"params": {"region": target.village}}), shows="village"
    ),
    "read_board_children": example(
        lambda target: Ask({"key": "poor_households"}, more={"params": {"region": target.village[:9]}}),
        shows="village", level=TOWNSHIP,
    ),
}  # fmt: skip
