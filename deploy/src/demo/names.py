"""Synthetic names: surnames by their share in Hebei, given names by sex and generation.

Some carry rare characters (𬱟 龑 犇 㛃 䶮 喆 垚), some are Hui or Man names, because a platform
that cannot write a family's name cannot serve the family.
"""

from random import Random

Weighted = tuple[tuple[str, int], ...]
Names = tuple[str, ...]


def _weighted(text: str) -> Weighted:
    """Read "王96 李90" into names and weights."""
    names = (item.rstrip("0123456789") for item in text.split())
    return tuple((name, int(item.removeprefix(name))) for name, item in zip(names, text.split(), strict=True))


def _names(text: str) -> Names:
    """Read names with spaces between them."""
    return tuple(text.split())


SURNAMES = _weighted(
    "王96 李90 张92 刘80 杨38 赵44 陈30 孙24 郭20 高19 马18 韩14 胡11 朱11 "
    "宋12 周12 冯10 董11 徐10 于10 崔8 魏8 田8 孟6 曹6 谢4 侯5 段5 "
    "邢4 石5 贾5 姚4 尹4 梁5 苏4 穆3 靳3 解2 蔺1 尉迟1 欧阳1 䶮1"
)
HUI = _weighted("马40 哈8 丁8 白10 沙6 杨10 张8 海3 撒2")
MAN = _weighted("佟8 关8 那5 赵8 金6 富3 完颜1")

OLD_MALE = _names(
    "德贵 玉山 福来 长海 万仓 守田 振清 凤鸣 占元 丙臣 殿文 金生 洪顺 树林 景和 连城 "
    "广才 义和 满囤 书堂 玉柱 文焕 克俭 庆余"
)
OLD_FEMALE = _names(
    "桂英 秀芬 玉芝 淑兰 凤霞 兰芳 素珍 翠英 桂香 秀荣 玉珍 淑琴 凤兰 月琴 秋菊 素梅 金凤 桂兰 秀莲 慧敏"
)
MID_MALE = _names(
    "建民 永强 志刚 宝忠 立新 国庆 海涛 春生 永利 学文 卫东 宏伟 占军 铁柱 双喜 金龙 "
    "建华 连军 振国 长江 喆 犇"
)
MID_FEMALE = _names(
    "丽华 红梅 秀丽 春燕 玉红 海英 建荣 金玲 艳华 桂芝 小红 雪梅 亚芹 立敏 凤英 国英 素娟 爱华 㛃 颖慧"
)
YOUNG_MALE = _names(
    "浩然 子轩 家豪 宇航 文博 俊杰 天佑 思远 鑫 博 旭 泽宇 佳明 梓涵 龑 垚 一鸣 龙飞 振宇 嘉伟"
)
YOUNG_FEMALE = _names(
    "雨欣 思雨 佳怡 欣怡 梦瑶 婷婷 雅静 子涵 诗涵 可欣 雪 静怡 晓彤 紫萱 依诺 𬱟 若曦 萌萌 佳琪 文静"
)

# The article names two persons; no record may carry their names.
NEVER = frozenset({"朱文志", "王金利"})

ETHNICITY_HAN, ETHNICITY_HUI, ETHNICITY_MAN = "01", "03", "11"


def surname(rng: Random, ethnicity: str) -> str:
    """A surname common among people of this ethnicity (GB/T 3304 code)."""
    pool = {ETHNICITY_HUI: HUI, ETHNICITY_MAN: MAN}.get(ethnicity, SURNAMES)
    return rng.choices([name for name, _ in pool], [weight for _, weight in pool])[0]


def given_name(rng: Random, *, male: bool, birth_year: int) -> str:
    """A given name of the fashion of its year."""
    if birth_year < 1958:
        pool = OLD_MALE if male else OLD_FEMALE
    elif birth_year < 1990:
        pool = MID_MALE if male else MID_FEMALE
    else:
        pool = YOUNG_MALE if male else YOUNG_FEMALE
    return rng.choice(pool)


def full_name(rng: Random, family: str, *, male: bool, birth_year: int, taken: set[str]) -> str:
    """A name that nobody in the family bears yet and that is nobody's of the article."""
    for _ in range(64):
        name = family + given_name(rng, male=male, birth_year=birth_year)
        if name not in taken and name not in NEVER:
            taken.add(name)
            return name
    raise ValueError(f"no free name left in the family {family}")
