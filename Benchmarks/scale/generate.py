#!/usr/bin/env python3
"""Makes a CRM repository of many records with a history, for benchmarks: the same bytes for the same seed.

    Benchmarks/scale/generate.py FOLDER [--records 100000] [--seed 1] [--commits 0] [--no-git]

Of 100 records 15 are customers, 58 follow-ups, 20 deals, 4 tasks and 3 contracts; names, notes and places are Chinese (a few
Latin), words follow Zipf's law, customers are spread over 256 folders. The history is written with `git fast-import`: one commit
for about 50 records, by date, by the member who made them; a tenth of the commits change older records. With --no-git only
files are written."""
import argparse, os, random, subprocess, sys
from datetime import date, timedelta

parser = argparse.ArgumentParser()
parser.add_argument("folder")
parser.add_argument("--records", type=int, default=100_000)
parser.add_argument("--seed", type=int, default=1)
parser.add_argument("--commits", type=int, default=0, help="0: one for 50 records")
parser.add_argument("--no-git", action="store_true")
options = parser.parse_args()
chance = random.Random(options.seed)
package = os.path.realpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "../.."))
today = date(2026, 11, 20)

CITIES = [("上海", "SH"), ("北京", "BJ"), ("深圳", "SZ"), ("广州", "GZ"), ("杭州", "HZ"), ("苏州", "SU"), ("成都", "CD"), ("重庆", "CQ"),
          ("武汉", "WH"), ("西安", "XA"), ("南京", "NJ"), ("合肥", "HF"), ("青岛", "QD"), ("长沙", "CS"), ("宁波", "NB"), ("沈阳", "SY")]
NAMES = "远景恒泰华盛智海天润德瑞丰嘉禾宏图信达佳美新锐光明金桥中诚永康盛世鼎新凯越博雅兴业龙腾云峰正阳启航安邦东方星辰百川千里"
TRADES = [("智能科技", "technology"), ("精密制造", "manufacturing"), ("食品", "food"), ("物流", "logistics"), ("医疗器械", "healthcare"),
          ("新能源", "energy"), ("信息服务", "it-services"), ("电子", "electronics"), ("化工", "chemicals"), ("教育咨询", "education"),
          ("汽车零部件", "automotive"), ("建筑工程", "construction"), ("商贸", "retail")]
SURNAMES = "王李张刘陈杨黄赵周吴徐孙马朱胡郭何林罗高梁郑谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任姚卢傅钟姜崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎薛尹段雷黎史龙贺陶顾毛郝龚邵万钱严覃武莫"
GIVEN = "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂华建国文辉玉梅红斌健宇浩然子轩思远雨欣"
CHARACTERS = ("的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自"
              "二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军")
METHODS = ["phone", "visit", "email", "online-meeting", "message", "greeting"]
SENTENCES = ["和{p}谈了{w}的进度，对方希望{w}之前给出方案。", "客户反馈{w}不稳定，已安排{p}跟进处理。", "确认付款节点：{w}验收后三十天内付款。",
             "演示了{w}模块，{p}关心{w}的成本。", "对方内部还在评估{w}，约好下周再联系。", "报价已发，{p}要求把{w}单独列出来。", "Demo of {l} went well; {p} asked for {l} next."]
LATIN = ["MES", "ERP", "API", "gateway", "pilot", "rollout", "SaaS", "audit", "PLC", "dashboard"]
CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

words = ["".join(chance.choice(CHARACTERS) for _ in range(2)) for _ in range(8000)]
weights = [1 / (rank + 3) for rank in range(len(words))]
pool = chance.choices(words, weights, k=200_000)


def word(): return pool[int(chance.random() * len(pool))]
def person(): return chance.choice(SURNAMES) + "".join(chance.choice(GIVEN) for _ in range(chance.choice([1, 2, 2])))
used = set()


def new_id(prefix, year):
    while True:
        text = f"{prefix}{year}-" + "".join(chance.choice(CROCKFORD) for _ in range(6))
        if text not in used:
            used.add(text)
            return text


def sentence(who):
    text = chance.choice(SENTENCES)
    while "{" in text:
        text = text.replace("{w}", word(), 1).replace("{l}", chance.choice(LATIN), 1).replace("{p}", who, 1)
    return text


members = []
for number in range(20):
    members.append(f"m{number:02d}")


def member(number):
    role = "manager" if number % 5 == 0 else "sales"
    return (f"id: m{number:02d}\nname: {person()}\ndepartment: 销售部\nteam: {['华东组', '华南组', '华北组', '西部组'][number % 4]}\n"
            f"role: {role}\nemails: [m{number:02d}@example.cn]\nactive: true\n")


def customer(number):
    day = date(2023, 1, 1) + timedelta(int(chance.random() * 1400))
    city, code = chance.choice(CITIES)
    trade, industry = chance.choice(TRADES)
    name = city + "".join(chance.choice(NAMES) for _ in range(2)) + trade + chance.choice(["有限公司", "股份有限公司", "集团有限公司"])
    folder = f"customers/{number % 256:02x}/{code.lower()}-{number:06d}"
    owner = chance.choice(members)
    contacts = [person() for _ in range(chance.choice([1, 2, 2, 3]))]
    status = chance.choices(["lead", "interested", "won", "dormant", "lost"], [30, 30, 25, 10, 5])[0]
    grade = chance.choices("ABC", [15, 35, 50])[0]
    record = new_id("KH", day.year)
    lines = []
    if chance.random() < 0.2: lines.append(f"# {word()}{word()}，{word()}")
    lines += [f"id: {record}", f"no: KH{day.year}{number:06d}", f"name: {name}", f"short_name: {name[2:6]}", "entity: company",
              f"industry: {industry}", f"type: {'existing' if status == 'won' else 'prospect'}", f"status: {status}", f"status_reason: {word()}{word()}",
              f"grade: {grade}" + ("   # 去年评的" if chance.random() < 0.1 else ""), f"owner: {owner}", "contacts:"]
    for place, who in enumerate(contacts):
        lines += [f"  - name: {who}", f"    title: {chance.choice(['采购经理', '总经理', 'IT 经理', '车间主任'])}",
                  f"    mobile: '1{chance.choice('3578')}{int(chance.random() * 1e9):09d}'", f"    email: c{number}-{place}@{code.lower()}{number}.example.cn"]
    lines += [f"need_description: {sentence(contacts[0])}", f"tags: [{word()}, {word()}]", "source: referral", f"first_contact: {day}",
              f"annual_spend: {int(chance.lognormvariate(12, 1))}", "currency: CNY", f"city: {city}"]
    if chance.random() < 0.15: lines += ["remarks: |"] + ["  " + sentence(chance.choice(contacts)) for _ in range(2)]
    return dict(day=day, folder=folder, owner=owner, contacts=contacts, status=status, id=record, path=folder + "/customer.yaml",
                text="\n".join(lines) + "\n")


def later(start): return start + timedelta(int(chance.random() * max(1, (today - start).days)))


def follow_up(of, is_last):
    day = later(of["day"])
    by = of["owner"]
    who = chance.choice(of["contacts"])
    method = chance.choice(METHODS)
    token = "".join(chance.choice("0123456789abcdefghjkmnpqrstvwxyz") for _ in range(4))
    due = day + timedelta(chance.choice([3, 7, 14, 30]))
    lines = [f"id: {new_id('GJ', day.year)}", f"at: {day}T{chance.randrange(8, 19):02d}:{chance.randrange(60):02d}:00+08:00", f"method: {method}", f"by: {by}",
             f"contacts: [{who}]", f"summary: {sentence(who)}"]
    if chance.random() < 0.5: lines.append(f"feedback: '{sentence(who)}'")
    if chance.random() < 0.7:
        lines += ["next:", f"  action: {word()}{word()}", f"  owner: {by}", f"  due: {due}"]
        if due < today - timedelta(20) or chance.random() < 0.4: lines.append(f"  done: {due}")
    return dict(day=day, owner=by, path=f"{of['folder']}/follow-ups/{day}-{method}-{token}.yaml", text="\n".join(lines) + "\n")


def deal(of, number):
    day = later(of["day"])
    age = (today - day).days
    stage = chance.choice(["first-contact", "needs-confirmed", "proposal", "negotiation"]) if age < 90 else chance.choices(["won", "lost", "proposal"], [5, 4, 1])[0]
    name = f"{word()}{chance.choice(['项目', '采购', '改造', '续签'])}"
    lines = [f"id: {new_id('SJ', day.year)}", f"no: SJ{day.year}{number:06d}", f"name: {name}", f"product: {chance.choice(LATIN)} {word()}", f"stage: {stage}",
             f"amount: {int(chance.lognormvariate(12, 1))}", "currency: CNY", f"owner: {of['owner']}", f"contacts: [{of['contacts'][0]}]", f"opened_on: {day}",
             f"expected_close: {day + timedelta(90)}"]
    if stage in ("won", "lost"): lines.append(f"closed_on: {min(today, day + timedelta(80))}")
    if stage == "lost": lines.append("lost_reason: price")
    else: lines.append(f"probability: {100 if stage == 'won' else chance.choice([10, 25, 45, 70])}")
    return dict(day=day, owner=of["owner"], path=f"{of['folder']}/deals/{number:06d}.yaml", text="\n".join(lines) + "\n")


def task(of, number):
    day = later(of["day"])
    due = day + timedelta(20)
    lines = [f"id: {new_id('RW', day.year)}", f"title: {word()}{word()}{word()}", f"owner: {of['owner']}", f"due: {due}"]
    if due < today: lines.append(f"done: {due}")
    return dict(day=day, owner=of["owner"], path=f"{of['folder']}/tasks/{number:06d}.yaml", text="\n".join(lines) + "\n")


def contract(of, number):
    day = later(of["day"])
    lines = [f"id: {new_id('HT', day.year)}", f"no: HT{day.year}{number:06d}", f"title: {word()}合同", f"amount: {int(chance.lognormvariate(12, 1))}", "currency: CNY",
             f"signed_on: {day}", f"starts_on: {day}", f"ends_on: {day + timedelta(365)}", f"owner: {of['owner']}"]
    return dict(day=day, owner=of["owner"], path=f"{of['folder']}/contracts/{number:06d}.yaml", text="\n".join(lines) + "\n")


def records(count):
    customers = []
    for number in range(count * 15 // 100):
        customers.append(customer(number))
        yield customers[-1]
    for number in range(count * 58 // 100): yield follow_up(customers[int(chance.random() ** 1.5 * len(customers))], False)
    for number in range(count * 20 // 100): yield deal(chance.choice(customers), number)
    for number in range(count * 4 // 100): yield task(chance.choice(customers), number)
    for number in range(count - count * 97 // 100): yield contract(chance.choice(customers), number)


SETTINGS = """name: 测试公司
language: zh
time_zone: Asia/Shanghai
currency: CNY
profile: basic
commit: auto
cadences: {A: 7, B: 14, C: 30}
"""


def ground():
    yield "crm.yaml", SETTINGS
    for name in sorted(os.listdir(os.path.join(package, "schemas"))):
        with open(os.path.join(package, "schemas", name)) as file: yield "schemas/" + name, file.read()
    for number in range(20): yield f"team/m{number:02d}.yaml", member(number)


def write_files():
    made = set()
    for path, text in list(ground()) + [(r["path"], r["text"]) for r in records(options.records)]:
        folder = os.path.join(options.folder, os.path.dirname(path))
        if folder not in made:
            os.makedirs(folder, exist_ok=True)
            made.add(folder)
        with open(os.path.join(options.folder, path), "w", newline="\n") as file: file.write(text)


def seconds(day, hour): return int((day - date(1970, 1, 1)).total_seconds()) + hour * 3600


def write_history():
    os.makedirs(options.folder, exist_ok=True)
    git = ["git", "-C", options.folder, "-c", "core.autocrlf=false"]
    subprocess.run(["git", "init", "-q", "-b", "main", options.folder], check=True)
    stream = subprocess.Popen(git + ["fast-import", "--quiet"], stdin=subprocess.PIPE)
    out = stream.stdin

    def commit(day, who, message, files):
        when = f"m <{who}@example.cn> {seconds(day, 9)} +0800".replace("m <", f"{who} <", 1)
        text = message.encode()
        out.write(f"commit refs/heads/main\nauthor {when}\ncommitter {when}\ndata {len(text)}\n".encode() + text + b"\n")
        for path, content in files:
            data = content.encode()
            out.write(f"M 100644 inline {path}\ndata {len(data)}\n".encode() + data + b"\n")

    commit(date(2023, 1, 1), "m00", "start\n", list(ground()))
    everything = sorted(records(options.records), key=lambda r: r["day"])
    count = options.commits or max(1, options.records // 50)
    size = max(1, len(everything) // count)
    for number, start in enumerate(range(0, len(everything), size)):
        part = everything[start:start + size]
        commit(part[-1]["day"], part[0]["owner"], f"save {len(part)} records\n\nCRM-Operation: save\n", [(r["path"], r["text"]) for r in part])
        if number % 10 == 9:
            old = chance.sample(everything[:start + size], 5)
            for record in old:
                if "/customer.yaml" in record["path"]: record["text"] = record["text"].replace("grade: C", "grade: B")
                else: record["text"] += f"remarks: {word()}{word()}\n" if "remarks:" not in record["text"] else ""
            commit(part[-1]["day"], "m00", "look through\n", [(r["path"], r["text"]) for r in old])
    out.write(b"done\n")
    out.close()
    if stream.wait() != 0: sys.exit("git fast-import failed")
    subprocess.run(git + ["reset", "-q", "--hard", "main"], check=True)


write_files() if options.no_git else write_history()
