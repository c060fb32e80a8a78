"""Cities the company sells to, the folder their customers lie in, and who looks after them."""

# city: (folder, region, owner, district and street of an invented address, area code, postcode)
CITIES = {
    "苏州": (
        "customers/east/suzhou",
        "江苏",
        "li-na",
        ("工业园区星云街", "高新区鹿鸣路", "相城区澄波路"),
        "0512",
        "215000",
    ),
    "无锡": ("customers/east/jiangsu/wuxi", "江苏", "li-na", ("新吴区锡达路", "惠山区堰桥东路"), "0510", "214000"),
    "常州": ("customers/east/jiangsu", "江苏", "li-na", ("武进区凤栖路",), "0519", "213000"),
    "南京": ("customers/east/jiangsu", "江苏", "wang-lei", ("江宁区将军西路", "雨花台区软件东道"), "025", "210000"),
    "上海": (
        "customers/east/shanghai",
        "上海",
        "wang-lei",
        ("闵行区申富支路", "嘉定区安新路", "松江区九里亭路"),
        "021",
        "201100",
    ),
    "杭州": ("customers/east/zhejiang", "浙江", "wang-lei", ("滨江区江晖北路", "余杭区良渚大道支路"), "0571", "310000"),
    "宁波": ("customers/east/zhejiang", "浙江", "wang-lei", ("北仑区港城东路", "鄞州区潘火支路"), "0574", "315000"),
    "合肥": ("customers/east", "安徽", "wang-lei", ("经开区紫云支路",), "0551", "230000"),
    "深圳": ("customers/south/shenzhen", "广东", "zhao-yan", ("宝安区石岩路", "龙岗区坪地大道支路"), "0755", "518000"),
    "东莞": ("customers/south/dongguan", "广东", "zhao-yan", ("长安镇锦厦新路", "松山湖畔学府支路"), "0769", "523000"),
    "广州": ("customers/south", "广东", "zhao-yan", ("黄埔区开创支路", "番禺区石碁路"), "020", "510000"),
    "佛山": ("customers/south", "广东", "zhao-yan", ("顺德区伦教工业路",), "0757", "528000"),
    "厦门": ("customers/south/fujian", "福建", "zhao-yan", ("海沧区新阳支路",), "0592", "361000"),
    "北京": ("customers/north/beijing", "北京", "sun-tao", ("亦庄经海支路", "昌平区回龙观西路"), "010", "100000"),
    "天津": ("customers/north", "天津", "sun-tao", ("西青区赛达支路",), "022", "300000"),
    "青岛": ("customers/north/shandong", "山东", "sun-tao", ("即墨区蓝谷路", "城阳区春阳支路"), "0532", "266000"),
    "济南": ("customers/north/shandong", "山东", "sun-tao", ("历城区经十东路",), "0531", "250000"),
    "沈阳": ("customers/north", "辽宁", "sun-tao", ("铁西区开发支路",), "024", "110000"),
}
