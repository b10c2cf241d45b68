"""A family found, opened, called and corrected; two who correct it at once."""

import pytest
from playwright.async_api import Page, expect

from demo.people import Family
from tests.browser.platform import Platform
from tests.browser.screens import Inspector, Visitors

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def open_by_name(page: Page, name: str) -> None:
    """From the list of poor households to the page of the family, by two characters inside its name."""
    await page.goto("/households")
    search = page.get_by_role("textbox", name="姓名中两字，或户编号")
    await search.fill(name[1:])
    await search.press("Enter")
    await expect(page.get_by_text("第 1–1 户，共 1 户")).to_be_visible()
    await page.get_by_role("link", name=name).click()
    await expect(page.get_by_role("heading", name=name)).to_be_visible()


async def test_a_reviewer_finds_calls_and_corrects_a_family(
    platform: Platform, visitors: Visitors, inspector: Inspector
) -> None:
    family = platform.families.on_file[1]
    page = await visitors.page(platform.officials.reviewer)
    await open_by_name(page, family.head.name)
    assert family.head.phone is not None
    await expect(page.get_by_text(family.head.phone)).to_have_count(0)

    overview = page.get_by_role("region", name="基本情况")
    await overview.get_by_role("button", name="看全号").click()
    await expect(page.get_by_role("button", name="查看并留痕")).to_be_disabled()
    await page.get_by_role("textbox", name="事由").fill("电话通知入户时间")
    await inspector.inspect(page)
    await page.get_by_role("button", name="查看并留痕").click()
    await expect(page.get_by_text(family.head.phone)).to_be_visible()

    await page.get_by_role("tab", name="变更史").click()
    seen = page.get_by_role("listitem").filter(has_text="查看联系电话")
    await expect(seen).to_contain_text(platform.officials.reviewer.name)
    await expect(seen).to_contain_text("电话通知入户时间")
    await expect(page.get_by_role("listitem").filter(has_text="名册导入")).to_be_visible()

    await page.get_by_role("button", name="更正信息").click()
    sheet = page.get_by_role("dialog", name="更正信息")
    await sheet.get_by_label("所在组").fill("9组")
    await sheet.get_by_text("原来记错了").click()
    await sheet.get_by_role("button", name="保存").click()
    await expect(sheet.get_by_text("请写原因")).to_be_visible()
    await inspector.inspect(page)
    await sheet.get_by_role("textbox", name="原因").fill("入户核对")
    await sheet.get_by_role("button", name="保存").click()
    await expect(sheet).to_have_count(0)
    await expect(overview).to_contain_text("9组")
    corrected = page.get_by_role("listitem").filter(has_text="更正户信息")
    await expect(corrected).to_contain_text("9组")
    await expect(corrected).to_contain_text("入户核对")


async def begin_to_correct(page: Page, household: str, field: str, value: str) -> None:
    """Open the form of a household and write one field, as far as the button."""
    await page.goto(f"/households/{household}")
    await page.get_by_role("button", name="更正信息").click()
    await page.get_by_role("dialog", name="更正信息").get_by_label(field, exact=True).fill(value)


async def test_who_comes_second_keeps_what_was_typed(
    platform: Platform, visitors: Visitors, inspector: Inspector
) -> None:
    household = platform.household(platform.families.on_file[2])
    first = await visitors.page(platform.officials.reviewer)
    second = await visitors.page(platform.officials.county)
    await begin_to_correct(second, household, "开户银行", "安次区信用社")
    await begin_to_correct(first, household, "所在组", "7组")
    await first.get_by_role("button", name="保存").click()
    await expect(first.get_by_role("region", name="基本情况")).to_contain_text("7组")

    sheet = second.get_by_role("dialog", name="更正信息")
    await sheet.get_by_role("button", name="保存").click()
    await expect(sheet.get_by_role("alert")).to_contain_text("没存上：别人刚改过这一户")
    await expect(sheet.get_by_role("alert")).to_contain_text("您写的 1 项都还在。")
    await expect(sheet.get_by_label("开户银行")).to_have_value("安次区信用社")
    await inspector.inspect(second)

    await sheet.get_by_role("button", name="并排看，再存").click()
    await expect(sheet.get_by_role("row", name="所在组")).to_contain_text("7组")
    await expect(sheet.get_by_role("row", name="开户银行")).to_contain_text("安次区信用社")
    await inspector.inspect(second)
    await sheet.get_by_role("button", name="存我写的").click()
    await expect(sheet).to_have_count(0)

    await second.get_by_role("tab", name="变更史").click()
    changes = second.get_by_role("listitem").filter(has_text="更正户信息")
    await expect(changes).to_have_count(2)
    await expect(changes.first).to_contain_text("安次区信用社")


async def test_an_officer_of_another_county_finds_nothing(
    platform: Platform, visitors: Visitors, inspector: Inspector
) -> None:
    family: Family = platform.families.on_file[0]
    household = platform.household(family)
    page = await visitors.page(platform.officials.neighbour)
    await page.goto("/households")
    await expect(page.get_by_text("还没有在册贫困户")).to_be_visible()
    await inspector.inspect(page)
    await page.goto(f"/households?q={family.head.name}")
    await expect(page.get_by_text("没有符合条件的户")).to_be_visible()
    await inspector.inspect(page)

    await page.get_by_role("combobox", name="全平台查找").fill(family.head.id_number)
    await expect(page.get_by_role("option", name="查这个身份证号是哪一户")).to_be_attached()
    await page.keyboard.press("Enter")
    await expect(page.get_by_text("没有查到这个身份证号")).to_be_visible()

    for absent in (household, "00000000-0000-7000-8000-000000000000"):
        await page.goto(f"/households/{absent}")
        await expect(page.get_by_text("没有这一户")).to_be_visible()
        await expect(page.get_by_text(family.head.name)).to_have_count(0)
    await inspector.inspect(page)
