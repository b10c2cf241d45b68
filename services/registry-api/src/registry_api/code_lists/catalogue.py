"""Every list the registry publishes, by key."""

from . import lists, persons, relations
from .lists import CodeList

CATALOGUE: dict[str, CodeList] = {
    one.key: one
    for one in (
        lists.STANDING,
        lists.CATEGORY,
        lists.POVERTY_STATUS,
        lists.CAUSE,
        lists.RECOGNITION_STANDARD,
        lists.NO_EXIT_REASON,
        lists.ENTRY_ROAD,
        lists.FUEL,
        lists.HOUSE_DANGER_GRADE,
        lists.SIGNATURE,
        persons.GENDER,
        persons.ID_TYPE,
        persons.EDUCATION,
        persons.SCHOOL_STATUS,
        persons.LABOUR_SKILL,
        persons.HEALTH,
        persons.WORK_REGION,
        persons.UNWILLING_REASON,
        persons.JOIN_REASON,
        persons.LEAVE_REASON,
        persons.POLITICAL_STATUS,
        persons.DISABILITY_TYPE,
        persons.DISABILITY_GRADE,
        persons.ETHNICITY,
        relations.RELATION,
        relations.NATIONAL_RELATION,
    )
}
