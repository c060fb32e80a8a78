"""The customers with a story of their own, one per line. More are invented from the word lists below."""

# slug | name | short name | industry | business | city | size | status | grade | products, first is the main one | annual purchases
TABLE = """
huachen-jingmi | 苏州华宸精密部件有限公司 | 华宸精密 | electronics | 连接器端子冲压与注塑 | 苏州 | 300-499 | won | A | vision mes maintenance | 860000
lingdong-dianji | 苏州菱动电机有限公司 | 菱动电机 | automotive | 新能源汽车驱动电机 | 苏州 | 500-999 | interested | A | press gateway | 1250000
yuanji-shipin | 苏州源记食品有限公司 | 源记食品 | food | 糕点与烘焙半成品 | 苏州 | 100-299 | won | B | wms laser | 310000
xirui-zhoucheng | 无锡锡锐轴承制造有限公司 | 锡锐轴承 | manufacturing | 深沟球轴承 | 无锡 | 500-999 | won | A | vision robot maintenance | 980000
taihu-beng | 无锡太湖泵阀有限公司 | 太湖泵阀 | manufacturing | 工业水泵与阀门 | 无锡 | 100-299 | dormant | B | press | 260000
longcheng-zhusu | 常州龙埕注塑科技有限公司 | 龙埕注塑 | manufacturing | 汽车内饰注塑件 | 常州 | 100-299 | interested | B | gateway mes | 420000
jinling-canyin | 南京金翎餐饮管理有限公司 | 金翎餐饮 | food | 连锁快餐 46 家门店 | 南京 | 1000-4999 | won | A | pos wms | 730000
yunzhi-ruanjian | 南京云栉软件有限公司 | 云栉软件 | it-services | 制造业软件实施 | 南京 | 50-99 | interested | B | cloud | 360000
shenhang-yiliao | 上海申珩医疗器械有限公司 | 申珩医疗 | healthcare | 一次性医疗导管 | 上海 | 300-499 | won | A | laser vision | 640000
pujiang-dianzi | 上海浦绛电子有限公司 | 浦绛电子 | electronics | 汽车电子控制板 | 上海 | 500-999 | interested | A | vision robot | 1120000
haina-jinrong | 上海海衲金融信息服务有限公司 | 海衲金服 | finance | 供应链金融信息服务 | 上海 | 100-299 | interested | B | cloud consulting | 450000
qiantang-lingshou | 杭州钱荡零售连锁有限公司 | 钱荡零售 | retail | 社区生鲜便利店 | 杭州 | 1000-4999 | won | A | pos cloud | 890000
dongfang-wuliu | 宁波东舫物流有限公司 | 东舫物流 | logistics | 保税仓与城配 | 宁波 | 300-499 | won | B | wms agv | 560000
beilun-zhujian | 宁波北沦铸件有限公司 | 北沦铸件 | manufacturing | 球墨铸铁件 | 宁波 | 100-299 | lost | C | robot | 180000
hefei-jieda | 合肥捷达新材料科技有限公司 | 捷达新材 | chemicals | 锂电隔膜涂布 | 合肥 | 300-499 | interested | A | mes vision | 1380000
xinyao-keji | 深圳市芯曜科技有限公司 | 芯曜科技 | technology | 智能穿戴设备 | 深圳 | 500-999 | won | A | robot mes | 1540000
penglai-dianlu | 深圳市鹏睐电路有限公司 | 鹏睐电路 | electronics | 多层线路板 | 深圳 | 1000-4999 | interested | A | vision agv | 1760000
guanghui-moju | 东莞光汇模具有限公司 | 光汇模具 | manufacturing | 精密注塑模具 | 东莞 | 100-299 | dormant | B | robot | 240000
changan-jiaju | 东莞长桉家具有限公司 | 长桉家具 | manufacturing | 板式定制家具 | 东莞 | 300-499 | lead | C | wms | 150000
nanyue-yinpin | 广州南岳饮品有限公司 | 南岳饮品 | food | 茶饮与果汁 | 广州 | 500-999 | won | A | wms vision | 770000
shunyi-jiadian | 佛山顺逸电器有限公司 | 顺逸电器 | manufacturing | 小家电 | 佛山 | 1000-4999 | interested | A | agv mes | 1460000
luda-guangxue | 厦门鹭达光学有限公司 | 鹭达光学 | electronics | 手机镜头 | 厦门 | 300-499 | won | B | vision | 390000
jingwei-kongjian | 北京京炜空间技术有限公司 | 京炜空间 | smart-manufacturing | 航天结构件 | 北京 | 300-499 | interested | A | laser consulting | 920000
zhonglv-nengyuan | 北京中律能源科技有限公司 | 中律能源 | energy | 分布式光伏运维 | 北京 | 100-299 | won | B | cloud gateway | 480000
haihe-zhuangbei | 天津海禾装备制造有限公司 | 海禾装备 | smart-manufacturing | 港口机械部件 | 天津 | 500-999 | won | A | agv robot | 1010000
laoshan-xiangjiao | 青岛崂衫橡胶制品有限公司 | 崂衫橡胶 | chemicals | 密封件与减震件 | 青岛 | 300-499 | won | B | press maintenance | 350000
haitong-lengzang | 青岛海瞳冷藏物流有限公司 | 海瞳冷藏 | logistics | 冷链仓储配送 | 青岛 | 100-299 | interested | B | wms | 330000
quancheng-xueyuan | 济南泉埕职业学院 | 泉埕学院 | education | 智能制造实训基地 | 济南 | 300-499 | lead | C | robot | 120000
shengjing-tiexi | 沈阳盛京铁犀重工有限公司 | 铁犀重工 | manufacturing | 矿山机械 | 沈阳 | 1000-4999 | won | A | gateway mes consulting | 830000
fengtian-qipei | 沈阳丰恬汽车配件有限公司 | 丰恬汽配 | automotive | 制动盘 | 沈阳 | 100-299 | lost | B | press | 280000
"""

COLUMNS = ("slug", "name", "short", "industry", "business", "city", "size", "status", "grade", "products", "spend")


def told():
    """The rows of the table, as dictionaries."""
    for line in TABLE.strip().splitlines():
        row = dict(zip(COLUMNS, (cell.strip() for cell in line.split("|"))))
        row["products"] = row["products"].split()
        row["spend"] = int(row["spend"])
        yield row


FIRST = (
    ("恒", "heng"),
    ("瑞", "rui"),
    ("博", "bo"),
    ("鼎", "ding"),
    ("嘉", "jia"),
    ("昱", "yu"),
    ("泓", "hong"),
    ("晟", "sheng"),
    ("卓", "zhuo"),
    ("凯", "kai"),
    ("朗", "lang"),
    ("铭", "ming"),
    ("沃", "wo"),
    ("翊", "yi"),
    ("澄", "cheng"),
    ("骏", "jun"),
    ("宏", "hong"),
    ("启", "qi"),
    ("睿", "rui"),
    ("诺", "nuo"),
)
SECOND = (
    ("邦", "bang"),
    ("泰", "tai"),
    ("迈", "mai"),
    ("沣", "feng"),
    ("科", "ke"),
    ("远", "yuan"),
    ("升", "sheng"),
    ("信", "xin"),
    ("锐", "rui"),
    ("联", "lian"),
    ("达", "da"),
    ("峰", "feng"),
    ("格", "ge"),
    ("图", "tu"),
    ("森", "sen"),
    ("禾", "he"),
    ("川", "chuan"),
    ("棠", "tang"),
    ("钧", "jun"),
    ("屿", "yu"),
)

# word in the name, pinyin, industry, business, products that fit
TRADES = (
    ("五金制品", "wujin", "manufacturing", "冲压五金件", "gateway press"),
    ("电子科技", "dianzi", "electronics", "传感器与线束", "vision laser"),
    ("自动化设备", "zidonghua", "smart-manufacturing", "非标自动化设备", "consulting robot"),
    ("食品", "shipin", "food", "调味品与速冻食品", "wms laser"),
    ("物流", "wuliu", "logistics", "区域仓配", "wms agv"),
    ("连锁商业", "liansuo", "retail", "母婴连锁门店", "pos wms"),
    ("信息技术", "xinxi", "it-services", "企业信息化服务", "cloud consulting"),
    ("新能源", "xinnengyuan", "energy", "储能系统集成", "cloud mes"),
    ("医药", "yiyao", "healthcare", "中成药生产", "vision wms"),
    ("建材", "jiancai", "construction", "铝合金门窗", "robot wms"),
    ("汽车零部件", "qipei", "automotive", "座椅骨架", "robot press"),
    ("塑料", "suliao", "chemicals", "改性塑料粒子", "mes gateway"),
    ("精密机械", "jingmi", "manufacturing", "减速机齿轮", "press vision"),
    ("农业科技", "nongye", "agriculture", "智能温室", "gateway cloud"),
)
