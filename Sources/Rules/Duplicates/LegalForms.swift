/// Words in names of companies that do not tell one from another.
extension CompanyName {
    /// Behind a Chinese name; longer ones first.
    static let chineseForms = [
        "集团股份有限公司", "股份有限责任公司", "集团有限责任公司", "控股集团有限公司", "股份有限公司", "有限责任公司", "集团有限公司", "控股有限公司", "股份公司",
        "集团公司", "有限公司", "总公司", "株式会社", "有限合伙", "普通合伙", "个体工商户", "公司", "集团", "控股", "股份",
    ].map { Array($0.unicodeScalars) }

    static let chineseFront = ["株式会社"].map { Array($0.unicodeScalars) }

    /// As words of their own.
    static let latinForms: Set<String> = [
        "co", "ltd", "limited", "inc", "incorporated", "corp", "corporation", "company", "llc", "llp", "lp", "plc",
        "gmbh",
        "ag", "kg", "kgaa", "ohg", "ug", "se", "sa", "sas", "sarl", "srl", "spa", "bv", "nv", "oy", "oyj", "ab", "as",
        "aps",
        "pty", "pte", "pvt", "sdn", "bhd", "kk", "group", "holding", "holdings", "the", "and", "und", "et", "mbh", "ek",
        "sro",
        "doo", "zoo", "sp", "kft", "zrt", "ltda", "cv", "de", "tbk", "pt",
    ]

    /// What companies do, as it stands behind their name; longer ones first.
    static let trades = [
        "信息技术", "网络科技", "信息科技", "智能科技", "电子科技", "软件科技", "生物科技", "新材料", "自动化", "进出口", "供应链", "机器人", "互联网", "物联网", "大数据",
        "科技", "技术", "信息", "网络", "软件", "电子", "智能", "实业", "贸易", "商贸", "工贸", "工业", "机械", "设备", "制造", "发展", "服务", "管理",
        "咨询", "工程",
        "建设", "投资", "国际", "传媒", "文化", "物流", "食品", "餐饮", "材料", "能源", "医疗", "医药", "系统", "数据", "数码", "通信", "电器", "电气",
        "精密", "装备",
    ].map { Array($0.unicodeScalars) }
}

/// Provinces and larger cities, as they stand in names of companies.
enum PlaceNames {
    static let all = Set(
        """
        北京 上海 天津 重庆 河北 山西 辽宁 吉林 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 四川 贵州 云南 陕西 甘肃 青海 台湾 内蒙古 广西 西藏 宁夏 新疆
        香港 澳门 黑龙江 石家庄 唐山 秦皇岛 邯郸 邢台 保定 张家口 承德 沧州 廊坊 衡水 太原 大同 阳泉 长治 晋城 晋中 运城 临汾 呼和浩特 包头 鄂尔多斯 赤峰 沈阳 大连 鞍山 抚顺
        本溪 丹东 锦州 营口 阜新 辽阳 盘锦 铁岭 长春 四平 延边 通化 哈尔滨 齐齐哈尔 大庆 牡丹江 佳木斯 南京 无锡 徐州 常州 苏州 南通 连云港 淮安 盐城 扬州 镇江 泰州 宿迁 昆山
        张家港 江阴 常熟 太仓 杭州 宁波 温州 嘉兴 湖州 绍兴 金华 衢州 舟山 台州 丽水 义乌 慈溪 余姚 合肥 芜湖 蚌埠 淮南 马鞍山 淮北 铜陵 安庆 黄山 滁州 阜阳 宿州 六安 亳州 池州
        宣城 福州 厦门 莆田 三明 泉州 漳州 南平 龙岩 宁德 晋江 南昌 景德镇 萍乡 九江 新余 鹰潭 赣州 吉安 宜春 抚州 上饶 济南 青岛 淄博 枣庄 东营 烟台 潍坊 济宁 泰安 威海 日照
        临沂 德州 聊城 滨州 菏泽 郑州 开封 洛阳 平顶山 安阳 鹤壁 新乡 焦作 濮阳 许昌 漯河 三门峡 南阳 商丘 信阳 周口 驻马店 武汉 黄石 十堰 宜昌 襄阳 鄂州 荆门 孝感 荆州 黄冈 咸宁
        随州 长沙 株洲 湘潭 衡阳 邵阳 岳阳 常德 张家界 益阳 郴州 永州 怀化 娄底 广州 韶关 深圳 珠海 汕头 佛山 江门 湛江 茂名 肇庆 惠州 梅州 汕尾 河源 阳江 清远 东莞 中山 潮州 揭阳
        云浮 南宁 柳州 桂林 梧州 北海 防城港 钦州 贵港 玉林 海口 三亚 成都 自贡 攀枝花 泸州 德阳 绵阳 广元 遂宁 内江 乐山 南充 眉山 宜宾 广安 达州 雅安 贵阳 六盘水 遵义 安顺 昆明
        曲靖 玉溪 保山 昭通 丽江 大理 拉萨 西安 铜川 宝鸡 咸阳 渭南 延安 汉中 榆林 安康 商洛 兰州 嘉峪关 金昌 白银 天水 武威 张掖 酒泉 西宁 银川 石嘴山 乌鲁木齐 克拉玛依 台北 高雄
        台中 台南 新竹 中国
        """.split { $0 == " " || $0 == "\n" }.map(String.init))
}
