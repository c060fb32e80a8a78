"""Tells one customer's story: people, deals, conversations, contracts, tickets and the rest, so that they fit together."""

import datetime
from decimal import Decimal

from calendar2026 import TODAY, workday
from handwriting import Prose, Word
from people import GIVEN, NAMES, POSTS, SURNAMES
from places import CITIES
from products import BY_KEY, RIVALS
from sentences import EQUIPMENT_WORDS, FAIRS, NOTES, REMARKS, SOFTWARE_WORDS, STATUS_REASONS

DAY = datetime.timedelta(1)
INDUSTRY = {
    "manufacturing": "制造业", "smart-manufacturing": "智能制造", "retail": "零售业", "it-services": "IT服务业", "technology": "科技",
    "finance": "金融", "energy": "能源", "construction": "建筑业", "logistics": "物流", "healthcare": "医疗", "food": "食品",
    "chemicals": "化工材料", "automotive": "汽车零部件", "electronics": "电子", "education": "教育", "agriculture": "农业",
}
# What is talked about until a deal stands at a stage.
STEPS = {
    "first-contact": ["first-contact"],
    "needs-confirmed": ["first-contact", "needs"],
    "proposal": ["first-contact", "needs", "demo", "quotation"],
    "negotiation": ["needs", "demo", "quotation", "negotiation", "decision"],
    "won": ["first-contact", "needs", "quotation", "negotiation"],
    "after-sales": ["needs", "quotation", "negotiation", "delivery", "payment"],
    "lost": ["needs", "quotation", "decision"],
}
METHODS = {
    "first-contact": ["phone", "phone", "event", "visit", "email", "message"], "needs": ["visit", "visit", "phone", "online-meeting"],
    "demo": ["visit", "online-meeting"], "quotation": ["email", "visit", "phone"], "negotiation": ["visit", "phone", "online-meeting"],
    "decision": ["phone", "phone", "message"], "delivery": ["visit", "visit", "phone"], "payment": ["phone", "message"],
    "complaint": ["phone", "visit"], "satisfaction": ["phone", "visit"], "care": ["greeting"], "activation": ["phone", "visit", "email"],
}
PROBABILITY = {"first-contact": (5, 10, 15), "needs-confirmed": (20, 25, 30), "proposal": (40, 45, 50), "negotiation": (60, 70, 75, 80),
               "won": (100,), "after-sales": (100,), "lost": (0,)}
LOST = {
    "price": "比{rival}高了约 {pct}%，客户今年只看一次性投入。", "competitor": "{rival}先做了免费试用，关系也更近。",
    "no-budget": "集团收回了今年的技改预算。", "no-need": "{scene}改为外包，不再需要设备。", "timing": "新厂房延期到后年，先不买了。",
    "product": "现场空间不够，我们的{short}放不下。", "no-response": "连续四次联系不上，{who}已经离职。",
}


def wan(amount):
    """45.8 for 458000: sums are talked about in ten thousands."""
    text = f"{amount / 10_000:.1f}"
    return text.removesuffix(".0")


def fitting(product, sentences):
    """The sentences that can be said about a product."""
    wrong = SOFTWARE_WORDS if product.contract == "sale" else EQUIPMENT_WORDS
    return [text for text in sentences if not any(word in text for word in wrong)]


class Story:
    """The records of one customer. `put(place, kind, record)` receives each of them."""

    def __init__(self, row, chance, numbers, put, put_file):
        self.row, self.c, self.numbers, self.put, self.put_file = row, chance, numbers, put, put_file
        folder, self.region, self.owner, self.streets, self.area, self.postcode = CITIES[row["city"]]
        self.place = f"{folder}/{row['slug']}"
        self.products = [BY_KEY[key] for key in row["products"]]
        self.events = []
        self.deals = []
        self.proposals = {}

    # People

    def make_contacts(self):
        c = self.c
        many = {"A": (2, 4), "B": (2, 3), "C": (1, 2)}[self.row["grade"]]
        posts = [c.choice(POSTS[2:]), *c.sample(POSTS, k=4)]
        contacts, self.called = [], {}
        for post, role, department, call in posts:
            surname = c.choice(SURNAMES)
            name = surname + c.choice(GIVEN) if c.perhaps(0.7) else c.choice([surname + "*", call.format(s=surname)])
            if name in self.called or len(contacts) >= c.randint(*many):
                continue
            self.called[name] = call.format(s=surname)
            number = f"1{c.choice('35789')}{c.randint(0, 9)}****{c.randint(0, 9999):04}" if c.perhaps(0.5) else f"1380000{c.randint(0, 9999):04}"
            ways = {"mobile": number, "phone": f"{self.area}-0000{c.randint(1000, 9999)}" + c.choice(["", "", f" 转 {c.randint(8001, 8099)}"]),
                    "email": f"{c.choice(['lianxi', 'caigou', 'office', 'shengchan', 'info'])}{c.randint(1, 99)}@{self.row['slug']}.example.cn",
                    "wechat": f"wx_{self.row['slug'].replace('-', '')[:8]}{c.randint(10, 99)}"}
            chosen = ["mobile" if c.perhaps(0.8) else "phone", c.choice(["email", "email", "wechat"])]
            contact = {"name": name, "title": post, "department": department, "role": Word(role)}
            if not contacts:
                contact["primary"] = True
            contact.update({way: ways[way] for way in ways if way in chosen})
            if c.perhaps(0.15):
                contact["preferences"] = Prose(c.choice(["偏好面对面沟通", "上午十点以后再打", "只用微信，不看邮件", "周三下午最有空"]))
            if c.perhaps(0.05):
                contact["birthday"] = f"{c.randint(1, 12):02}-{c.randint(1, 28):02}"
            contacts.append(contact)
        self.contacts = contacts
        self.boss = next((self.called[k["name"]] for k in contacts if k["role"] == "decider"), c.choice(SURNAMES) + "总")

    # Deals

    def stages(self):
        c, status, grade = self.c, self.row["status"], self.row["grade"]
        if status == "won":
            stages = [c.choice(["won", "after-sales", "after-sales"])]
            if len(self.products) > 1 and c.perhaps(0.8):
                stages.append(c.choice(["first-contact", "needs-confirmed", "proposal", "negotiation", "negotiation", "won", "lost"]))
            if len(self.products) > 2:
                upkeep = self.products[2].contract == "maintenance" and stages[0] == "after-sales"
                stages.append("after-sales" if upkeep else c.choice(["first-contact", "needs-confirmed", "proposal"]))
            return stages
        if status == "interested":
            stages = [c.choice(["needs-confirmed", "proposal", "negotiation", "negotiation"])]
            if len(self.products) > 1 and c.perhaps(0.55):
                stages.append(c.choice(["first-contact", "needs-confirmed", "lost"]))
            return stages
        return {"lead": ["first-contact"], "dormant": [c.choice(["needs-confirmed", "proposal", "after-sales"])], "lost": ["lost"]}[status]

    def make_deal(self, index, product, stage):
        c = self.c
        dormant = self.row["status"] == "dormant"
        if stage in ("won", "after-sales", "lost"):
            longest = {"won": 60, "after-sales": 420, "lost": 260}[stage]
            shortest = {"won": 4, "after-sales": 110, "lost": 10}[stage]
            end = TODAY - c.randint(shortest, longest) * DAY
            if dormant:
                end = TODAY - c.randint(300, 420) * DAY
        else:
            end = TODAY - c.randint(2, {"A": 12, "B": 22, "C": 35}[self.row["grade"]]) * DAY
            if dormant:
                end = TODAY - c.randint(95, 200) * DAY
        end = workday(end)
        low, high = product.price
        amount = c.randint(low // 1000, int(low + (high - low) * {"A": 1, "B": 0.6, "C": 0.3}[self.row["grade"]]) // 1000) * 1000
        scene = c.choice(product.scenes)
        deal = {
            "id": c.identity("SJ", (end - 60 * DAY).year), "product": product, "stage": stage, "amount": amount, "scene": scene, "end": end,
            "name": c.choice([f"{scene}{product.short}项目", f"{product.short}（{scene}）", f"{scene}改造", f"{product.short}采购"]),
            "slug": c.choice([f"{product.key}-{c.choice(['1', '2026', 'xiangmu', 'yiqi'])}", f"{product.short.replace(' ', '')}-{scene}"]),
            "rival": c.choice(RIVALS), "reason": c.choice(list(LOST)), "index": index,
        }
        steps = [step for step in STEPS[stage] if not (index and step == "first-contact")] or ["care"]
        if stage == "won":
            after = 0
        else:
            after = sum(step in ("delivery", "payment") for step in steps)
        before = steps[: len(steps) - after]
        day = end
        for step in reversed(before):
            self.events.append((workday(day), step, deal))
            deal["opened"] = workday(day)
            day -= c.randint(6, 19) * DAY
        day = end
        for step in steps[len(steps) - after:]:
            day += c.randint(12, 40) * DAY
            if day < TODAY:
                self.events.append((workday(day), step, deal))
        self.deals.append(deal)
        return deal

    def words(self, deal, day):
        """What the braces of a sentence stand for on a day."""
        c, product = self.c, deal["product"]
        contact = c.choice(self.contacts[:2])
        k = c.randint(3, 6)
        # What was asked and answered about a deal stays the same during the whole of it.
        ahead = (day.month + c.randint(0, 2)) % 12 + 1
        return contact["name"], {
            "who": self.called[contact["name"]], "boss": self.boss, "p": product.name, "short": product.short, "scene": deal["scene"],
            "scene2": c.choice([s for s in product.scenes if s != deal["scene"]] or product.scenes), "worry": c.choice(product.worries),
            "spec": c.choice(product.specs), "result": c.choice(product.results), "rival": deal["rival"],
            "industry": INDUSTRY.get(self.row["industry"], "同行业"), "business": self.row["business"], "city": self.row["city"],
            "fair": c.choice(FAIRS), "via": c.choice(["电话回访", "打电话", "加了微信", "通了二十分钟电话"]), "n": c.randint(3, 14), "k": k,
            "k2": c.randint(2, k - 1), "qty": c.randrange(800, 12000, 100), "budget": wan(int(deal["amount"] * c.choice([0.8, 0.9, 1.0, 1.1]) / 10000) * 10000),
            "amount": wan(deal["amount"]), "amount2": wan(int(deal["amount"] * 1.18 / 1000) * 1000), "share": c.choice([60, 65, 70, 80]), "pages": c.randint(14, 42),
            "pct": c.choice([3, 5, 6, 8, 10]), "month": f"{ahead}月", "quarter": f"{'明年一' if day.month > 9 else '四' if day.month > 6 else '三'}季度",
            "score": c.choice([7, 8, 8, 9, 9, 10]), "fault": "", "cause": "",
        }

    # Telling

    def tell(self):
        c = self.c
        self.make_contacts()
        for index, stage in enumerate(self.stages()):
            self.make_deal(index, self.products[index % len(self.products)], stage)
        status, main = self.row["status"], self.deals[0]
        if status == "won":
            day = main["end"] + c.randint(45, 75) * DAY
            while day < TODAY and self.row["grade"] != "C":
                if day > TODAY - {"A": 260, "B": 150}[self.row["grade"]] * DAY:
                    self.events.append((workday(day), "satisfaction", main))
                day += c.randint(75, 110) * DAY
        if status == "dormant":
            self.events.append((workday(TODAY - c.randint(64, 90) * DAY), "activation", main))
        if self.row["grade"] == "A" and status in ("won", "interested") and c.perhaps(0.6):
            self.events.append((datetime.date(2026, 9, c.choice([23, 24])), "care", main))
        self.tickets = self.make_tickets() if status == "won" or main["stage"] == "after-sales" else []
        for ticket in self.tickets:
            if ticket["type"] == "complaint":
                self.events.append((workday(ticket["day"] + DAY, 1), "complaint", {**main, "ticket": ticket}))
        self.events = sorted((e for e in self.events if e[0] < TODAY), key=lambda e: (e[0], e[1]))
        first = min([event[0] for event in self.events] or [main["opened"]])
        self.year = first.year
        self.write_customer(first)
        for number, (day, step, deal) in enumerate(self.events):
            later = [event[0] for event in self.events[number + 1:] if event[0] > day]
            self.write_follow_up(day, step, deal, later[0] if later else None)
        for deal in self.deals:
            self.write_deal(deal)
        for ticket in self.tickets:
            self.write_ticket(ticket)
        if status == "won":
            self.write_surveys()
        self.write_tasks()

    def write_customer(self, first):
        c, row = self.c, self.row
        main = self.deals[0]
        name, words = self.words(main, first)
        products = [product.short for product in self.products]
        record = {
            "id": c.identity("KH", first.year), "no": Word(self.numbers("KH", first.year, 3)), "name": row["name"], "short_name": row["short"],
            "entity": Word("institution" if row["industry"] == "education" else "company"), "industry": Word(row["industry"]), "business": row["business"],
            "type": Word({"won": "existing", "lost": "existing", "lead": "prospect"}.get(row["status"], "new")), "status": Word(row["status"]),
            "status_reason": c.choice(STATUS_REASONS[row["status"]]), "grade": Word(row["grade"]), "owner": Word(self.owner),
            "contacts": self.contacts,
            "need_description": Prose(c.choice([
                f"{main['scene']}目前靠{'人工' if main['product'].contract == 'sale' else '表格和经验'}，希望用{main['product'].short}解决；最关心：{words['worry']}。",
                f"想上{main['product'].short}，先做{main['scene']}，预算约 {words['budget']} 万。",
                f"{row['business']}扩产，{main['scene']}跟不上，{words['month']}前要有方案。",
                f"主要诉求是{main['scene']}；提到{main['rival']}也在接触。"])),
            "key_needs": [main["scene"], *([self.deals[1]["scene"]] if len(self.deals) > 1 else [])],
            "need_tags": list(dict.fromkeys(tag for product in self.products for tag in product.tags)),
            "source": Word(c.choice(["exhibition", "referral", "website", "visit", "online-exhibition", "campaign", "inbound-call"])),
            "first_contact": Word(str(first)), "size": Word(row["size"]), "annual_spend": row["spend"], "currency": Word("CNY"),
            "country": Word("CN"), "region": self.region, "city": row["city"], "address": f"{c.choice(self.streets)} {c.randint(8, 388)} 号",
            "postcode": self.postcode,
        }
        if row["grade"] == "A":
            record["grade_reason"] = Prose(f"年采购额约 {wan(row['spend'])} 万，{'合作频次高' if row['status'] == 'won' else '行业前景好、需求匹配度高'}。")
            if row["status"] == "won":
                record["benefits"] = c.sample(["优先供货", "定制化服务", "季度上门回访", "专属客服"], 2)
                record["collaborators"] = [Word("zhou-yan")]
        if record["source"] in ("exhibition", "campaign", "online-exhibition"):
            record["source_detail"] = c.choice(FAIRS)
        if c.perhaps(0.35):
            record["website"] = f"https://www.{row['slug']}.example.cn"
        if c.perhaps(0.3):
            record["switchboard"] = f"{self.area}-0000{c.randint(1000, 9999)}"
        if c.perhaps(0.4):
            record["competitors"] = [main["rival"]]
        if c.perhaps(0.5):
            record["tags"] = c.sample([f"行业:{words['industry']}", f"规模:{row['size']}人", f"需求:{products[0]}", "跟进频率:周度", "参观样板", "标杆", "价格敏感", "技改补贴"], 2)
        if c.perhaps(0.45):
            record["remarks"] = Prose(c.say(REMARKS, words))
        if row["status"] == "lead" and c.perhaps(0.4):
            for field in ("grade", "address", "size"):
                record.pop(field)
            record["draft"] = True
        self.put(f"{self.place}/customer.yaml", "customer", record)

    def write_follow_up(self, day, step, deal, later):
        c = self.c
        name, words = self.words(deal, day)
        if step == "complaint":
            words.update(fault=deal["ticket"]["fault"][1], cause=deal["ticket"]["fault"][2])
        summaries, feedback, nexts = (fitting(deal["product"], sentences) for sentences in NOTES[step])
        method = c.choice(METHODS[step])
        author = "zhou-yan" if step == "satisfaction" and c.perhaps(0.5) else "wu-di" if method == "event" and c.perhaps(0.4) else self.owner
        record = {
            "id": c.identity("GJ", day.year), "at": c.moment(day), "method": Word(method), "by": Word(author),
            "contacts": [name], "purpose": Word(step), "summary": Prose(c.say(summaries, words)),
        }
        if step in ("needs", "demo", "quotation", "negotiation", "decision", "delivery", "payment"):
            record["deal"] = deal["id"]
        if step == "complaint":
            record["ticket"] = deal["ticket"]["id"]
        if step in ("needs", "demo", "negotiation") and c.perhaps(0.35):
            record["topic"] = c.choice([deal["scene"] + "方案交流", f"{deal['product'].short}技术交流", "预算与时间", "合同条款", deal["scene"]])
        if step in ("demo", "negotiation", "delivery") and c.perhaps(0.25):
            record["colleagues"] = [Word("zhou-yan" if step == "delivery" else c.choice(["chen-jing", "zhou-yan"]))]
        if c.perhaps(0.88):
            record["feedback"] = Prose(c.say(feedback, words))
        if step in ("needs", "demo", "decision") and c.perhaps(0.25):
            record["need_changes"] = Prose(c.choice(["增加{scene2}", "数量由 1 台改为 {k2} 台", "交期提前到{month}", "要求支持离线运行", "希望分两期付款"]).format(**words))
        if step in ("quotation", "negotiation", "complaint") and c.perhaps(0.3):
            promised = c.choice(["{month}前交货", "报价有效期 30 天", "免费培训两场", "质保两年", "样机免费试用一周"]).format(**words)
            record["commitments"] = [{"action": promised, "owner": Word(self.owner), "due": Word(str(workday(day + c.randint(5, 30) * DAY, 1)))}]
            if later and TODAY - day > 40 * DAY:
                record["commitments"][0]["done"] = Word(str(workday(day + 5 * DAY, 1)))
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
            f"| | 合计 | {amount} |\n\n- 主要指标：{'；'.join(product.specs[:3])}\n- 质保：两年\n- 付款：3-6-1\n- 有效期：30 天\n")
        self.put_file(f"{self.place}/{name}", text)
        self.proposals.setdefault(deal["id"], []).append(name)
        return name

    def write_deal(self, deal):
        c, stage = self.c, deal["stage"]
        name, words = self.words(deal, deal["end"])
        closed = stage in ("won", "after-sales", "lost")
        expected = workday(deal["end"] + c.randint(-12, 12) * DAY if closed else TODAY + c.choice([-9, -3, 4, 10, 18, 26, 38, 39, 60, 85]) * DAY, 1)
        record = {
            "id": deal["id"], "no": Word(self.numbers("SJ", deal["opened"].year, 3)), "name": deal["name"], "product": deal["product"].name,
            "stage": Word(stage), "probability": c.choice(PROBABILITY[stage]), "amount": deal["amount"], "currency": Word("CNY"),
            "owner": Word(self.owner), "contacts": [contact["name"] for contact in self.contacts[:2]], "opened_on": Word(str(deal["opened"])),
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
            record["remarks"] = Prose(c.choice(["{boss}拍板，{who}做技术评估。", "技改补贴要求{month}前验收。", "分两期，二期看一期效果。", "集团比价平台要同步录入。"]).format(**words))
        self.put(f"{self.place}/deals/{deal['slug']}.yaml", "deal", record)

    def write_need(self, deal, words):
        c, product, stage = self.c, deal["product"], deal["stage"]
        record = {
            "id": c.identity("XQ", deal["opened"].year), "title": deal["scene"],
            "type": Word({"sale": c.choice(["product", "customisation"]), "maintenance": "service", "service": "service"}.get(product.contract, "product")),
            "description": Prose(c.choice([
                f"需要{product.short}用于{deal['scene']}，{'现有 %d 个工位' % words['n'] if product.contract == 'sale' else '涉及 %d 个部门' % words['k2']}；看重“{words['spec']}”。关注点：{words['worry']}。",
                f"{deal['scene']}目前靠{'人工' if product.contract == 'sale' else '表格和微信群'}，希望{words['month']}前改善。客户反复问：{words['worry']}。",
                f"想先在一{'条线' if product.contract == 'sale' else '个部门'}试{product.short}，重点是{deal['scene']}，验收看“{words['spec']}”。"])),
            "priority": Word(c.choice(["high", "high", "medium", "low"])),
            "direction": Prose(c.choice([f"{product.short}供货与安装", "定制化设备研发与交付", "先试一条线再推广到全厂", "设备加年度维保打包"])),
            "owner": Word(self.owner), "conversion_months": c.choice([1, 2, 2, 3, 4, Decimal("1.5")]),
            "status": Word("met" if stage in ("won", "after-sales") else "dropped" if stage == "lost" else "converted"),
            "raised_on": Word(str(deal["opened"])), "raised_by": self.contacts[0]["name"], "deal": deal["id"],
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
        conditions = {3: ("合同生效后 7 日内", "到货验收合格", "质保期满一个月"), 2: ("合同生效后 7 日内", "验收合格")}[len(shares)]
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
            "id": c.identity("HT", signed.year), "no": Word(self.numbers("HT", signed.year, 3)),
            "title": f"{product.short}{ {'sale': '采购合同', 'licence': '软件许可合同', 'service': '技术服务合同', 'maintenance': '合同'}[product.contract] }",
            "type": Word(product.contract), "status": Word("signed"), "deal": deal["id"], "amount": amount, "currency": Word("CNY"),
            "signed_on": Word(str(signed)), "starts_on": Word(str(start)), "ends_on": Word(str(ends)),
            "renewal": Word("manual" if yearly else "none"), "owner": Word(self.owner), "signed_by": self.contacts[0]["name"],
            "payment_terms": terms, "payments": payments,
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

    # Service

    def make_tickets(self):
        c, tickets = self.c, []
        for _ in range(c.choice({"A": (1, 2, 2), "B": (1, 1, 2), "C": (0, 1)}[self.row["grade"]])):
            deal = c.choice([d for d in self.deals if d["stage"] in ("won", "after-sales")] or self.deals[:1])
            fault = c.choice(deal["product"].faults)
            if any(other["fault"] == fault for other in tickets):
                continue
            open_ = c.perhaps(0.4)
            day = TODAY - c.randint(1, 9) * DAY if open_ else c.between(max(deal["end"], TODAY - 220 * DAY), TODAY - 12 * DAY)
            tickets.append({"id": c.identity("GD", day.year), "fault": fault, "deal": deal, "day": workday(day), "open": open_,
                            "type": c.choice(["complaint", "service-request", "service-request", "enquiry"])})
        return tickets

    def write_ticket(self, ticket):
        c, day, deal = self.c, ticket["day"], ticket["deal"]
        title, happened, cause, solved = ticket["fault"]
        product = deal["product"]
        if ticket["type"] == "enquiry":
            question = c.choice(product.worries)
            title = f"咨询{product.short}：{question}"
            happened = c.choice([f"客户来电咨询，想知道{question}。", f"微信上问{question}，想要书面答复。", f"{self.called[self.contacts[0]['name']]}问：{question}？"])
            cause, solved = "", f"电话答复并发送资料，说明{c.choice(product.specs)}。"
        opened = c.moment(day)
        at = lambda days, clock: Word(f"{workday(day + days * DAY, 1)}T{clock}+08:00")
        log = [{"at": Word(opened[:14] + "58:00+08:00"), "by": Word("zhou-yan"), "text": Prose(c.choice(["已受理，电话确认现象", "收到，转技术值班", "登记并通知客户经理"]))}]
        status = c.choice(["new", "in-progress", "in-progress", "waiting"]) if ticket["open"] else "closed"
        if status != "new" and workday(day + DAY, 1) < TODAY:
            log.append({"at": at(1, "10:30:00"), "by": Word("zhou-yan"), "text": Prose(c.choice(["远程查看日志，初步判断：" + (cause or "资料缺失"), "安排工程师上门", "现场复现成功"]))})
        record = {
            "id": ticket["id"], "no": Word(self.numbers("GD", day.year, 4)), "title": title, "type": Word(ticket["type"]), "product": product.name,
            "priority": Word("urgent" if "停" in happened else c.choice(["high", "medium", "medium", "low"])), "status": Word(status),
            "description": Prose(happened), "channel": Word(c.choice(["phone", "message", "email"])), "contact": self.contacts[0]["name"],
            "opened_at": opened, "opened_by": Word("zhou-yan"), "owner": Word("zhou-yan"), "due": at(2, "18:00:00"), "log": log,
        }
        if status == "closed":
            log.append({"at": at(3, "15:20:00"), "by": Word("zhou-yan"), "text": Prose("客户确认问题解决，关闭")})
            record.update(cause=Prose(cause), resolution=Prose(solved), closed_at=at(3, "15:30:00"))
            if c.perhaps(0.7):
                record["satisfaction"] = c.choice([3, 4, 4, 5, 5])
            if ticket["type"] == "complaint":
                record["improvement"] = Prose(c.choice(["加入季度巡检清单", "备件库常备两套", "升级包增加自检", "培训增加此项内容"]))
        if deal["stage"] in ("won", "after-sales"):
            record["deal"] = deal["id"]
        slug = c.choice(["guzhang", "baoxiu", "zixun", "fuwu"]) if c.perhaps(0.5) else title.split("：")[0].replace(" ", "")
        self.put(f"{self.place}/tickets/{opened[:10]}-{slug}.yaml", "ticket", record)

    def write_surveys(self):
        c, first = self.c, self.deals[0]["end"] + 20 * DAY
        if first > TODAY - 6 * DAY:
            return
        for _ in range(1 if self.row["grade"] != "A" else c.choice([1, 2])):
            day = workday(c.between(max(first, TODAY - 170 * DAY), TODAY - 4 * DAY))
            nps = c.choice([5, 6, 7, 8, 8, 9, 9, 10])
            record = {
                "id": c.identity("DC", day.year), "date": Word(str(day)), "method": Word(c.choice(["phone", "visit"])), "by": Word(c.choice(["zhou-yan", self.owner])),
                "contact": c.choice(self.contacts)["name"], "occasion": Word(c.choice(["quarterly", "after-delivery", "quarterly"])), "nps": nps,
                "satisfaction": min(5, max(2, round(nps / 2))), "service_score": c.choice([3, 4, 4, 5]), "would_buy_again": nps > 6,
                "comment": Prose(c.choice(["设备稳定，就是备件到货要五天，希望本地有库存。", "工程师很负责，报表不够灵活。", "响应比去年快了，继续保持。", "价格偏高，但省心。",
                                          "培训做得好，新人三天能上手。", "软件升级后偶尔卡顿，已反馈。", "希望能有手机端看板。", "合作两年，总体放心。"])),
            }
            if nps < 7:
                record["suggestions"] = Prose(c.choice(["缩短备件周期", "增加驻场支持", "投诉要有专人回复"]))
            self.put(f"{self.place}/surveys/{day}-{c.suffix()}.yaml", "survey", record)

    def write_tasks(self):
        c = self.c
        if not c.perhaps(0.3):
            return
        deal = c.choice(self.deals)
        title, helper = c.choice([
            ("准备{short}投标文件", None), ("协同财务制定付款方案", "he-jun"), ("给{boss}做一次专题汇报", None), ("整理{scene}验收资料", "zhou-yan"),
            ("拍摄{short}现场案例视频", "wu-di"), ("核对开票信息和税号", "he-jun"), ("邀请参加年底客户答谢会", "wu-di"), ("确认{month}停产检修窗口", "zhou-yan")])
        _, words = self.words(deal, TODAY)
        due = workday(TODAY + c.choice([-8, -3, 1, 2, 4, 9, 15, 23]) * DAY, 1)
        record = {
            "id": c.identity("RW", 2026), "title": title.format(**words), "owner": Word(self.owner), "collaborators": [Word(helper)] if helper else [],
            "priority": Word(c.choice(["high", "medium", "medium", "low"])), "due": Word(str(due)), "about": deal["id"],
        }
        if due < TODAY and c.perhaps(0.5):
            record["done"] = Word(str(due - DAY))
        self.put(f"{self.place}/tasks/{due}-{c.suffix()}.yaml", "task", record)
