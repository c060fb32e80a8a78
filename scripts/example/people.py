"""The invented company's own people, and names to make customers' people from. None of them exists."""

COMPANY = "砺行智联科技有限公司"

# handle, name, department, team, title, role, manager, employee number
MEMBERS = [
    ("chen-jing", "陈静", "销售部", "总部", "销售总监", "manager", None, "LX0007"),
    ("li-na", "李娜", "销售部", "华东组", "大客户经理", "sales", "chen-jing", "LX0023"),
    ("wang-lei", "王磊", "销售部", "华东组", "区域销售经理", "sales", "chen-jing", "LX0031"),
    ("zhao-yan", "赵岩", "销售部", "华南组", "区域销售经理", "sales", "chen-jing", "LX0044"),
    ("sun-tao", "孙涛", "销售部", "华北组", "区域销售经理", "sales", "chen-jing", "LX0052"),
    ("zhou-yan", "周妍", "客服部", "客服组", "客服主管", "service", "chen-jing", "LX0060"),
    ("wu-di", "吴迪", "市场部", "市场组", "市场经理", "marketing", "chen-jing", "LX0068"),
    ("he-jun", "何俊", "综合管理部", "总部", "系统管理员(兼财务对接)", "admin", None, "LX0003"),
]
NAMES = {handle: name for handle, name, *_ in MEMBERS}

SURNAMES = "王李张刘陈杨黄吴徐孙朱马胡郭林何高梁郑罗宋谢唐韩曹许邓冯曾彭潘袁董余苏叶吕魏蒋田杜丁沈姜范江傅钟卢汪戴崔任陆廖姚方金邱夏谭韦贾邹石熊孟秦阎薛侯雷白龙段郝孔邵史毛常万顾赖武康贺严尹钱施牛洪龚"
GIVEN = (
    "建国 志强 晓东 海波 国栋 立新 振华 永刚 文斌 少峰 俊杰 宏伟 明远 启航 景行 思源 子涵 若彤 雅琴 秀兰 玉梅 春燕 丽华 "
    "婷婷 晓雯 佳怡 梦洁 静怡 慧敏 雪莲 向阳 德胜 金龙 耀辉 鹏程 学军 伟民 家豪 泽宇 一鸣 博文 卫东 红霞 小芳 淑珍 "
    "云飞 天佑 浩然 嘉豪 凯 磊 勇 燕 洁 敏 涛 斌 琳 颖 倩 鑫 波 超 娟 峰"
).split()

# Title, role in the decision, department, how colleagues address the person
POSTS = [
    ("总经理", "decider", "总经办", "{s}总"),
    ("副总经理", "decider", "总经办", "{s}总"),
    ("采购总监", "buyer", "采购部", "{s}总监"),
    ("采购经理", "buyer", "采购部", "{s}经理"),
    ("采购主管", "buyer", "采购部", "{s}主管"),
    ("生产经理", "influencer", "生产部", "{s}经理"),
    ("设备科长", "technical", "设备科", "{s}科长"),
    ("工艺工程师", "technical", "工艺部", "{s}工"),
    ("质量经理", "influencer", "质量部", "{s}经理"),
    ("信息中心主任", "technical", "信息中心", "{s}主任"),
    ("IT 经理", "technical", "信息部", "{s}经理"),
    ("运营经理", "influencer", "运营部", "{s}经理"),
    ("财务经理", "finance", "财务部", "{s}经理"),
    ("车间主任", "user", "一车间", "{s}主任"),
    ("仓储主管", "user", "物流部", "{s}主管"),
]
