"""与户主关系 in both lists, and the conversion between them.

Stored is GB/T 4761-2008, the finer one; rosters and national exchange use a list of 21 two-digit codes.
Beware: `02` is 配偶 in the national list and 户主 in GB/T 4761, so a code never travels without its list.
"""

from .lists import code_list

HEAD = "01"

RELATION = code_list(
    "relation",
    "与户主关系",
    "Relation to the head (GB/T 4761-2008)",
    """
    01 户主 Head of the household
    10 配偶 Spouse
    11 夫 Husband
    12 妻 Wife
    20 子 Son
    21 独生子 Only son
    22 长子 Eldest son
    23 次子 Second son
    24 三子 Third son
    25 四子 Fourth son
    26 五子 Fifth son
    27 养子或继子 Adopted son or stepson
    28 女婿 Son-in-law
    29 其他儿子 Other son
    30 女 Daughter
    31 独生女 Only daughter
    32 长女 Eldest daughter
    33 次女 Second daughter
    34 三女 Third daughter
    35 四女 Fourth daughter
    36 五女 Fifth daughter
    37 养女或继女 Adopted daughter or stepdaughter
    38 儿媳 Daughter-in-law
    39 其他女儿 Other daughter
    40 孙辈 Grandchild
    41 孙子 Son's son
    42 孙女 Son's daughter
    43 外孙子 Daughter's son
    44 外孙女 Daughter's daughter
    45 孙媳 Grandson's wife
    46 孙女婿 Granddaughter's husband
    47 曾孙子 Great-grandson
    48 曾孙女 Great-granddaughter
    49 其他孙辈 Other grandchild
    50 父母 Parent
    51 父亲 Father
    52 母亲 Mother
    53 公公 Husband's father
    54 婆婆 Husband's mother
    55 岳父 Wife's father
    56 岳母 Wife's mother
    57 继父或养父 Stepfather or adoptive father
    58 继母或养母 Stepmother or adoptive mother
    59 其他父母 Other parent
    60 祖辈 Grandparent
    61 祖父 Father's father
    62 祖母 Father's mother
    63 外祖父 Mother's father
    64 外祖母 Mother's mother
    65 配偶的祖父母 Spouse's grandparent
    66 曾祖父 Great-grandfather
    67 曾祖母 Great-grandmother
    68 配偶的曾祖父母 Spouse's great-grandparent
    69 其他祖辈 Other grandparent
    70 兄弟姐妹 Sibling
    71 兄 Elder brother
    72 嫂 Elder brother's wife
    73 弟 Younger brother
    74 弟媳 Younger brother's wife
    75 姐 Elder sister
    76 姐夫 Elder sister's husband
    77 妹 Younger sister
    78 妹夫 Younger sister's husband
    79 其他兄弟姐妹 Other sibling
    80 其他 Other
    81 伯父 Father's elder brother
    82 伯母 Father's elder brother's wife
    83 叔父 Father's younger brother
    84 婶母 Father's younger brother's wife
    85 舅父 Mother's brother
    86 舅母 Mother's brother's wife
    87 姨父 Mother's sister's husband
    88 姨母 Mother's sister
    89 姑父 Father's sister's husband
    90 姑母 Father's sister
    91 堂兄弟姐妹 Paternal cousin
    92 表兄弟姐妹 Maternal or cross cousin
    93 侄子 Brother's son
    94 侄女 Brother's daughter
    95 外甥 Sister's son
    96 外甥女 Sister's daughter
    97 其他亲属 Other relative
    99 非亲属 Not related
    """,
)

NATIONAL_RELATION = code_list(
    "national_relation",
    "与户主关系(国家系统)",
    "Relation to the head (national list)",
    """
    01 户主 Head of the household
    02 配偶 Spouse
    03 之子 Son
    04 之女 Daughter
    05 之儿媳 Daughter-in-law
    06 之女婿 Son-in-law
    07 之孙子 Son's son
    08 之孙女 Son's daughter
    09 之外孙子 Daughter's son
    10 之外孙女 Daughter's daughter
    11 之父 Father
    12 之母 Mother
    13 之岳父 Wife's father
    14 之岳母 Wife's mother
    15 之公公 Husband's father
    16 之婆婆 Husband's mother
    17 之祖父 Father's father
    18 之祖母 Father's mother
    19 之外祖父 Mother's father
    20 之外祖母 Mother's mother
    99 其他 Other
    """,
    "aab006",
)

_NATIONAL_TO_GB = {
    "01": "01",
    "02": "10",
    "03": "20",
    "04": "30",
    "05": "38",
    "06": "28",
    "07": "41",
    "08": "42",
    "09": "43",
    "10": "44",
    "11": "51",
    "12": "52",
    "13": "55",
    "14": "56",
    "15": "53",
    "16": "54",
    "17": "61",
    "18": "62",
    "19": "63",
    "20": "64",
    "99": "80",
}

_GB_TO_NATIONAL = {
    **{gb: national for national, gb in _NATIONAL_TO_GB.items()},
    **dict.fromkeys(("11", "12"), "02"),
    **dict.fromkeys(("21", "22", "23", "24", "25", "26", "27", "29"), "03"),
    **dict.fromkeys(("31", "32", "33", "34", "35", "36", "37", "39"), "04"),
    "57": "11",
    "58": "12",
}


def from_national(code: str) -> str | None:
    """GB/T 4761 code of a national one, or None where the national list has no such code."""
    return _NATIONAL_TO_GB.get(code)


def to_national(code: str) -> str:
    """National code of a GB/T 4761 one; what the national list does not tell apart becomes 99 其他."""
    return _GB_TO_NATIONAL.get(code, "99")


# Relations that fix the member's gender.
MALE_RELATIONS = frozenset(
    map(str, (11, *range(20, 30), 41, 43, 46, 47, 51, 53, 55, 57, 61, 63, 66, 71, 73, 76, 78))
) | {"81", "83", "85", "87", "89", "93", "95"}
FEMALE_RELATIONS = frozenset(
    map(str, (12, *range(30, 40), 42, 44, 45, 48, 52, 54, 56, 58, 62, 64, 67, 72, 74, 75, 77))
) | {"82", "84", "86", "88", "90", "94", "96"}
