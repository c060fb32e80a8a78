"""Tells one customer's story: people, deals, conversations, contracts, tickets and the rest, so that they fit together."""

import datetime

from aftercare import Aftercare
from calendar2026 import TODAY, workday
from conversations import Conversations, wan
from handwriting import Prose, Word
from paperwork import LOST, Paperwork
from people import GIVEN, POSTS, SURNAMES
from places import CITIES
from products import BY_KEY, RIVALS
from sentences import FAIRS, REMARKS, STATUS_REASONS

DAY = datetime.timedelta(1)
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


class Story(Conversations, Paperwork, Aftercare):
    """The records of one customer. `put(place, kind, record)` receives each of them."""

    def __init__(self, row, chance, numbers, put, put_file):
        self.row, self.c, self.numbers, self.put, self.put_file = row, chance, numbers, put, put_file
        folder, self.region, self.owner, self.streets, self.area, self.postcode = CITIES[row["city"]]
        self.place = f"{folder}/{row['slug']}"
        # Host names and addresses are ASCII, whatever the folder is called.
        self.latin = row.get("latin", row["slug"])
        self.products = [BY_KEY[key] for key in row["products"]]
        self.events = []
        self.deals = []
        self.proposals = {}

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
            number = (
                f"1{c.choice('35789')}{c.randint(0, 9)}****{c.randint(0, 9999):04}"
                if c.perhaps(0.5)
                else f"1380000{c.randint(0, 9999):04}"
            )
            ways = {
                "mobile": number,
                "phone": f"{self.area}-0000{c.randint(1000, 9999)}"
                + c.choice(["", "", f" 转 {c.randint(8001, 8099)}"]),
                "email": f"{c.choice(['lianxi', 'caigou', 'office', 'shengchan', 'info'])}{c.randint(1, 99)}@{self.latin}.example.cn",
                "wechat": f"wx_{self.latin.replace('-', '')[:8]}{c.randint(10, 99)}",
            }
            chosen = ["mobile" if c.perhaps(0.8) else "phone", c.choice(["email", "email", "wechat"])]
            contact = {"name": name, "title": post, "department": department, "role": Word(role)}
            if not contacts:
                contact["primary"] = True
            contact.update({way: ways[way] for way in ways if way in chosen})
            if c.perhaps(0.15):
                contact["preferences"] = Prose(
                    c.choice(["偏好面对面沟通", "上午十点以后再打", "只用微信，不看邮件", "周三下午最有空"])
                )
            if c.perhaps(0.05):
                contact["birthday"] = f"{c.randint(1, 12):02}-{c.randint(1, 28):02}"
            contacts.append(contact)
        self.contacts = contacts
        self.boss = next(
            (self.called[k["name"]] for k in contacts if k["role"] == "decider"), c.choice(SURNAMES) + "总"
        )

    def stages(self):
        c, status = self.c, self.row["status"]
        if status == "won":
            stages = [c.choice(["won", "after-sales", "after-sales"])]
            if len(self.products) > 1 and c.perhaps(0.8):
                stages.append(
                    c.choice(
                        ["first-contact", "needs-confirmed", "proposal", "negotiation", "negotiation", "won", "lost"]
                    )
                )
            if len(self.products) > 2:
                upkeep = self.products[2].contract == "maintenance" and stages[0] == "after-sales"
                stages.append("after-sales" if upkeep else c.choice(["first-contact", "needs-confirmed", "proposal"]))
            return stages
        if status == "interested":
            stages = [c.choice(["needs-confirmed", "proposal", "negotiation", "negotiation"])]
            if len(self.products) > 1 and c.perhaps(0.55):
                stages.append(c.choice(["first-contact", "needs-confirmed", "lost"]))
            return stages
        return {
            "lead": ["first-contact"],
            "dormant": [c.choice(["needs-confirmed", "proposal", "after-sales"])],
            "lost": ["lost"],
        }[status]

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
        amount = (
            c.randint(low // 1000, int(low + (high - low) * {"A": 1, "B": 0.6, "C": 0.3}[self.row["grade"]]) // 1000)
            * 1000
        )
        scene = c.choice(product.scenes)
        deal = {
            "id": c.identity("SJ", (end - 60 * DAY).year),
            "product": product,
            "stage": stage,
            "amount": amount,
            "scene": scene,
            "end": end,
            "name": c.choice(
                [f"{scene}{product.short}项目", f"{product.short}（{scene}）", f"{scene}改造", f"{product.short}采购"]
            ),
            "slug": c.choice(
                [
                    f"{product.key}-{c.choice(['1', '2026', 'xiangmu', 'yiqi'])}",
                    f"{product.short.replace(' ', '')}-{scene}",
                ]
            ),
            "rival": c.choice(RIVALS),
            "reason": c.choice(list(LOST)),
            "index": index,
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
        for step in steps[len(steps) - after :]:
            day += c.randint(12, 40) * DAY
            if day < TODAY:
                self.events.append((workday(day), step, deal))
        self.deals.append(deal)
        return deal

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
            later = [event[0] for event in self.events[number + 1 :] if event[0] > day]
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
            "id": c.identity("KH", first.year),
            "no": Word(self.numbers("KH", first.year, 3)),
            "name": row["name"],
            "short_name": row["short"],
            "entity": Word("institution" if row["industry"] == "education" else "company"),
            "industry": Word(row["industry"]),
            "business": row["business"],
            "type": Word({"won": "existing", "lost": "existing", "lead": "prospect"}.get(row["status"], "new")),
            "status": Word(row["status"]),
            "status_reason": c.choice(STATUS_REASONS[row["status"]]),
            "grade": Word(row["grade"]),
            "owner": Word(self.owner),
            "contacts": self.contacts,
            "need_description": Prose(
                c.choice(
                    [
                        f"{main['scene']}目前靠{'人工' if main['product'].contract == 'sale' else '表格和经验'}，希望用{main['product'].short}解决；最关心：{words['worry']}。",
                        f"想上{main['product'].short}，先做{main['scene']}，预算约 {words['budget']} 万。",
                        f"{row['business']}扩产，{main['scene']}跟不上，{words['month']}前要有方案。",
                        f"主要诉求是{main['scene']}；提到{main['rival']}也在接触。",
                    ]
                )
            ),
            "key_needs": [main["scene"], *([self.deals[1]["scene"]] if len(self.deals) > 1 else [])],
            "need_tags": list(dict.fromkeys(tag for product in self.products for tag in product.tags)),
            "source": Word(
                c.choice(
                    ["exhibition", "referral", "website", "visit", "online-exhibition", "campaign", "inbound-call"]
                )
            ),
            "first_contact": Word(str(first)),
            "size": Word(row["size"]),
            "annual_spend": row["spend"],
            "currency": Word("CNY"),
            "country": Word("CN"),
            "region": self.region,
            "city": row["city"],
            "address": f"{c.choice(self.streets)} {c.randint(8, 388)} 号",
            "postcode": self.postcode,
        }
        if row["grade"] == "A":
            record["grade_reason"] = Prose(
                f"年采购额约 {wan(row['spend'])} 万，{'合作频次高' if row['status'] == 'won' else '行业前景好、需求匹配度高'}。"
            )
            if row["status"] == "won":
                record["benefits"] = c.sample(["优先供货", "定制化服务", "季度上门回访", "专属客服"], 2)
                record["collaborators"] = [Word("zhou-yan")]
        if record["source"] in ("exhibition", "campaign", "online-exhibition"):
            record["source_detail"] = c.choice(FAIRS)
        if c.perhaps(0.35):
            record["website"] = f"https://www.{self.latin}.example.cn"
        if c.perhaps(0.3):
            record["switchboard"] = f"{self.area}-0000{c.randint(1000, 9999)}"
        if c.perhaps(0.4):
            record["competitors"] = [main["rival"]]
        if c.perhaps(0.5):
            record["tags"] = c.sample(
                [
                    f"行业:{words['industry']}",
                    f"规模:{row['size']}人",
                    f"需求:{products[0]}",
                    "跟进频率:周度",
                    "参观样板",
                    "标杆",
                    "价格敏感",
                    "技改补贴",
                ],
                2,
            )
        if c.perhaps(0.45):
            record["remarks"] = Prose(c.say(REMARKS, words))
        if row["status"] == "lead" and c.perhaps(0.4):
            for field in ("grade", "address", "size"):
                record.pop(field)
            record["draft"] = True
        self.put(f"{self.place}/customer.yaml", "customer", record)
