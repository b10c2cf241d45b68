"""What a code list is, and the lists of household fields.

Labels are the official Chinese words beside an English gloss; codes are those of the national register
(建档立卡信息系统), so that a roster can be exchanged without translation.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Code:
    """One entry: the code as stored, its official label and an English gloss."""

    code: str
    zh: str
    en: str


@dataclass(frozen=True)
class CodeList:
    """A named list of codes; `national` is the register's own column name where it has one."""

    key: str
    zh: str
    en: str
    codes: tuple[Code, ...]
    national: str | None = None
    _by_code: dict[str, Code] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_code", {code.code: code for code in self.codes})

    def __contains__(self, code: object) -> bool:
        return code in self._by_code

    def __iter__(self) -> Iterator[Code]:
        return iter(self.codes)

    def get(self, code: str) -> Code | None:
        """The entry of `code`, or None where the list has no such code."""
        return self._by_code.get(code)

    def by_label(self, label: str) -> Code | None:
        """The entry whose Chinese label is exactly `label`, as rosters often carry words, not codes."""
        return next((code for code in self.codes if code.zh == label), None)


def code_list(key: str, zh: str, en: str, rows: str, national: str | None = None) -> CodeList:
    """Build a list from lines `code 中文 English words`; the Chinese label holds no blank."""
    codes = tuple(Code(*line.split(maxsplit=2)) for line in rows.strip().splitlines())
    return CodeList(key, zh, en, codes, national)


STANDING = code_list(
    "standing",
    "在册情况",
    "Standing",
    """
    registered 在册贫困户 Registered poor household
    exited_earlier 早年退出 Exited in an earlier year
    cleared 错评清退 Cleared: wrongly registered
    extinct 整户消亡 Extinct: no member left
    applying 正在申请 Applying
    unregistered 非建档立卡户 Not registered
    """,
)

CATEGORY = code_list(
    "category",
    "户属性",
    "Household category",
    """
    01 一般贫困户 General poor household
    02 低保户 Dibao household
    03 五保户 Five-guarantees household
    04 低保贫困户 Dibao poor household
    05 一般农户 Ordinary or low-income rural household
    06 特困供养贫困户 Destitute poor household (tekun)
    """,
    "aac006",
)
POOR_CATEGORIES = frozenset({"01", "04", "06"})

POVERTY_STATUS = code_list(
    "poverty_status",
    "脱贫标志",
    "Poverty status",
    """
    0 未脱贫 Not yet out of poverty
    1 脱贫 Out of poverty
    2 预脱贫 Expected to exit
    3 返贫 Returned to poverty
    """,
    "aar010",
)

CAUSE = code_list(
    "cause",
    "致贫原因",
    "Cause of poverty",
    """
    01 因病 Illness
    02 因残 Disability
    03 因学 Schooling
    04 因灾 Disaster
    05 缺土地 Lack of land
    06 缺水 Lack of water
    07 缺技术 Lack of skills
    08 缺劳力 Lack of labour
    09 缺资金 Lack of funds
    10 交通条件落后 Poor transport
    11 自身发展动力不足 Lack of initiative
    12 因婚 Marriage
    99 其他 Other
    """,
    "aac007",
)
SECONDARY_CAUSE_ONLY = frozenset({"12"})

RECOGNITION_STANDARD = code_list(
    "recognition_standard",
    "识别标准",
    "Standard of recognition",
    """
    1 国家标准 National
    2 省定标准 Provincial
    3 市定标准 City
    """,
)

NO_EXIT_REASON = code_list(
    "no_exit_reason",
    "不脱贫原因",
    "Reason for not exiting",
    """
    01 收入超标但未实现两不愁三保障 Income above the line, guarantees not met
    02 当年成效不显著 Little effect this year
    03 回头看新纳入 Newly entered by re-verification
    04 因残无固定收入 Disabled, no steady income
    05 大病治疗中 Under treatment of a serious illness
    06 因病因学支出明显大于收入 Illness or schooling costs far above income
    07 收入未稳定超过标准 Income not stably above the line
    08 特困(五保)户 Destitute household
    09 老弱病残一类低保 Old, weak, ill or disabled on first-class dibao
    10 易地搬迁未取得钥匙 Relocation not completed
    """,
)

ENTRY_ROAD = code_list(
    "entry_road",
    "入户路",
    "Road to the house",
    """
    01 泥土路 Earth
    02 砂石路 Gravel
    03 水泥路 Concrete
    04 沥青路 Asphalt
    """,
    "aac316",
)

FUEL = code_list(
    "fuel",
    "主要燃料",
    "Main fuel",
    """
    01 柴草 Firewood or straw
    02 干畜粪 Dried dung
    03 煤炭 Coal
    04 清洁能源 Clean energy
    05 其他 Other
    """,
    "aac320",
)

HOUSE_DANGER_GRADE = code_list(
    "house_danger_grade",
    "危房级别",
    "Grade of a dangerous house",
    """
    C 局部危险 Partly dangerous
    D 整栋危险 Wholly dangerous
    """,
    "aac322",
)

SIGNATURE = code_list(
    "signature",
    "签字方式",
    "Way of signing",
    """
    signed 签字 Signed
    fingerprint 按手印 Finger-print
    proxy 代签 Signed by proxy
    """,
)
