"""Counts against the lists beside them: what speaks, and where there is silence."""

from __future__ import annotations

import pytest

from vqr_check.claims import statements
from vqr_check.document.sketch import sketch
from vqr_check.model import Relation
from vqr_check.packs import load
from vqr_check.relations import relations


def counted(text: str) -> list[Relation]:
    packs = load()
    return [r for r in relations(statements(sketch(text), packs), packs) if r.family == "count"]


@pytest.mark.parametrize(
    ("text", "listed"),
    [
        ("学校开设四个专业：茶艺、烹饪、导游和会展。", 4),
        ("学校有竹艺、陶艺和漆艺三个工坊。", 3),
        ("学校设有教务处、学工处、总务处等3个部门。", 3),
        ("另有市级品牌专业2个（茶艺与茶营销、中餐烹饪）。", 2),
        ("甲类：鼓楼、台江、仓山、晋安4 个区（不含开发区）；", 4),
        ("科类分为：理工、文史、艺术（不分文理）三类。", 3),
        ("千人以上的学校3所，即第一职专（2310人，11%）、工业学校（1420人，7%）和卫校（1105人，5%），合计4835人。", 3),
        ("接收学生最多的3家企业依次是晨光机电（31人）、海棠酒店（22人）和东湖物流（18人）。", 3),
        ("分属2个大类：旅游大类有导游、会展，餐饮大类有中餐烹饪、西餐烹饪。", 2),
        ("学校有四个方面的不足：其一，师资偏少；其二，设备偏旧；其三，经费偏紧；其四，生源偏弱。", 4),
        ("重点做了3个方面工作：\n（一）抓招生。全年招生820人。\n（二）抓教学。开课66门。\n（三）抓就业。", 3),
        ("收入来自培训、检测以及咨询。以上三类业务占八成。", 3),
        ("打造“晨读、午练”、“晚习”两个品牌。", 2),
    ],
)
def test_a_count_that_its_list_bears_out_agrees(text: str, listed: int) -> None:
    assert [(r.items, r.members[0][1].quantity.value) for r in counted(text)][:1] == [(listed, listed)]


@pytest.mark.parametrize(
    ("text", "listed"),
    [
        ("学校开设五个专业：茶艺、烹饪、导游、会展。", 4),
        ("学校设有教务处、学工处、总务处、团委等3个部门。", 4),
        ("另有市级品牌专业5个（茶艺与茶营销、中餐烹饪）。", 2),
        ("甲类：鼓楼、台江、仓山、晋安5 个区（不含开发区）；", 4),
        ("接收学生最多的5家企业依次是晨光机电（31人）、海棠酒店（22人）和东湖物流（18人）。", 3),
        ("分属3个大类：旅游大类有导游、会展，餐饮大类有中餐烹饪、西餐烹饪。", 2),
        ("学校有三个方面的不足：其一，师资偏少；其二，设备偏旧；其三，经费偏紧；其四，生源偏弱。", 4),
        ("重点做了4个方面工作：\n（一）抓招生。全年招生820人。\n（二）抓教学。开课66门。\n（三）抓就业。", 3),
        ("开设5个专业，分属2个大类：旅游大类有导游、会展，餐饮大类有中餐烹饪、西餐烹饪。", 4),
    ],
)
def test_a_list_that_is_plainly_the_whole_contradicts_its_count(text: str, listed: int) -> None:
    assert [r.items for r in counted(text) if r.items != r.members[0][1].quantity.value] == [listed]


@pytest.mark.parametrize(
    "text",
    [
        "开展8个培训工种，涵盖了电工、焊工、钳工等多个领域。",  # another noun
        "学校设有教务处、学工处等12个部门。",  # 等 leaves room
        "覆盖18 个省（自治区、直辖市）。",  # the bracket explains the noun
        "学校共有8所（公办6所、民办1所）。",  # figures that add up, a matter of sums
        "建有1个专业群：茶艺、烹饪、导游。",  # one that holds many
        "本节从地区、行业、单位性质和职位类别四个维度，分析3306 名毕业生（包含签协议、签合同、录用证明）的流向。",
        "围绕养老、托育、家政实施12个项目。",
        "从专业和技能、适应能力、可迁移能力、职业认知和个人特质等五个方面评价。",  # the last 和 may join
        "获得一等奖、二等奖3个。",
        "以上五类产品的增长率分别为27.57%及63.88%。",
        "本章从四个方面展开分析。\n## （一）就业率\n## （二）就业地区\n## 二、升学",
    ],
)
def test_a_list_that_need_not_be_the_whole_is_no_contradiction(text: str) -> None:
    assert [r.listed for r in counted(text) if r.items != r.members[0][1].quantity.value] == []


@pytest.mark.parametrize(
    ("text", "said", "listed"),
    [
        ("公司有子公司8家，分别为甲水务有限公司、乙环保有限公司、丙材料有限公司。", "8", 3),
        ("品牌专业四个，即数控加工、汽车运用与维修和会计事务。", "四", 3),
        ("推进“青蓝”“名师”“领航”四项工程。", "四", 3),
        ("撤销文秘、公共事业管理8个专业，净增1个。", "8", 2),
        (
            "参加汇总的单位共4个，较上年增加1个（某站改为独立编报），具体为：局本级、执法队、推广站、检测站、服务中心。",
            "4",
            5,
        ),
        ("人数较多的专业为护理（66人）、运营管理（45人）、会计（42人），上述5个专业占四成。", "5", 3),
    ],
)
def test_a_list_that_is_set_out_tells_however_far_its_count_is_off(text: str, said: str, listed: int) -> None:
    found = [
        (r.members[0][1].location.text, r.items) for r in counted(text) if r.items != r.members[0][1].quantity.value
    ]
    assert (said, listed) in found
