"""What was said: follow-ups, and the quotations that were handed over with them."""

import datetime

from calendar2026 import TODAY, workday
from handwriting import Prose, Word
from people import NAMES
from sentences import EQUIPMENT_WORDS, FAIRS, NOTES, SOFTWARE_WORDS

DAY = datetime.timedelta(1)
INDUSTRY = {
    "manufacturing": "制造业",
    "smart-manufacturing": "智能制造",
    "retail": "零售业",
    "it-services": "IT服务业",
    "technology": "科技",
    "finance": "金融",
    "energy": "能源",
    "construction": "建筑业",
    "logistics": "物流",
    "healthcare": "医疗",
    "food": "食品",
    "chemicals": "化工材料",
    "automotive": "汽车零部件",
    "electronics": "电子",
    "education": "教育",
    "agriculture": "农业",
}
METHODS = {
    "first-contact": ["phone", "phone", "event", "visit", "email", "message"],
    "needs": ["visit", "visit", "phone", "online-meeting"],
    "demo": ["visit", "online-meeting"],
    "quotation": ["email", "visit", "phone"],
    "negotiation": ["visit", "phone", "online-meeting"],
    "decision": ["phone", "phone", "message"],
    "delivery": ["visit", "visit", "phone"],
    "payment": ["phone", "message"],
    "complaint": ["phone", "visit"],
    "satisfaction": ["phone", "visit"],
    "care": ["greeting"],
    "activation": ["phone", "visit", "email"],
}


def wan(amount):
    """45.8 for 458000: sums are talked about in ten thousands."""
    text = f"{amount / 10_000:.1f}"
    return text.removesuffix(".0")


def fitting(product, sentences):
    """The sentences that can be said about a product."""
    wrong = SOFTWARE_WORDS if product.contract == "sale" else EQUIPMENT_WORDS
    return [text for text in sentences if not any(word in text for word in wrong)]


class Conversations:
    """The part of a story that tells the follow-ups."""

    def words(self, deal, day):
        """What the braces of a sentence stand for on a day."""
        c, product = self.c, deal["product"]
        contact = c.choice(self.contacts[:2])
        k = c.randint(3, 6)
        # What was asked and answered about a deal stays the same during the whole of it.
        ahead = (day.month + c.randint(0, 2)) % 12 + 1
        return contact["name"], {
            "who": self.called[contact["name"]],
            "boss": self.boss,
            "p": product.name,
            "short": product.short,
            "scene": deal["scene"],
            "scene2": c.choice([s for s in product.scenes if s != deal["scene"]] or product.scenes),
            "worry": c.choice(product.worries),
            "spec": c.choice(product.specs),
            "result": c.choice(product.results),
            "rival": deal["rival"],
            "industry": INDUSTRY.get(self.row["industry"], "同行业"),
            "business": self.row["business"],
            "city": self.row["city"],
            "fair": c.choice(FAIRS),
            "via": c.choice(["电话回访", "打电话", "加了微信", "通了二十分钟电话"]),
            "n": c.randint(3, 14),
            "k": k,
            "k2": c.randint(2, k - 1),
            "qty": c.randrange(800, 12000, 100),
            "budget": wan(int(deal["amount"] * c.choice([0.8, 0.9, 1.0, 1.1]) / 10000) * 10000),
            "amount": wan(deal["amount"]),
            "amount2": wan(int(deal["amount"] * 1.18 / 1000) * 1000),
            "share": c.choice([60, 65, 70, 80]),
            "pages": c.randint(14, 42),
            "pct": c.choice([3, 5, 6, 8, 10]),
            "month": f"{ahead}月",
            "quarter": f"{'明年一' if day.month > 9 else '四' if day.month > 6 else '三'}季度",
            "score": c.choice([7, 8, 8, 9, 9, 10]),
            "fault": "",
            "cause": "",
        }

    def write_follow_up(self, day, step, deal, later):
        c = self.c
        name, words = self.words(deal, day)
        if step == "complaint":
            words.update(fault=deal["ticket"]["fault"][1], cause=deal["ticket"]["fault"][2])
        summaries, feedback, nexts = (fitting(deal["product"], sentences) for sentences in NOTES[step])
        method = c.choice(METHODS[step])
        author = (
            "zhou-yan"
            if step == "satisfaction" and c.perhaps(0.5)
            else "wu-di" if method == "event" and c.perhaps(0.4) else self.owner
        )
        record = {
            "id": c.identity("GJ", day.year),
            "at": c.moment(day),
            "method": Word(method),
            "by": Word(author),
            "contacts": [name],
            "purpose": Word(step),
            "summary": Prose(c.say(summaries, words)),
        }
        if step in ("needs", "demo", "quotation", "negotiation", "decision", "delivery", "payment"):
            record["deal"] = deal["id"]
        if step == "complaint":
            record["ticket"] = deal["ticket"]["id"]
        if step in ("needs", "demo", "negotiation") and c.perhaps(0.35):
            record["topic"] = c.choice(
                [
                    deal["scene"] + "方案交流",
                    f"{deal['product'].short}技术交流",
                    "预算与时间",
                    "合同条款",
                    deal["scene"],
                ]
            )
        if step in ("demo", "negotiation", "delivery") and c.perhaps(0.25):
            record["colleagues"] = [Word("zhou-yan" if step == "delivery" else c.choice(["chen-jing", "zhou-yan"]))]
        if c.perhaps(0.88):
            record["feedback"] = Prose(c.say(feedback, words))
        if step in ("needs", "demo", "decision") and c.perhaps(0.25):
            record["need_changes"] = Prose(
                c.choice(
                    [
                        "增加{scene2}",
                        "数量由 1 台改为 {k2} 台",
                        "交期提前到{month}",
                        "要求支持离线运行",
                        "希望分两期付款",
                    ]
                ).format(**words)
            )
        if step in ("quotation", "negotiation", "complaint") and c.perhaps(0.3):
            promised, days = c.choice(
                [
                    ("45 天内交货", 45),
                    ("报价 30 天内有效", 30),
                    ("免费培训两场", 60),
                    ("寄送质保承诺函", 10),
                    ("补一套易损件", 21),
                ]
            )
            due = workday(day + days * DAY, 1)
            record["commitments"] = [{"action": promised, "owner": Word(self.owner), "due": Word(str(due))}]
            if later and due < TODAY - 5 * DAY:
                record["commitments"][0]["done"] = Word(str(workday(due - 3 * DAY)))
        closed = deal["stage"] == "lost" and step == "decision"
        if not closed and (later or self.row["status"] not in ("lost",)):
            step_next = {"action": c.say(nexts, words), "owner": Word(self.owner)}
            if step == "quotation" and c.perhaps(0.2) or "协同财务" in step_next["action"]:
                step_next["owner"] = Word("he-jun" if "财务" in step_next["action"] else self.owner)
            if later:
                due = workday(day + c.randint(2, 8) * DAY, 1)
                step_next["due"] = Word(str(due))
                step_next["done"] = Word(str(max(day, workday(min(later, due - c.randint(0, 3) * DAY)))))
            elif self.row["status"] == "dormant":
                step_next["due"] = Word(str(workday(day + 14 * DAY, 1)))
            else:
                due = workday(TODAY + c.choice([-6, -4, -2, 0, 1, 1, 2, 3, 5, 6, 8, 9, 12, 16]) * DAY, 1)
                step_next["due"] = Word(str(max(due, workday(day + DAY, 1))))
                if c.perhaps(0.2):
                    step_next["remind_at"] = Word(f"{step_next['due']}T09:00:00+08:00")
            record["next"] = step_next
        if step == "quotation":
            record["attachments"] = [self.write_quotation(deal, day)]
        stamp = record["at"][:10]
        self.put(f"{self.place}/follow-ups/{stamp}-{method}-{c.suffix()}.yaml", "follow-up", record)

    def write_quotation(self, deal, day):
        """A small quotation; its path from the customer's folder."""
        product, amount = deal["product"], deal["amount"]
        name = f"files/{self.c.choice(['报价单', '方案', 'baojia'])}-{product.key}-{day:%Y%m%d}.md"
        tools, training = amount * 12 // 100, amount * 5 // 100
        text = (
            f"# {product.name} 报价\n\n致：{self.row['name']}\n日期：{day}\n报价人：{NAMES[self.owner]}\n\n"
            "| 序号 | 项目 | 金额（元，含税） |\n|---|---|---:|\n"
            f"| 1 | {product.name}（{deal['scene']}） | {amount - tools - training} |\n| 2 | 工装、安装与调试 | {tools} |\n| 3 | 培训与资料 | {training} |\n"
            f"| | 合计 | {amount} |\n\n- 主要指标：{'；'.join(product.specs[:3])}\n- 质保：两年\n- 付款：3-6-1\n- 有效期：30 天\n"
        )
        self.put_file(f"{self.place}/{name}", text)
        self.proposals.setdefault(deal["id"], []).append(name)
        return name
