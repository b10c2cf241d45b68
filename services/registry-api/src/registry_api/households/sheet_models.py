"""The yearly sheets of a household: income (AC07) and living conditions (AC30). Money is exact to the fen."""

from sqlalchemy import Boolean, Index, Numeric, SmallInteger, Text

from kit.tables import household_child, personal, public
from registry_api.metadata import metadata

from .models import household

MONEY = Numeric(14, 2)
MEASURE = Numeric(12, 2)

household_income = household_child(
    "household_income",
    metadata,
    household,
    public("year", SmallInteger),  # aar040 年度
    personal("wage", MONEY),  # aac073 工资性收入
    personal("business", MONEY),  # aac071 生产经营性收入
    personal("business_cost", MONEY),  # aac074 生产经营性支出
    personal("property", MONEY),  # aac072 财产性收入
    personal("family_planning", MONEY),  # aac076 计划生育金
    personal("dibao", MONEY),  # aac077 低保金
    personal("tekun", MONEY),  # aac086 特困供养金
    personal("pension", MONEY),  # aac087 养老金
    personal("ecology", MONEY),  # aac078 生态补偿金
    personal("other_transfer", MONEY),  # aac083 其他转移性收入
    personal("persons", SmallInteger),
    # Derived by `income_rules.totals` when the sheet is written, so that lists sort without the formula.
    personal("net", MONEY),  # aac079 纯收入
    personal("net_per_capita", MONEY, nullable=True),  # aac082 人均纯收入
    public("document", Text, nullable=True),
)
Index("household_income_year_ix", household_income.c.household_id, household_income.c.year, unique=True)

household_living = household_child(
    "household_living",
    metadata,
    household,
    public("year", SmallInteger),
    personal("farmland", MEASURE, nullable=True),  # aac301 耕地(亩)
    personal("irrigated", MEASURE, nullable=True),  # aac302 有效灌溉
    personal("forest", MEASURE, nullable=True),  # aac303 林地
    personal("returned_forest", MEASURE, nullable=True),  # aac304 退耕还林
    personal("orchard", MEASURE, nullable=True),  # aac305 林果
    personal("pasture", MEASURE, nullable=True),  # aac306 牧草地
    personal("water_area", MEASURE, nullable=True),  # aac307 水面
    personal("cooperative", Boolean, nullable=True),  # aac084 参加合作社
    personal("production_power", Boolean, nullable=True),  # aac308 通生产用电
    personal("living_power", Boolean, nullable=True),  # 通生活用电
    personal("broadcast", Boolean, nullable=True),  # 通广播电视
    personal("road_distance", MEASURE, nullable=True),  # aac315 与村主干路距离(公里)
    personal("entry_road", Text, nullable=True),  # aac316 入户路
    personal("house_area", MEASURE, nullable=True),  # aac317 住房面积(㎡)
    personal("dangerous_house", Boolean, nullable=True),  # aac318 是否危房户
    personal("danger_grade", Text, nullable=True),  # aac322 危房级别
    personal("sanitary_toilet", Boolean, nullable=True),  # aac319 卫生厕所
    personal("fuel", Text, nullable=True),  # aac320 主要燃料
    personal("water_difficult", Boolean, nullable=True),  # aac311 饮水是否困难
    personal("water_safe", Boolean, nullable=True),  # aac312 饮水是否安全
)
Index("household_living_year_ix", household_living.c.household_id, household_living.c.year, unique=True)
