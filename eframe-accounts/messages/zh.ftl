# 人们在自己账户中读到的文字，以及收到的邮件。

accounts-email-empty = 请输入电子邮件地址
accounts-email-long = 请输入不超过 254 个字符的电子邮件地址
accounts-email-form = 请输入如 name@example.org 的电子邮件地址
accounts-password-short = 至少 { $least } 个字符；由几个词组成的句子容易记住
accounts-password-long = 最多 { $most } 个字符
accounts-password-common = 这个密码很容易被猜到。请选择与您和本网站无关的词，不要用键盘上相连的键
accounts-token-days = 请选择 1 到 366 天
accounts-token-scope-empty = 请选择令牌可以做什么
accounts-token-scope-unknown = 只能选择您自己可以做的事

accounts-refused-wrong-password = 电子邮件地址或密码不正确
accounts-refused-current-password = 当前密码不正确
accounts-refused-throttled = 尝试次数过多。请等几分钟，或申请新密码
accounts-refused-email-taken = 这个地址已有账户
accounts-refused-other-account = 这份邀请是给另一个人的，不是给当前登录的人。请先退出，再打开链接。

accounts-field-email = 电子邮件地址
accounts-field-password = 密码
accounts-field-new-password = 新密码
accounts-field-current-password = 当前密码
accounts-field-name = 姓名
accounts-field-language = 邮件语言
accounts-field-token-name = 名称
accounts-field-token-days = 有效天数
accounts-field-token-scope = 可以做什么
accounts-hint-password = 至少 { $least } 个字符。可以用空格、任何文字和表情符号；不要求数字或符号。
accounts-hint-name = 别人在这里看到的名字
accounts-hint-token-name = 将使用它的程序，例如“城市应用”
accounts-hint-token-days = 最多 366

accounts-role-administrator = 管理员
accounts-role-secretariat = 秘书处
accounts-role-editor = 编辑
accounts-role-reviewer = 审阅者
accounts-role-committee = 委员会
accounts-role-officer = 负责人
accounts-role-colleague = 同事
accounts-role-reader = 读者

accounts-sign-in-title = 登录
accounts-sign-in-submit = 登录
accounts-sign-in-forgotten = 忘记密码？
accounts-sign-in-kept = 您的会话已结束。登录后，您输入的内容还在。

accounts-reset-title = 申请新密码
accounts-reset-lead = 请输入您登录所用的地址。我们会向它发送带链接的邮件。
accounts-reset-submit = 发送邮件
accounts-reset-asked-title = 请查看邮箱
accounts-reset-asked = 如果这个地址有账户，带链接的邮件已经发出。链接在 24 小时内有效，只能用一次。如果没有收到，请查看垃圾邮件文件夹。
accounts-reset-new-title = 设定新密码
accounts-reset-new-submit = 保存密码
accounts-reset-done = 新密码已设定。请用它登录。

accounts-dead-title = 这个链接已失效
accounts-dead-says = 它已被使用、被撤回或过期。如果需要新的链接，请重新申请。

accounts-invitation-title = 您收到邀请
accounts-invitation-lead = 将为 { $email } 开设账户。请为它设定密码。
accounts-invitation-join = 接受邀请后，其中的角色会加到您的账户。
accounts-invitation-submit = 接受邀请
accounts-invitation-sign-in-first = 这个地址已有账户。请先登录，再接受邀请。
accounts-invitation-done = 欢迎。您已获得邀请中的角色。

accounts-first-title = 成为首位管理员
accounts-first-lead = 本网站还没有管理员。填写此表的人将成为管理员，并邀请其他人。
accounts-first-submit = 成为管理员
accounts-first-done = 您已是本网站的管理员。

accounts-overview-title = 您的账户
accounts-overview-roles = 角色
accounts-overview-no-roles = 还没有
accounts-overview-data = 有关您的全部信息
accounts-overview-role-for = { $organisation } { $role }
accounts-overview-people = 人员与角色
accounts-overview-sign-out = 退出

accounts-profile-title = 姓名和语言
accounts-profile-submit = 保存
accounts-profile-done = 已保存。

accounts-password-title = 修改密码
accounts-password-lead = 您在其他所有浏览器中的登录都会退出。
accounts-password-submit = 修改密码
accounts-password-done = 密码已修改，其他所有浏览器都已退出。

accounts-sessions-title = 登录位置
accounts-sessions-lead = 如果有您不认识的，请结束它并修改密码。
accounts-sessions-browser = 浏览器
accounts-sessions-unnamed = 未知
accounts-sessions-started = 登录时间
accounts-sessions-seen = 最近使用
accounts-sessions-this = 当前
accounts-sessions-end = 结束
accounts-sessions-end-others = 结束其他所有登录
accounts-sessions-done = 已结束。

accounts-tokens-title = 程序令牌
accounts-tokens-says = 出示令牌的程序以您的名义行事。请为每个程序单独制作。
accounts-tokens-none = 您没有令牌。
accounts-tokens-new = 制作令牌
accounts-tokens-lead = 令牌内容只在制作后显示一次。
accounts-tokens-submit = 制作
accounts-tokens-scope-all = 我可以做的一切
accounts-tokens-scope-all-says = 也包括您今后可做的事。只有确实需要全部权限的程序才这样授予。
accounts-tokens-made-title = 您的新令牌
accounts-tokens-made = 请现在复制：以后谁也无法再显示它。
accounts-tokens-made-on = 制作时间
accounts-tokens-expires = 有效期至
accounts-tokens-over = 已过期
accounts-tokens-revoke = 撤销
accounts-tokens-done = 已撤销。

accounts-mail-greeting = { $name }，您好：
accounts-mail-invited-subject = { $site } 给您的邀请
accounts-mail-invited = 诚邀您与 { $site } 一起工作。
accounts-mail-invited-by = { $person } 邀请您与 { $site } 一起工作。
accounts-mail-invited-for = 您将代表：{ $organisations }。
accounts-mail-invited-and = { "、" }
accounts-mail-invited-link = 请通过此链接进入：
accounts-mail-invited-until = 链接在 { $until } 前有效，只能用一次。
accounts-mail-unasked = 如果您不知道这是什么，无需做任何事。
accounts-mail-reset-subject = 您的新密码
accounts-mail-reset = 有人为您的账户申请了新密码。请通过此链接设定：
accounts-mail-reset-until = 链接在 { $until } 前有效，只能用一次。
accounts-mail-unasked-reset = 如果不是您本人，无需做任何事：密码保持不变。
accounts-mail-changed-subject = 您的密码已修改
accounts-mail-changed = 您账户的密码已修改，所有浏览器都已退出。
accounts-mail-changed-not-you = 如果不是您本人，请立即申请新密码：

accounts-may-account-read = 查看谁有账户及其角色和邀请
accounts-may-account-invite = 以任何角色邀请他人
accounts-may-organisation-invite = 邀请他人加入机构
accounts-may-account-grant = 授予和收回角色
accounts-may-account-switch = 停用和启用账户
accounts-may-account-register = 无需邀请开设账户
accounts-may-organisation-add = 添加机构并更改其名称
