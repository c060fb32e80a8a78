"""What came afterwards: tickets, surveys and tasks."""

import datetime

from calendar2026 import TODAY, workday
from handwriting import Prose, Word

DAY = datetime.timedelta(1)


class Aftercare:
    """The part of a story that tells tickets, surveys and tasks."""

    def make_tickets(self):
        c, tickets = self.c, []
        for _ in range(c.choice({"A": (1, 2, 2), "B": (1, 1, 2), "C": (0, 1)}[self.row["grade"]])):
            deal = c.choice([d for d in self.deals if d["stage"] in ("won", "after-sales")] or self.deals[:1])
            fault = c.choice(deal["product"].faults)
            if any(other["fault"] == fault for other in tickets):
                continue
            open_ = c.perhaps(0.4)
            day = (
                TODAY - c.randint(1, 9) * DAY
                if open_
                else c.between(max(deal["end"], TODAY - 220 * DAY), TODAY - 12 * DAY)
            )
            tickets.append(
                {
                    "id": c.identity("GD", day.year),
                    "fault": fault,
                    "deal": deal,
                    "day": workday(day),
                    "open": open_,
                    "type": c.choice(["complaint", "service-request", "service-request", "enquiry"]),
                }
            )
        return tickets

    def write_ticket(self, ticket):
        c, day, deal = self.c, ticket["day"], ticket["deal"]
        title, happened, cause, solved = ticket["fault"]
        product = deal["product"]
        if ticket["type"] == "enquiry":
            question = c.choice(product.worries)
            title = f"咨询{product.short}：{question}"
            happened = c.choice(
                [
                    f"客户来电咨询，想知道{question}。",
                    f"微信上问{question}，想要书面答复。",
                    f"{self.called[self.contacts[0]['name']]}问：{question}？",
                ]
            )
            cause, solved = "", f"电话答复并发送资料，说明{c.choice(product.specs)}。"
        opened = c.moment(day)
        at = lambda days, clock: Word(f"{workday(day + days * DAY, 1)}T{clock}+08:00")
        log = [
            {
                "at": Word(opened[:14] + "58:00+08:00"),
                "by": Word("zhou-yan"),
                "text": Prose(c.choice(["已受理，电话确认现象", "收到，转技术值班", "登记并通知客户经理"])),
            }
        ]
        status = c.choice(["new", "in-progress", "in-progress", "waiting"]) if ticket["open"] else "closed"
        if status != "new" and workday(day + DAY, 1) < TODAY:
            log.append(
                {
                    "at": at(1, "10:30:00"),
                    "by": Word("zhou-yan"),
                    "text": Prose(
                        c.choice(["远程查看日志，初步判断：" + (cause or "资料缺失"), "安排工程师上门", "现场复现成功"])
                    ),
                }
            )
        record = {
            "id": ticket["id"],
            "no": Word(self.numbers("GD", day.year, 4)),
            "title": title,
            "type": Word(ticket["type"]),
            "product": product.name,
            "priority": Word("urgent" if "停" in happened else c.choice(["high", "medium", "medium", "low"])),
            "status": Word(status),
            "description": Prose(happened),
            "channel": Word(c.choice(["phone", "message", "email"])),
            "contact": self.contacts[0]["name"],
            "opened_at": opened,
            "opened_by": Word("zhou-yan"),
            "owner": Word("zhou-yan"),
            "due": at(2, "18:00:00"),
            "log": log,
        }
        if status == "closed":
            log.append({"at": at(3, "15:20:00"), "by": Word("zhou-yan"), "text": Prose("客户确认问题解决，关闭")})
            record.update(cause=Prose(cause), resolution=Prose(solved), closed_at=at(3, "15:30:00"))
            if c.perhaps(0.7):
                record["satisfaction"] = c.choice([3, 4, 4, 5, 5])
            if ticket["type"] == "complaint":
                record["improvement"] = Prose(
                    c.choice(["加入季度巡检清单", "备件库常备两套", "升级包增加自检", "培训增加此项内容"])
                )
        if deal["stage"] in ("won", "after-sales"):
            record["deal"] = deal["id"]
        slug = (
            c.choice(["guzhang", "baoxiu", "zixun", "fuwu"])
            if c.perhaps(0.5)
            else title.split("：")[0].replace(" ", "")
        )
        self.put(f"{self.place}/tickets/{opened[:10]}-{slug}.yaml", "ticket", record)

    def write_surveys(self):
        c, first = self.c, self.deals[0]["end"] + 20 * DAY
        if first > TODAY - 6 * DAY:
            return
        for _ in range(1 if self.row["grade"] != "A" else c.choice([1, 2])):
            day = workday(c.between(max(first, TODAY - 170 * DAY), TODAY - 4 * DAY))
            nps = c.choice([5, 6, 7, 8, 8, 9, 9, 10])
            record = {
                "id": c.identity("DC", day.year),
                "date": Word(str(day)),
                "method": Word(c.choice(["phone", "visit"])),
                "by": Word(c.choice(["zhou-yan", self.owner])),
                "contact": c.choice(self.contacts)["name"],
                "occasion": Word(c.choice(["quarterly", "after-delivery", "quarterly"])),
                "nps": nps,
                "satisfaction": min(5, max(2, round(nps / 2))),
                "service_score": c.choice([3, 4, 4, 5]),
                "would_buy_again": nps > 6,
                "comment": Prose(
                    c.choice(
                        [
                            "设备稳定，就是备件到货要五天，希望本地有库存。",
                            "工程师很负责，报表不够灵活。",
                            "响应比去年快了，继续保持。",
                            "价格偏高，但省心。",
                            "培训做得好，新人三天能上手。",
                            "软件升级后偶尔卡顿，已反馈。",
                            "希望能有手机端看板。",
                            "合作两年，总体放心。",
                        ]
                    )
                ),
            }
            if nps < 7:
                record["suggestions"] = Prose(c.choice(["缩短备件周期", "增加驻场支持", "投诉要有专人回复"]))
            self.put(f"{self.place}/surveys/{day}-{c.suffix()}.yaml", "survey", record)

    def write_tasks(self):
        c = self.c
        if not c.perhaps(0.3):
            return
        deal = c.choice(self.deals)
        title, helper = c.choice(
            [
                ("准备{short}投标文件", None),
                ("协同财务制定付款方案", "he-jun"),
                ("给{boss}做一次专题汇报", None),
                ("整理{scene}验收资料", "zhou-yan"),
                ("拍摄{short}现场案例视频", "wu-di"),
                ("核对开票信息和税号", "he-jun"),
                ("邀请参加年底客户答谢会", "wu-di"),
                ("确认{month}停产检修窗口", "zhou-yan"),
            ]
        )
        _, words = self.words(deal, TODAY)
        due = workday(TODAY + c.choice([-8, -3, 1, 2, 4, 9, 15, 23]) * DAY, 1)
        record = {
            "id": c.identity("RW", 2026),
            "title": title.format(**words),
            "owner": Word(self.owner),
            "collaborators": [Word(helper)] if helper else [],
            "priority": Word(c.choice(["high", "medium", "medium", "low"])),
            "due": Word(str(due)),
            "about": deal["id"],
        }
        if due < TODAY and c.perhaps(0.5):
            record["done"] = Word(str(due - DAY))
        self.put(f"{self.place}/tasks/{due}-{c.suffix()}.yaml", "task", record)
