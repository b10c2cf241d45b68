"""Judging codes against their lists."""

from collections.abc import Iterable, Iterator

from registry_api.code_lists.lists import CodeList

from .findings import Finding, error


def check_code(codes: CodeList, value: str | None, pointer: str) -> Iterator[Finding]:
    """A finding where `value` is given and not in the list."""
    if value is not None and value not in codes:
        yield error(
            "unknown_code",
            pointer,
            f"{codes.zh}没有这个代码，请从代码表中选。",
            f"This code is not in the list “{codes.en}”; choose one of the list.",
        )


def check_fields(fields: Iterable[tuple[str, CodeList]], draft: object, pointer: str) -> Iterator[Finding]:
    """Findings of all coded fields of a draft, by field name and list."""
    for name, codes in fields:
        yield from check_code(codes, getattr(draft, name), f"{pointer}/{name}")
