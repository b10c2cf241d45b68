"""The posts that persons hold or held."""

from sqlalchemy import Date, ForeignKey, Index, Text, Uuid, text

from gateway.accounts import models as accounts
from gateway.metadata import metadata
from kit.tables import internal, journal_column, public, region_column

post = internal(
    "post",
    metadata,
    public("id", Uuid, primary_key=True),
    public("person_id", Uuid, ForeignKey(accounts.account.c.person_id), index=True),
    public("role", Text),  # a key of gateway.roles.ROLES
    public("title", Text, nullable=True),  # 职务名称, as the office calls it
    region_column(),
    public("department", Text, nullable=True),  # 部门, e.g. 残联
    public("valid_from", Date),
    public("valid_to", Date, nullable=True),  # the first day on which it opens nothing any more
    public("successor_id", Uuid, ForeignKey("post.id"), nullable=True),  # the post that took over (接任)
    public("end_reason", Text, nullable=True),
    journal_column(),
    Index(
        "post_running_key",
        "person_id", "role", "region_key", text("coalesce(department, '')"),
        unique=True,
        postgresql_where=text("valid_to is null"),
    ),
)  # fmt: skip
