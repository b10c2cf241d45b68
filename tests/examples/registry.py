"""Examples of the registry's operations."""

from dataclasses import replace
from typing import Any, Final

from tests.examples.example import COUNTY, TOWNSHIP, Ask, Example, example
from tests.examples.planted import Target
from tests.plugins import acts, people
from tests.plugins.city import City

REASON: Final = "核对资料"


async def _household(city: City, target: Target) -> Target:
    """A household of the same village, nobody else's to change."""
    made = await acts.register(city, target.village, phone="13800001111")
    _, etag = await acts.household(city, made["id"])
    head, son = made["members"]
    return replace(target, household=made["id"], etag=etag, head=head["id"], son=son["id"])


async def _joined(city: City, target: Target) -> Target:
    """Such a household whose younger member joined early enough to leave again."""
    target = await _household(city, target)
    form = _join(target)
    url = f"{acts.REGISTRY}/households/{target.household}/members"
    answer = await acts.officer(city, target.village).post(url, match=target.etag, **form.more)
    newest = acts.done(answer)["members"][-1]
    return replace(target, etag=answer.headers["ETag"], son=newest["id"])


async def _preview(city: City, target: Target) -> Target:
    """A roster of the same uploader that waits to be written."""
    by = acts.officer(city, target.village, person=target.uploader)
    rows = people.roster_rows("落垡镇", "甲村", "杜衡")
    return replace(target, import_id=(await acts.send_roster(by, people.roster_csv([rows])))["id"])


def _of_household(**more: Any) -> Any:
    """A request about the household itself."""
    return lambda target: Ask({"household_id": target.household}, match=target.etag, more=more)


def _of_year(**more: Any) -> Any:
    return lambda target: Ask(
        {"household_id": target.household, "year": "2018"}, match=target.etag, more=more
    )


def _of_import(target: Target) -> Ask:
    return Ask({"import_id": target.import_id})


def _asked(**params: Any) -> Any:
    """A list, asked for what the functions name."""
    return lambda target: Ask(more={"params": {name: of(target) for name, of in params.items()}})


def _figure(target: Target) -> Ask:
    return Ask({"key": "poor_households"}, more={"params": {"region": target.village}})


def _register(target: Target) -> Ask:
    return Ask(more={"json": {**people.household("杜安"), "region_key": target.village}})


def _look_up(target: Target) -> Ask:
    return Ask(more={"json": {"id_number": target.id_number}})


def _reveal(target: Target) -> Ask:
    body = {"field": "id_number", "member_id": target.head, "reason": REASON}
    return Ask({"household_id": target.household}, more={"json": body})


def _reveal_phone(target: Target) -> Ask:
    return Ask({"household_id": target.household}, more={"json": {"field": "phone", "reason": REASON}})


def _change_head(target: Target) -> Ask:
    relations = [{"member_id": target.head, "relation": "51"}]
    body = {"member_id": target.son, "relations": relations, "reason": "年老"}
    return Ask({"household_id": target.household}, match=target.etag, more={"json": body})


def _join(target: Target) -> Ask:
    body = people.person("杜若", "24", joined_on="2018-09-01", join_reason="registration")
    return Ask({"household_id": target.household}, match=target.etag, more={"json": body})


def _of_son(**body: Any) -> Any:
    return lambda target: Ask(
        {"household_id": target.household, "member_id": target.son},
        match=target.etag,
        more={"json": body},
    )


def _roster(target: Target) -> Ask:
    data = people.roster_csv([people.roster_rows("落垡镇", "甲村", "杜衡")])
    return Ask(more={"files": {"file": ("名册.csv", data, "text/csv")}})


_NAME = {"q": lambda target: target.head_name}
_NUMBER = {"q": lambda target: target.official_no}
_REGION = {"region": lambda target: target.village}
_CSV = {"format": lambda target: "csv"}

EXAMPLES: Final[dict[str, Example]] = {
    "read_health": example(lambda target: Ask(), open_to_all="says only whether the service answers"),
    "list_regions": example(
        _asked(parent=lambda target: target.village[:9]),
        open_to_all="regions are reference data: everybody sees the tree",
    ),
    "search_regions": example(
        _asked(q=lambda target: target.village_name), shows="village", outside=200
    ),
    "list_code_lists": example(lambda target: Ask(), open_to_all="code lists are the same for all"),
    "read_code_list": example(
        lambda target: Ask({"key": "standing"}), open_to_all="code lists are the same for all"
    ),
    "list_households": example(
        _asked(**_NAME), _asked(**_NUMBER), _asked(**_REGION, **_NAME),
        _asked(**_REGION, standing=lambda target: "registered"),
        shows="household", outside=200,
    ),
    "export_households": example(
        _asked(**_CSV, **_NAME), _asked(**_CSV, **_NUMBER), _asked(**_CSV, **_REGION),
        shows="official_no", outside=200,
    ),
    "look_up_household": example(_look_up, shows="household", outside=200),
    "create_household": example(_register, shows="village", outside=422),
    "read_household": example(_of_household(), shows="household"),
    "read_history": example(_of_household()),
    "update_household": example(
        _of_household(json={"group_name": "二组"}), fresh=_household, shows="household"
    ),
    "void_household": example(
        _of_household(json={"reason": "重复登记"}), fresh=_household, shows="household"
    ),
    "reveal_value": example(_reveal, _reveal_phone, fresh=_household),
    "change_head": example(_change_head, fresh=_household, shows="household"),
    "add_member": example(_join, fresh=_household, shows="household"),
    "update_member": example(_of_son(dibao=True), fresh=_household, shows="household"),
    "remove_member": example(
        _of_son(left_on="2018-09-27", leave_reason="death"), fresh=_joined, shows="household"
    ),
    "write_income": example(_of_year(json={"wage": "1.00"}), fresh=_household, shows="household"),
    "write_living": example(_of_year(json={"farmland": "1.00"}), fresh=_household, shows="household"),
    "read_template": example(lambda target: Ask(), open_to_all="an empty roster is the same for all"),
    "send_roster": example(
        _roster, open_to_all="a roster goes to one's own county; its rows are judged by the job"
    ),
    "list_imports": example(
        lambda target: Ask(), shows="import_id", outside=200, level=COUNTY, own=True
    ),
    "read_import": example(_of_import, shows="import_id", level=COUNTY, own=True),
    "list_rows": example(_of_import, shows="head_name", level=COUNTY, own=True),
    "commit_import": example(
        _of_import, shows="import_id", level=COUNTY, own=True, fresh=_preview
    ),
    "cancel_import": example(
        _of_import, shows="import_id", level=COUNTY, own=True, fresh=_preview
    ),
    "read_errors": example(_of_import, level=COUNTY, own=True),
    "read_figures": example(_asked(**_REGION), shows="village"),
    "read_figure_children": example(
        lambda target: Ask({"key": "poor_households"}, more={"params": {"region": target.village[:9]}}),
        shows="village", level=TOWNSHIP,
    ),
    "list_figure_rows": example(_figure, shows="household"),
    "read_figure_digest": example(_figure, shows="village"),
    "read_events": example(lambda target: Ask(), shows="household", outside=200),
    "read_snapshot": example(lambda target: Ask(), shows="household", outside=200),
}  # fmt: skip
