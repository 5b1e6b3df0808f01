# 无论属于哪个模块，每个页面都会用到的文字。

core-frame-skip = 跳到正文
core-frame-languages = 语言
core-frame-navigation = 栏目
core-frame-sections = 本栏目
core-frame-footer = 联系方式与说明
core-frame-banners = 公告
core-frame-warning = 警告：
core-frame-in-english = 后台尚未提供您所用的语言，因此以英文显示。

core-form-all = 全部
core-form-cancel = 取消
core-confirm-back = 不，返回
core-form-optional = （选填）
core-form-error = 错误：
core-form-errors = 有 { $count } 处需要更正
core-form-kept = 您的登录已过期，但填写的内容已保留。请检查后重新提交。
core-form-stands = 现在的内容

core-field-required = 请填写此项
core-field-characters = 请删除无法显示的字符
core-field-long = 最多 { $max } 个字符
core-field-email = 请输入电子邮箱地址，例如 name@example.org
core-field-choose = 请选择一个答案
core-field-date = 请输入日期，例如 2026-11-23
core-field-local-time = 请输入日期和时间
core-field-number = 请输入 { $min } 到 { $max } 之间的整数

core-file-required = 请选择文件
core-file-taken = { $kinds }，不超过 { $max } MB
core-file-empty = 此文件为空，请选择其他文件
core-file-large = 此文件超过 { $max } MB，请选择较小的文件
core-file-kind = 不接受此类文件，请选择以下类型之一：{ $kinds }
core-file-other-kind = 这是 { $found } 文件，请选择以下类型之一：{ $kinds }
core-file-pixels = 此图片超过 { $max } 百万像素，请缩小后重新选择
core-file-damaged = 文件不完整或已损坏，请重新保存后再选择
core-file-many = 最多选择 { $max } 个文件

core-paging-label = 列表分页
core-paging-previous = 上一页
core-paging-next = 下一页

core-chart-figures = 显示数据

core-problem-invalid-title = 无法理解该请求
core-problem-invalid-says = 网址或表单中有内容不正确。请返回检查后重试。
core-problem-sign-in-title = 请先登录
core-problem-sign-in-says = 此页面供已登录者使用，而您尚未登录。请登录后再回来。
core-problem-forbidden-title = 您无权进行此操作
core-problem-forbidden-says = 您的账号无权访问此页面或进行此操作。如有需要，请联系管理员。
core-problem-not-found-title = 找不到页面
core-problem-not-found-says = 此网址没有页面，或页面未公开。请检查网址，或从首页开始查找。
core-problem-gone-title = 此页面已不存在
core-problem-gone-says = 此页面已被撤下。您可以从首页查找现行内容。
core-problem-conflict-title = 其他人已先行修改
core-problem-conflict-says = 您打开页面之后内容已被修改，因此您的更改未保存。请返回并重新载入页面，查看有哪些变化。
core-problem-too-many-title = 尝试次数过多
core-problem-too-many-says = 请过几分钟再试。
core-problem-large-title = 您发送的内容过大
core-problem-large-says = 没有保存任何内容。请返回，选择较小的文件或缩短文字后重新发送。
core-problem-full-title = 没有存放文件的空间
core-problem-full-says = 没有保存任何内容。须由服务运营者腾出空间，请稍后再试。
core-problem-broken-title = 我们的系统出现了问题
core-problem-broken-says = 没有任何内容被更改。请过几分钟再试；如果问题依旧，请写信告诉我们。
core-problem-unavailable-title = 暂时无法使用
core-problem-unavailable-says = 服务繁忙或正在维护。没有任何内容被更改。请过几分钟再试。
core-problem-home = 返回首页
core-problem-reference = 来信时请注明此编号：{ $reference }

core-may-outbox-retry = 查看未能送达的内容并重新发送
core-may-person-export = 提供所保存的某人的全部信息
core-may-person-erase = 从所有地方删除某人

core-own-data = 有关您的全部信息
core-own-data-lead = 本网站保存的有关您的全部内容，合为一个文件：您的账户，以及您写下、决定和同意的内容。
core-own-data-take = 下载文件
