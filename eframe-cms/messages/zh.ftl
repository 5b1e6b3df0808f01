cms-list-page = 页面
cms-list-news = 新闻
cms-list-event = 活动
cms-list-faq = 常见问题
cms-list-person = 人员
cms-list-partner = 合作伙伴
cms-feed-all = 全部更新
cms-feed-follow = 通过 Atom 订阅
cms-list-empty = 此处尚未发布内容。发布后会自动显示在这里。
cms-list-older = 较早的内容

cms-page-crumbs = 当前位置
cms-page-fallback = 本页尚未译成中文，现以{ $language }显示。
cms-page-since = 最近更改：
cms-page-contents = 本页内容
cms-page-below = 本栏目
cms-page-changes = 更改内容与时间
cms-page-first = 首次发布
cms-page-contact = 本页由谁负责

cms-event-when = 时间
cms-event-where = 地点
cms-event-calendar = 保存到日历
cms-event-coming = 即将举行
cms-event-past = 已结束
cms-event-none = 目前没有确定的日期。下一次活动将在此公布。

cms-person-office = 职务
cms-person-organisation = 机构
cms-person-email = 电子邮件

cms-partner-website = 访问其网站

cms-figure-what = 指标
cms-figure-value = 数值
cms-figure-source = 来源
cms-figure-date = 截至

cms-contact-phone = 电话
cms-contact-hours = 办公时间

cms-may-page-edit = 撰写和提交内容，阅读草稿
cms-may-page-approve = 批准或退回他人所写内容
cms-may-page-publish = 发布和撤下内容
cms-may-page-move = 更改页面的位置或地址
cms-may-menu-edit = 设定菜单
cms-may-content-import = 导入在别处已决定的内容
cms-may-content-export = 将全部内容（含草稿和历史）导出为一个文件
