"""What pydantic finds wrong with a request, as field problems with pointers and words in two languages.

Only the limits of a field go into the words, never what was sent: that may be a protected value.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from fastapi.exceptions import RequestValidationError

from kit.web.language import Words
from kit.web.problems import BadRequest, FieldProblem, Problem, Unprocessable


class FieldError(ValueError):
    """Raise in a pydantic validator to say in both languages what is wrong; `code` is a stable short word."""

    def __init__(self, code: str, message: Words) -> None:
        super().__init__(code)
        self.code = code
        self.message = message


_WORDS: Final[Mapping[str, Words]] = {
    "missing": ("必填", "Required"),
    "extra_forbidden": ("没有这个字段", "There is no such field"),
    "string_type": ("应为文字", "Must be a text"),
    "string_too_short": ("至少 {min_length} 个字", "At least {min_length} characters"),
    "string_too_long": ("最多 {max_length} 个字", "At most {max_length} characters"),
    "string_pattern_mismatch": ("格式不对", "The format is wrong"),
    "int_type": ("应为整数", "Must be a whole number"),
    "int_parsing": ("应为整数", "Must be a whole number"),
    "int_from_float": ("应为整数", "Must be a whole number"),
    "decimal_type": ("应为数字", "Must be a number"),
    "decimal_parsing": ("应为数字", "Must be a number"),
    "decimal_max_digits": ("最多 {max_digits} 位数字", "At most {max_digits} digits"),
    "decimal_max_places": ("最多 {decimal_places} 位小数", "At most {decimal_places} decimal places"),
    "decimal_whole_digits": (
        "整数部分最多 {whole_digits} 位",
        "At most {whole_digits} digits before the point",
    ),
    "float_type": ("应为数字", "Must be a number"),
    "float_parsing": ("应为数字", "Must be a number"),
    "finite_number": ("应为有限的数字", "Must be a finite number"),
    "greater_than": ("应大于 {gt}", "Must be greater than {gt}"),
    "greater_than_equal": ("不应小于 {ge}", "Must not be less than {ge}"),
    "less_than": ("应小于 {lt}", "Must be less than {lt}"),
    "less_than_equal": ("不应大于 {le}", "Must not be greater than {le}"),
    "bool_type": ("应为是或否", "Must be true or false"),
    "bool_parsing": ("应为是或否", "Must be true or false"),
    "date_type": ("应为日期，如 2018-03-01", "Must be a date such as 2018-03-01"),
    "date_parsing": ("没有这个日期；写作 2018-03-01", "There is no such date; write 2018-03-01"),
    "date_from_datetime_parsing": (
        "没有这个日期；写作 2018-03-01",
        "There is no such date; write 2018-03-01",
    ),
    "date_from_datetime_inexact": ("只写日期，不带时间", "A date without a time"),
    "datetime_parsing": ("没有这个时间", "There is no such time"),
    "uuid_type": ("应为 UUID", "Must be a UUID"),
    "uuid_parsing": ("应为 UUID", "Must be a UUID"),
    "uuid_version": ("应为第 {expected_version} 版 UUID", "Must be a UUID of version {expected_version}"),
    "enum": ("只能是：{expected}", "Must be one of: {expected}"),
    "literal_error": ("只能是：{expected}", "Must be one of: {expected}"),
    "list_type": ("应为列表", "Must be a list"),
    "too_short": ("至少 {min_length} 项", "At least {min_length} items"),
    "too_long": ("最多 {max_length} 项", "At most {max_length} items"),
    "dict_type": ("应为对象", "Must be an object"),
    "model_type": ("应为对象", "Must be an object"),
    "model_attributes_type": ("应为对象", "Must be an object"),
    "none_required": ("应为空", "Must be null"),
    "union_tag_invalid": ("类别不对", "The kind is unknown"),
    "union_tag_not_found": ("缺少类别", "The kind is missing"),
}
_OTHER: Final[Words] = ("内容不对", "Not valid")


def problem_of(error: RequestValidationError) -> Problem:
    """The problem that answers a request which FastAPI refused."""
    errors = error.errors()
    if any(found["type"] == "json_invalid" for found in errors):
        return BadRequest(
            "not-json",
            ("请求体不是有效的 JSON", "The body is not valid JSON"),
            todo=("检查格式后再提交。", "Check its form and send again."),
        )
    return Unprocessable([_field(found, error.body) for found in errors])


def field_problems(
    errors: Sequence[Mapping[str, Any]], body: Any = None, *, base: str = ""
) -> list[FieldProblem]:
    """Field problems from `ValidationError.errors()` of a model checked by hand, below the pointer `base`."""
    return [_words(found, pointer=base + _pointer(found["loc"], body)) for found in errors]


def _field(found: Mapping[str, Any], body: Any) -> FieldProblem:
    place, *path = found["loc"]
    if place == "body":
        return _words(found, pointer=_pointer(path, body))
    return _words(found, parameter=str(path[0]) if path else str(place))


def _words(
    found: Mapping[str, Any], *, pointer: str | None = None, parameter: str | None = None
) -> FieldProblem:
    context = found.get("ctx") or {}
    own = context.get("error")
    if isinstance(own, FieldError):
        return FieldProblem(own.code, own.message, pointer=pointer, parameter=parameter)
    chinese, english = _WORDS.get(found["type"], _OTHER)
    message = (chinese.format_map(_Limits(context)), english.format_map(_Limits(context)))
    return FieldProblem(found["type"], message, pointer=pointer, parameter=parameter)


class _Limits(dict[str, Any]):
    """The limits that pydantic names; one it does not name stays out of the words."""

    def __getitem__(self, name: str) -> Any:
        limit = super().__getitem__(name)
        # Of a choice pydantic has made an English sentence: 'a', 'b' or 'c'.
        return limit.replace(" or ", ", ").replace("'", "") if name == "expected" else limit

    def __missing__(self, key: str) -> str:
        return "…"


def _pointer(path: Sequence[str | int], body: Any) -> str:
    """A JSON pointer. Of a union pydantic also names the branch tried, which is no place in the body."""
    pointer = ""
    here = body
    for index, part in enumerate(path):
        last = index == len(path) - 1
        if isinstance(here, Mapping):  # an object, or the parts of a form
            if part not in here and not last:
                continue
            here = here.get(part)
        elif isinstance(here, list) and isinstance(part, int):
            here = here[part] if 0 <= part < len(here) else None
        elif here is not None:
            continue
        pointer += "/" + str(part).replace("~", "~0").replace("/", "~1")
    return pointer
