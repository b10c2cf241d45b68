"""Code lists of member fields."""

from .lists import CodeList, code_list

GENDER = code_list(
    "gender",
    "性别",
    "Gender (GB/T 2261.1)",
    """
    1 男 Male
    2 女 Female
    9 未说明 Not stated
    """,
    "aab003",
)

ID_TYPE = code_list(
    "id_type",
    "证件类型",
    "Type of certificate",
    """
    1 居民身份证 Resident identity card
    2 残疾人证 Disability certificate
    """,
    "aab018",
)

EDUCATION = code_list(
    "education",
    "文化程度",
    "Education",
    """
    01 文盲或半文盲 Illiterate or semi-literate
    02 小学 Primary school
    03 初中 Junior middle school
    04 高中 Senior high school (incl. secondary vocational)
    05 大专及以上 College and above
    06 学龄前儿童 Preschool child
    """,
    "aab008",
)

SCHOOL_STATUS = code_list(
    "school_status",
    "在校生状况",
    "School status",
    """
    01 非在校生 Not in school
    02 学前教育 Preschool
    03 小学 Primary school
    04 七年级 Grade 7
    05 八年级 Grade 8
    06 九年级 Grade 9
    07 高中一年级 Senior high, year 1
    08 高中二年级 Senior high, year 2
    09 高中三年级 Senior high, year 3
    10 中职一年级 Secondary vocational, year 1
    11 中职二年级 Secondary vocational, year 2
    12 中职三年级 Secondary vocational, year 3
    13 高职一年级 Higher vocational, year 1
    14 高职二年级 Higher vocational, year 2
    15 高职三年级 Higher vocational, year 3
    16 大专及以上 College and above
    """,
    "aab009",
)
NOT_IN_SCHOOL = "01"
PUPILS_BELOW_COLLEGE = frozenset({"02", "03", "04", "05", "06", "07", "08", "09"})

LABOUR_SKILL = code_list(
    "labour_skill",
    "劳动技能",
    "Labour skill",
    """
    01 普通劳动力 Ordinary labour
    02 技能劳动力 Skilled labour
    03 丧失劳动力 Labour lost
    04 无劳动力 No labour
    05 弱劳动力或半劳动力 Weak or half labour
    """,
    "aab010",
)
WITHOUT_LABOUR = frozenset({"03", "04"})

HEALTH = code_list(
    "health",
    "健康状况",
    "Health",
    """
    01 健康 Healthy
    02 长期慢性病 Long-term chronic illness
    03 患有大病 Serious illness
    04 残疾 Disabled
    """,
    "aab017",
)
HEALTHY = "01"
DISABLED = "04"

WORK_REGION = code_list(
    "work_region",
    "务工区域",
    "Place of work away from home",
    """
    01 乡(镇)内 Within the township
    02 乡外县内 In the county, outside the township
    03 县外省内 In the province, outside the county
    04 省外 Outside the province
    99 其他 Other
    """,
)

UNWILLING_REASON = code_list(
    "unwilling_reason",
    "无就业意愿原因",
    "Reason for not wanting work",
    """
    farming 务农 Farming at home
    caring 照料家人 Caring for family
    illness 疾病 Illness
    schooling 就学 In school
    other 其他 Other
    """,
)

JOIN_REASON = code_list(
    "join_reason",
    "人员增加原因",
    "Reason for joining",
    """
    birth 新生儿 Birth
    marriage 嫁入 Married in
    registration 户籍迁入 Household registration moved in
    release 刑满释放 Released from prison
    discharge 退役 Discharged from service
    adoption 收养 Adopted
    other 其他转入 Other
    """,
)

LEAVE_REASON = code_list(
    "leave_reason",
    "人员减少原因",
    "Reason for leaving",
    """
    death 死亡 Death
    marriage 嫁出 Married out
    emigration 出国定居 Settled abroad
    prison 判刑收监 Imprisoned
    registration 户籍迁出 Household registration moved out
    service 参军 Joined the army
    missing 失联 Missing
    other 其他转出 Other
    """,
)

POLITICAL_STATUS = code_list(
    "political_status",
    "政治面貌",
    "Political status",
    """
    01 中共党员 Member of the Communist Party
    02 中共预备党员 Probationary member of the Communist Party
    03 共青团员 Member of the Youth League
    04 民革党员 Member of the Revolutionary Committee
    05 民盟盟员 Member of the Democratic League
    06 民建会员 Member of the National Construction Association
    07 民进会员 Member of the Association for Promoting Democracy
    08 农工党党员 Member of the Peasants' and Workers' Party
    09 致公党党员 Member of the Zhi Gong Party
    10 九三学社社员 Member of the Jiusan Society
    11 台盟盟员 Member of the Taiwan Self-Government League
    12 无党派人士 No party affiliation
    13 群众 Ordinary citizen
    """,
    "aak033",
)

DISABILITY_TYPE = code_list(
    "disability_type",
    "残疾类别",
    "Type of disability",
    """
    1 视力 Sight
    2 听力 Hearing
    3 言语 Speech
    4 肢体 Limbs
    5 智力 Intellect
    6 精神 Mental
    7 多重 Multiple
    """,
)

DISABILITY_GRADE = code_list(
    "disability_grade",
    "残疾等级",
    "Grade of disability (1 is the heaviest)",
    """
    1 一级 Grade 1
    2 二级 Grade 2
    3 三级 Grade 3
    4 四级 Grade 4
    """,
)

_ETHNIC_GROUPS = """
01 汉族 Han|02 蒙古族 Mongol|03 回族 Hui|04 藏族 Tibetan|05 维吾尔族 Uygur|06 苗族 Miao|07 彝族 Yi
08 壮族 Zhuang|09 布依族 Bouyei|10 朝鲜族 Korean|11 满族 Manchu|12 侗族 Dong|13 瑶族 Yao|14 白族 Bai
15 土家族 Tujia|16 哈尼族 Hani|17 哈萨克族 Kazak|18 傣族 Dai|19 黎族 Li|20 傈僳族 Lisu|21 佤族 Va
22 畲族 She|23 高山族 Gaoshan|24 拉祜族 Lahu|25 水族 Sui|26 东乡族 Dongxiang|27 纳西族 Naxi
28 景颇族 Jingpo|29 柯尔克孜族 Kirgiz|30 土族 Tu|31 达斡尔族 Daur|32 仫佬族 Mulao|33 羌族 Qiang
34 布朗族 Blang|35 撒拉族 Salar|36 毛南族 Maonan|37 仡佬族 Gelao|38 锡伯族 Xibe|39 阿昌族 Achang
40 普米族 Pumi|41 塔吉克族 Tajik|42 怒族 Nu|43 乌孜别克族 Uzbek|44 俄罗斯族 Russian|45 鄂温克族 Ewenki
46 德昂族 De'ang|47 保安族 Bonan|48 裕固族 Yugur|49 京族 Gin|50 塔塔尔族 Tatar|51 独龙族 Derung
52 鄂伦春族 Oroqen|53 赫哲族 Hezhen|54 门巴族 Monba|55 珞巴族 Lhoba|56 基诺族 Jino|97 其他 Other
98 外国血统 Of foreign descent
"""
# GB/T 3304 numbers; other systems used private orders of the same names, which must not be copied.
ETHNICITY: CodeList = code_list(
    "ethnicity", "民族", "Ethnic group (GB/T 3304)", _ETHNIC_GROUPS.replace("|", "\n"), "aab007"
)
