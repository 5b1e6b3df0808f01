cms-list-page = 页面
cms-list-news = 新闻
cms-list-event = 活动
cms-list-faq = 常见问题
cms-list-person = 人员
cms-list-partner = 合作伙伴
cms-list-document = 文件
cms-list-banner = 公告
cms-feed-all = 全部更新
cms-feed-follow = 通过 Atom 订阅
cms-list-empty = 此处尚未发布内容。发布后会自动显示在这里。
cms-list-older = 较早的内容

cms-page-crumbs = 当前位置
cms-page-fallback = 本页尚未译成中文，现以{ $language }显示。
cms-page-since = 最近更改：
cms-page-contents = 本页内容
cms-page-below = 本栏目
cms-page-day = 本页面在某日结束时的内容
cms-page-day-show = 查看该日
cms-page-changes = 更改内容与时间
cms-page-first = 首次发布
cms-page-contact = 本页由谁负责

cms-search-title = 搜索
cms-search-for = 搜索：{ $words }
cms-search-here = 站内搜索
cms-search-words = 关键词
cms-search-submit = 搜索
cms-search-kind = 类别
cms-search-language = 语言
cms-search-count = 找到 { $count } 个页面
cms-search-more = 至少有 { $count } 个页面。先列出最相符的；增加关键词可找到其他页面。
cms-search-foreign = 其他语言的结果
cms-search-none = 没有页面包含所有这些关键词。
cms-search-meant = 您是不是要找：
cms-search-fewer = 少用一个词则有结果：
cms-search-unfiltered = 在全部类别和语言中搜索
cms-search-advice = 请减少或更换关键词，也可以浏览菜单中的列表。
cms-search-how = 请输入关键词，将找到包含全部关键词的页面。连在一起的词语请加引号。
cms-search-first = 结果第一页
cms-search-describes = 搜索 { $site }
cms-search-empty = 请输入要搜索的词
cms-search-long = 最多 200 个字符、12 个词

cms-page-again = 再次发布
cms-page-end = 已撤下
cms-page-office = 本页负责单位：
cms-page-review = 下次复核不晚于
cms-page-back-to = 恢复为{ $day }的内容

cms-preview-banner = 这是草稿，尚未发布，也未作决定。显示此内容的链接有效至

cms-day-banner = 这是本页在以下日期结束时的内容：
cms-day-old = 内容可能已过时。
cms-day-today = 阅读今天的内容
cms-day-then = 查看{ $day }的页面

cms-ended-withdrawn = 本页已撤回。
cms-ended-substitute = 本页已由另一页取代。
cms-ended-gone = 本页已撤下。
cms-ended-no-more = 该日的本页内容不再显示。
cms-ended-not-yet = 那一天这里还没有内容。
cms-ended-ahead = 这一天尚未到来。
cms-ended-first = 首次发布于
cms-ended-since = 撤下日期：
cms-ended-successor = 前往取代它的页面
cms-ended-past = 阅读原来的内容

cms-mail-greeting = { $name }，您好：
cms-mail-link = 在此查看全部内容：
cms-mail-parked-subject = 一项预定事项未能执行
cms-mail-parked-publish = { $language }文本原定于 { $at }（{ $zone }）发布，未能执行。原因：
cms-mail-parked-end = { $language }文本原定于 { $at }（{ $zone }）撤下，未能执行。原因：
cms-mail-reviews-subject = 待复核的文本
cms-mail-reviews-text = 您负责的 { $count } 篇文本需要复核。请更正过时的内容，或改定更晚的日期。

cms-plan-why-stage = 文本不在所需的阶段：已被修改、退回，或未发布。
cms-plan-why-changed = 文本在批准后被修改。
cms-plan-why-approval = 现行规则要求更多批准。
cms-plan-why-unfit = 发布前有需要改正之处。
cms-plan-why-target = 所指向的页面未发布。
cms-plan-why-fault = 程序在执行时出错。
cms-plan-why-other = 规则不允许。

cms-event-when = 时间
cms-event-where = 地点
cms-event-calendar = 保存到日历
cms-event-coming = 即将举行
cms-event-further = 更多即将举行的活动
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
cms-file-kilobytes = { $kind }，{ $size } kB
cms-file-megabytes = { $kind }，{ $size } MB
cms-picture-credit = 图片：{ $name }
cms-picture-large = 图片 { $number }，大图

cms-contact-phone = 电话
cms-contact-hours = 办公时间

cms-may-page-edit = 撰写和提交内容，阅读草稿
cms-may-page-approve = 批准或退回他人所写内容
cms-may-page-publish = 发布和撤下内容
cms-may-page-move = 更改页面的位置或地址
cms-may-menu-edit = 设定菜单
cms-may-content-import = 导入在别处已决定的内容
cms-may-content-export = 将全部内容（含草稿和历史）导出为一个文件
