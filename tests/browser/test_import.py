"""A county imports a roster through the page: one bad row, its mending, the same file twice."""

from copy import deepcopy
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.async_api import Page, expect

from demo.people import Family
from demo.workbook import roster
from tests.browser.platform import Platform
from tests.browser.screens import PHONE, Inspector, Visitors

pytestmark = pytest.mark.asyncio(loop_scope="session")


def with_wrong_check_digit(families: list[Family]) -> tuple[list[Family], str]:
    """The same families, the last one's head with a number whose check digit is wrong; and that number."""
    spoilt = deepcopy(families)
    head = spoilt[-1].head
    head.id_number = head.id_number[:-1] + ("1" if head.id_number[-1] == "0" else "0")
    return spoilt, head.id_number


def mend(book: Path, wrong: str, right: str) -> None:
    """Write the right number over the wrong one, as one does in a spreadsheet."""
    opened = load_workbook(book)
    cells = [cell for sheet in opened for row in sheet.iter_rows() for cell in row if cell.value == wrong]
    assert len(cells) == 1, "the error workbook shows the wrong cell once"
    cells[0].value = right
    opened.save(book)


async def send(page: Page, file: Path) -> None:
    """Choose a file and have it read, as far as the preview."""
    await page.goto("/imports")
    await page.get_by_label("选文件").set_input_files(file)
    await page.get_by_role("button", name="认列、预览").click()
    await expect(page.get_by_role("region", name="预览结果")).to_be_visible()


async def test_a_roster_with_one_bad_row_is_mended_and_nothing_comes_twice(
    platform: Platform, visitors: Visitors, inspector: Inspector, tmp_path: Path
) -> None:
    families, wrong = with_wrong_check_digit(platform.families.new)
    right = platform.families.new[-1].head
    file = tmp_path / "名册.xlsx"
    file.write_bytes(roster(families))
    page = await visitors.page(platform.officials.county)
    await page.goto("/households")
    await page.get_by_role("button", name="导入名册").click()
    await expect(page.get_by_role("heading", name="名册导入", level=1)).to_be_visible()
    await inspector.inspect(page)
    async with page.expect_download() as template:
        await page.get_by_role("button", name="下载模板").click()
    await (await template.value).save_as(tmp_path / "模板.xlsx")
    assert "名册" in load_workbook(tmp_path / "模板.xlsx").sheetnames

    await send(page, file)
    counts = page.get_by_role("region", name="预览结果")
    await expect(counts.get_by_role("link", name="将新建")).to_contain_text("3")
    await expect(counts.get_by_role("link", name="有错")).to_contain_text("1")
    await expect(page.get_by_role("button", name=wrong)).to_be_visible()
    # Where nothing is wrong a number stays masked, one's own upload or not.
    await expect(page.get_by_text(platform.families.new[0].head.id_number)).to_have_count(0)
    await inspector.inspect(page)
    book = tmp_path / "错误簿.xlsx"
    async with page.expect_download() as errors:
        await page.get_by_role("button", name="下载错误簿").click()
    await (await errors.value).save_as(book)
    await page.get_by_role("button", name="写入 3 户").click()
    await expect(page.get_by_text("写好了：3 户")).to_be_visible()
    await inspector.inspect(page)

    mend(book, wrong, right.id_number)
    await send(page, book)
    await page.get_by_role("button", name="写入 1 户").click()
    await expect(page.get_by_text("写好了：1 户")).to_be_visible()
    await page.goto(f"/households?q={right.name}")
    await expect(page.get_by_role("link", name=right.name)).to_be_visible()

    await send(page, book)
    await expect(page.get_by_text("没有要新写入的户")).to_be_visible()
    await expect(page.get_by_role("button", name="写入")).to_be_disabled()
    await inspector.inspect(page)


async def test_the_imports_on_a_phone_and_in_english(
    platform: Platform, visitors: Visitors, inspector: Inspector
) -> None:
    for page in (
        await visitors.page(platform.officials.county, PHONE),
        await visitors.page(platform.officials.county, language="en"),
    ):
        await page.goto("/imports")
        await expect(page.get_by_role("heading", level=1)).to_be_visible()
        await inspector.inspect(page)
