"""What was written down: deals, needs and contracts."""

import datetime
from decimal import Decimal

from calendar2026 import TODAY, workday
from handwriting import Prose, Word

DAY = datetime.timedelta(1)
PROBABILITY = {
    "first-contact": (5, 10, 15),
    "needs-confirmed": (20, 25, 30),
    "proposal": (40, 45, 50),
    "negotiation": (60, 70, 75, 80),
    "won": (100,),
    "after-sales": (100,),
    "lost": (0,),
}
LOST = {
    "price": "比{rival}高了约 {pct}%，客户今年只看一次性投入。",
    "competitor": "{rival}先做了免费试用，关系也更近。",
    "no-budget": "集团收回了今年的技改预算。",
    "no-need": "{scene}改为外包，不再需要设备。",
    "timing": "新厂房延期到后年，先不买了。",
    "product": "现场空间不够，我们的{short}放不下。",
    "no-response": "连续四次联系不上，{who}已经离职。",
}


class Paperwork:
    """The part of a story that tells deals, needs and contracts."""

    def write_deal(self, deal):
        c, stage = self.c, deal["stage"]
        name, words = self.words(deal, deal["end"])
        closed = stage in ("won", "after-sales", "lost")
        expected = workday(
            (
                deal["end"] + c.randint(-12, 12) * DAY
                if closed
                else TODAY + c.choice([-9, -3, 4, 10, 18, 26, 38, 39, 60, 85]) * DAY
            ),
            1,
        )
        record = {
            "id": deal["id"],
            "no": Word(self.numbers("SJ", deal["opened"].year, 3)),
            "name": deal["name"],
            "product": deal["product"].name,
            "stage": Word(stage),
            "probability": c.choice(PROBABILITY[stage]),
            "amount": deal["amount"],
            "currency": Word("CNY"),
            "owner": Word(self.owner),
            "contacts": [contact["name"] for contact in self.contacts[:2]],
            "opened_on": Word(str(deal["opened"])),
            "expected_close": Word(str(expected)),
        }
        if stage == "first-contact" and c.perhaps(0.5):
            record.pop("probability")
        if closed:
            record["closed_on"] = Word(str(deal["end"]))
        if stage == "lost":
            words["pct"] = c.choice([8, 10, 12, 15])
            record.update(lost_reason=Word(deal["reason"]), lost_detail=Prose(LOST[deal["reason"]].format(**words)))
            if deal["reason"] in ("price", "competitor"):
                record["lost_to"] = deal["rival"]
        elif c.perhaps(0.4):
            record["competitors"] = [deal["rival"]]
        record["proposals"] = self.proposals.get(deal["id"], [])
        if stage in ("won", "after-sales"):
            record["contract"] = self.write_contract(deal)
        if not closed and c.perhaps(0.55) or closed and c.perhaps(0.2):
            record["needs"] = [self.write_need(deal, words)]
        if c.perhaps(0.2):
            record["remarks"] = Prose(
                c.choice(
                    [
                        "{boss}拍板，{who}做技术评估。",
                        "技改补贴要求{month}前验收。",
                        "分两期，二期看一期效果。",
                        "集团比价平台要同步录入。",
                    ]
                ).format(**words)
            )
        self.put(f"{self.place}/deals/{deal['slug']}.yaml", "deal", record)

    def write_need(self, deal, words):
        c, product, stage = self.c, deal["product"], deal["stage"]
        record = {
            "id": c.identity("XQ", deal["opened"].year),
            "title": deal["scene"],
            "type": Word(
                {"sale": c.choice(["product", "customisation"]), "maintenance": "service", "service": "service"}.get(
                    product.contract, "product"
                )
            ),
            "description": Prose(
                c.choice(
                    [
                        f"需要{product.short}用于{deal['scene']}，{'现有 %d 个工位' % words['n'] if product.contract == 'sale' else '涉及 %d 个部门' % words['k2']}；看重“{words['spec']}”。关注点：{words['worry']}。",
                        f"{deal['scene']}目前靠{'人工' if product.contract == 'sale' else '表格和微信群'}，希望{words['month']}前改善。客户反复问：{words['worry']}。",
                        f"想先在一{'条线' if product.contract == 'sale' else '个部门'}试{product.short}，重点是{deal['scene']}，验收看“{words['spec']}”。",
                    ]
                )
            ),
            "priority": Word(c.choice(["high", "high", "medium", "low"])),
            "direction": Prose(
                c.choice(
                    [
                        f"{product.short}供货与安装",
                        "定制化设备研发与交付",
                        "先试一条线再推广到全厂",
                        "设备加年度维保打包",
                    ]
                )
            ),
            "owner": Word(self.owner),
            "conversion_months": c.choice([1, 2, 2, 3, 4, Decimal("1.5")]),
            "status": Word("met" if stage in ("won", "after-sales") else "dropped" if stage == "lost" else "converted"),
            "raised_on": Word(str(deal["opened"])),
            "raised_by": self.contacts[0]["name"],
            "deal": deal["id"],
        }
        if c.perhaps(0.5):
            record.update(budget=deal["amount"] // 10000 * 10000, currency=Word("CNY"))
        self.put(f"{self.place}/needs/{deal['scene']}.yaml", "need", record)
        return record["id"]

    def write_contract(self, deal):
        c, product, amount, signed = self.c, deal["product"], deal["amount"], deal["end"]
        yearly = product.contract in ("maintenance", "service")
        shares, terms = c.choice([((30, 60, 10), "3-6-1"), ((30, 50, 20), "3-5-2"), ((50, 50), "5-5")])
        names = {3: ("首付款", "到货款", "尾款"), 2: ("首付款", "验收款")}[len(shares)]
        conditions = {3: ("合同生效后 7 日内", "到货验收合格", "质保期满一个月"), 2: ("合同生效后 7 日内", "验收合格")}[
            len(shares)
        ]
        payments, day, left = [], signed + 7 * DAY, amount
        for position, (share, term, condition) in enumerate(zip(shares, names, conditions)):
            part = left if position == len(shares) - 1 else amount * share // 100
            left -= part
            entry = {"term": term, "due": Word(str(day)), "amount": part, "condition": condition}
            if day < TODAY - 12 * DAY or (day < TODAY and c.perhaps(0.6)):
                late = c.choice([0, 0, 2, 5, 11])
                if day + late * DAY < TODAY and not (day > TODAY - 60 * DAY and c.perhaps(0.25)):
                    entry.update(invoiced_on=Word(str(day - DAY)), paid_on=Word(str(day + late * DAY)))
            payments.append(entry)
            day += c.randint(45, 75) * DAY
        start = signed + c.randint(1, 10) * DAY
        ends = start + (364 if yearly else 729) * DAY
        if yearly and deal["end"] < TODAY - 60 * DAY and c.perhaps(0.6):
            # renewed for another year; this one runs out soon
            ends = TODAY + c.randint(5, 50) * DAY
            start = ends - 364 * DAY
        record = {
            "id": c.identity("HT", signed.year),
            "no": Word(self.numbers("HT", signed.year, 3)),
            "title": f"{product.short}{ {'sale': '采购合同', 'licence': '软件许可合同', 'service': '技术服务合同', 'maintenance': '合同'}[product.contract] }",
            "type": Word(product.contract),
            "status": Word("signed"),
            "deal": deal["id"],
            "amount": amount,
            "currency": Word("CNY"),
            "signed_on": Word(str(signed)),
            "starts_on": Word(str(start)),
            "ends_on": Word(str(ends)),
            "renewal": Word("manual" if yearly else "none"),
            "owner": Word(self.owner),
            "signed_by": self.contacts[0]["name"],
            "payment_terms": terms,
            "payments": payments,
        }
        if not yearly:
            record["delivery_on"] = Word(str(workday(signed + c.randint(25, 60) * DAY)))
        else:
            record["notice_days"] = 30
        if all("paid_on" in entry for entry in payments) and not yearly:
            record["status"] = Word("completed")
        if ends < TODAY:
            record["status"] = Word("completed")
        slug = c.choice([record["no"].lower(), record["title"].replace(" ", "")])
        self.put(f"{self.place}/contracts/{slug}.yaml", "contract", record)
        return record["id"]
