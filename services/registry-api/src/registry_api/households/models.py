"""The household and its dated rows: state, residence, members, what is recorded of each.

`valid_from` is the first day, `valid_to` the first day no longer; an open `valid_to` is today's row.
National column names (DOMAIN A1, A2) stand in the comments.
"""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    Index,
    LargeBinary,
    SmallInteger,
    Text,
    UniqueConstraint,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY

from kit.tables import household_child, household_root, personal, protected, public, region_column
from registry_api.metadata import metadata

OPEN = text("valid_to is null")


def _dates() -> tuple[Column[object], Column[object], CheckConstraint]:
    return (
        public("valid_from", Date),
        public("valid_to", Date, nullable=True),
        CheckConstraint("valid_from < valid_to", name="days"),
    )


household = household_root(
    "household",
    metadata,
    public("official_no", Text(collation="C")),  # aac001 户编号
    public("group_name", Text, nullable=True),  # aar007 所在组
    protected("phone_sealed", LargeBinary, nullable=True),  # aar012 联系电话
    personal("phone_masked", Text, nullable=True),
    personal("bank_name", Text, nullable=True),  # aaq002 开户银行
    protected("bank_account_sealed", LargeBinary, nullable=True),  # 一卡通账号
    personal("bank_account_masked", Text, nullable=True),
    public("recognition_standard", Text, nullable=True),  # 识别标准
    public("recognition_year", SmallInteger, nullable=True),  # 识别年度
    public("exit_year", SmallInteger, nullable=True),  # 退出年度
    public("return_year", SmallInteger, nullable=True),  # 返贫年度
    personal("martyr_family", Boolean, nullable=True),  # 军烈属
    personal("only_child_family", Boolean, nullable=True),  # 独生子女户
    personal("two_daughters_family", Boolean, nullable=True),  # 双女户
    public("origin", Text),  # entry 登记, migration 存量迁移
    public("document", Text, nullable=True),
    public("created_on", Date),
    public("voided_on", Date, nullable=True),
    public("void_reason", Text, nullable=True),
    UniqueConstraint("official_no"),
    CheckConstraint("official_no ~ '^[0-9]{14}$'", name="official_no"),
    CheckConstraint("(voided_on is null) = (void_reason is null)", name="void"),
)
Index("household_region_ix", household.c.region_key, household.c.official_no)

household_state = household_child(
    "household_state",
    metadata,
    household,
    *_dates(),
    public("standing", Text),
    public("category", Text, nullable=True),  # aac006 户属性
    public("poverty_status", Text, nullable=True),  # aar010 脱贫标志
    personal("primary_cause", Text, nullable=True),  # aac007 主要致贫原因
    personal("other_causes", ARRAY(Text), server_default=text("'{}'")),  # aac008 其他致贫原因
    public("no_exit_reason", Text, nullable=True),  # 不脱贫原因
)
Index("household_state_open_ix", household_state.c.household_id, unique=True, postgresql_where=OPEN)

# The village of each day: it stays what it was when the household's file moves to another region.
residence = household_child("residence", metadata, household, *_dates(), region_column("village"))
Index("residence_open_ix", residence.c.household_id, unique=True, postgresql_where=OPEN)

member = household_child(
    "member",
    metadata,
    household,
    *_dates(),
    public("person_id", Uuid),
    personal("name", Text),  # aab002
    personal("pinyin", Text(collation="C")),
    personal("gender", Text),  # aab003
    public("id_type", Text),  # aab018
    protected("id_number_sealed", LargeBinary),  # aab004
    protected("id_number_hash", LargeBinary),
    personal("id_last2", Text),
    protected("birth_date_sealed", LargeBinary),  # aab005
    personal("birth_year", SmallInteger),
    personal("birth_month", SmallInteger),
    personal("relation", Text),  # aab006 与户主关系, GB/T 4761
    personal("ethnicity", Text, nullable=True),  # aab007
    protected("phone_sealed", LargeBinary, nullable=True),  # aab031
    personal("phone_masked", Text, nullable=True),
    public("join_reason", Text, nullable=True),
    public("leave_reason", Text, nullable=True),
    CheckConstraint("(valid_to is null) = (leave_reason is null)", name="leave"),
)
# One head at any time; a person once in a household.
Index(
    "member_head_ix",
    member.c.household_id,
    unique=True,
    postgresql_where=text("valid_to is null and relation = '01'"),
)
Index("member_id_number_ix", member.c.id_number_hash)
Index("member_person_ix", member.c.person_id)

member_state = household_child(
    "member_state",
    metadata,
    household,
    public("member_id", Uuid),
    *_dates(),
    personal("education", Text, nullable=True),  # aab008 文化程度
    personal("school_status", Text, nullable=True),  # aab009 在校生状况
    personal("labour_skill", Text, nullable=True),  # aab010 劳动技能
    personal("health", ARRAY(Text), server_default=text("'{}'")),  # aab017 健康状况
    personal("political_status", Text, nullable=True),  # aak033 政治面貌
    personal("in_service", Boolean, nullable=True),  # aab019 现役军人
    personal("dibao", Boolean, nullable=True),  # aab030 享受低保
    personal("tekun", Boolean, nullable=True),  # 特困供养
    personal("medical_insured", Boolean, nullable=True),  # aab013 基本医保
    personal("illness_insured", Boolean, nullable=True),  # aab022 大病保险
    personal("resident_pension", Boolean, nullable=True),  # aab014 城乡居民养老
    personal("employee_pension", Boolean, nullable=True),  # aab021 城镇职工养老
    personal("work_region", Text, nullable=True),  # 务工区域
    personal("work_months", SmallInteger, nullable=True),  # 务工时间(月)
    personal("public_post", Boolean, nullable=True),  # 公益岗位
    personal("willing_to_work", Boolean, nullable=True),  # 就业意愿
    personal("unwilling_reason", Text, nullable=True),
    personal("willing_to_train", Boolean, nullable=True),  # 培训意愿
    protected("certificate_sealed", LargeBinary, nullable=True),  # 残疾人证号
    personal("disability_type", Text, nullable=True),
    personal("disability_grade", Text, nullable=True),
)
Index(
    "member_state_open_ix",
    member_state.c.household_id,
    member_state.c.member_id,
    unique=True,
    postgresql_where=OPEN,
)
