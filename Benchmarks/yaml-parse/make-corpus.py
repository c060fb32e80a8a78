#!/usr/bin/env python3
"""Writes N everyday records (customers, follow-ups, deals) into a folder, and their paths into FOLDER/list.

usage: make-corpus.py FOLDER [N]        the same files for the same N on every machine
"""
import os
import random
import sys

folder, count = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 20000
rng = random.Random(20261103)

SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀兰霞平刚桂英华玉"
CITIES = ["上海", "杭州", "深圳", "北京", "成都", "武汉", "苏州", "南京"]
TRADES = ["云帆科技", "华信机械", "绿源食品", "远航物流", "天工建材", "明德教育", "康宁医疗", "锐达电子"]
NOTES = [
    "客户对价格比较敏感，希望下周给出新报价。",
    "已确认需求，等待对方采购部门审批。",
    "演示效果不错，技术负责人提出三点疑问：接口、权限、导出。",
    "约定下周三上午十点现场拜访，带上合同样本。",
    "Asked for a trial account; send the link before Friday.",
    "对方预算到十二月才能批，先保持联系。",
]


def person():
    return rng.choice(SURNAMES) + "".join(rng.sample(GIVEN, rng.randint(1, 2)))


def date():
    return f"2026-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"


def phone():
    return f"13{rng.randint(0, 9)} {rng.randint(0, 9999):04} {rng.randint(0, 9999):04}"


def ident(prefix):
    return prefix + "2026-" + "".join(rng.choice("0123456789ABCDEFGHJKMNPQRSTVWXYZ") for _ in range(6))


def customer():
    lines = [
        "# 客户档案" if rng.random() < 0.5 else "# customer",
        f"id: {ident('KH')}",
        f"no: KH2026{rng.randint(1, 999):03}",
        f"name: {rng.choice(CITIES)}{rng.choice(TRADES)}有限公司",
        f"status: {rng.choice(['lead', 'interested', 'won', 'dormant'])}    # 状态",
        f"grade: {rng.choice('ABC')}",
        f"industry: \"{rng.choice(['IT服务业', '制造业', '零售: 连锁', '教育'])}\"",
        f"owner: {rng.choice(['zhangwei', 'lina', 'wangqiang'])}",
        f"tags: [{', '.join(rng.sample(['重点客户', '老客户', 'VIP', '年框', '转介绍'], rng.randint(1, 3)))}]",
        f"annual_spend: {rng.randint(1, 90) * 10000}.00",
        "contacts:",
    ]
    for _ in range(rng.randint(1, 3)):
        lines += [
            f"  - name: {person()}",
            f"    title: {rng.choice(['采购经理', '总经理', '技术总监'])}",
            f"    phone: '{phone()}'",
            f"    wechat: wx_{rng.randint(1000, 9999)}",
        ]
    lines += ["address:", f"  city: {rng.choice(CITIES)}", f"  street: 人民路{rng.randint(1, 900)}号", "note: |"]
    lines += ["  " + rng.choice(NOTES) for _ in range(rng.randint(1, 4))]
    return lines


def follow_up():
    lines = [
        f"id: {ident('GJ')}",
        f"at: {date()}T{rng.randint(8, 18):02}:{rng.choice(['00', '15', '30', '45'])}:00+08:00",
        f"channel: {rng.choice(['phone', 'visit', 'wechat'])}",
        f"by: {rng.choice(['zhangwei', 'lina', 'wangqiang'])}",
        f"with: [{person()}, {person()}]",
        f"summary: {rng.choice(NOTES)}",
        "next:",
        f"  action: {rng.choice(['发送报价', '电话回访', '现场演示'])}",
        f"  due: {date()}",
        "  done: false",
    ]
    if rng.random() < 0.5:
        lines += ["detail: |"] + ["  " + rng.choice(NOTES) for _ in range(rng.randint(1, 3))]
    return lines


def deal():
    return [
        f"id: {ident('SJ')}",
        f"name: {rng.choice(TRADES)}二期",
        f"stage: {rng.choice(['contact', 'proposal', 'negotiation', 'won'])}",
        f"amount: {rng.randint(1, 500) * 1000}.00",
        "currency: CNY",
        f"expected: {date()}    # 预计签约",
        f"probability: {rng.randint(1, 10) * 10}",
    ]


os.makedirs(folder, exist_ok=True)
with open(os.path.join(folder, "list"), "w") as listing:
    for number in range(count):
        lines = rng.choices([customer, follow_up, deal], weights=[15, 60, 25])[0]()
        path = os.path.join(folder, f"{number:06}.yaml")
        with open(path, "w", encoding="utf-8") as out:
            out.write("\n".join(lines) + "\n")
        listing.write(path + "\n")
