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
accounts-refused-wrong-code = 验证码不正确，或已经用过。请等下一个
accounts-refused-throttled-code = 错误的验证码太多。请等几分钟再试
accounts-refused-no-second-factor = 这里没有第二重验证
accounts-refused-second-factor-needed = 您的角色要求第二重验证。请先设置；已有的可以更换，不能移除
accounts-refused-email-taken = 这个地址已有账户
accounts-refused-other-account = 这份邀请是给另一个人的，不是给当前登录的人。请先退出，再打开链接。

accounts-field-email = 电子邮件地址
accounts-field-password = 密码
accounts-field-new-password = 新密码
accounts-field-current-password = 当前密码
accounts-field-code = 验证码
accounts-field-recovery-code = 恢复码
accounts-field-name = 姓名
accounts-field-language = 邮件语言
accounts-field-token-name = 名称
accounts-field-token-days = 有效天数
accounts-field-token-scope = 可以做什么
accounts-hint-password = 至少 { $least } 个字符。可以用空格、任何文字和表情符号；不要求数字或符号。
accounts-hint-code = 您的应用现在显示的六位数字
accounts-hint-recovery-code = 24 个字母和数字；不分大小写，连字符可省
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
accounts-sign-in-late = 等待时间过长，或期间您已退出。请重新登录。

accounts-code-title = 输入验证码
accounts-code-lead = 密码正确。现在请输入应用为本网站显示的验证码。
accounts-code-recovery-lead = 密码正确。现在请输入一个恢复码；每个只能用一次。
accounts-code-by-recovery = 改用恢复码
accounts-code-by-app = 改用应用的验证码
accounts-code-begin-anew = 从头登录

accounts-factor-title = 第二重验证
accounts-factor-lead = 有了第二重验证，别人即使知道您的密码也无法登录：还需要您手机应用中的验证码。
accounts-factor-needed = 您的角色要求第二重验证。请在“第二重验证”中设置；在此之前您在这里什么也不能做。
accounts-factor-app = 生成验证码的应用
accounts-factor-on = 已启用
accounts-factor-off = 未设置
accounts-factor-since = 自 { $since } 起
accounts-factor-codes = 剩余恢复码
accounts-factor-codes-few = 所剩不多，请重新生成
accounts-factor-renew = 生成新的恢复码
accounts-factor-renew-lead = 您将得到十个新的恢复码。旧的立即失效。
accounts-factor-remove = 移除第二重验证
accounts-factor-remove-lead = 此后只凭密码即可登录。恢复码失效，其他所有浏览器都会退出。
accounts-factor-done-app = 新的应用现已生效。其他所有浏览器都已退出。
accounts-factor-done-removed = 第二重验证已移除。其他所有浏览器都已退出。

accounts-app-begin = 设置应用
accounts-app-begin-lead = 您需要一个生成验证码的应用，例如您的机构推荐的，或密码管理器自带的。请先输入密码。
accounts-app-replace = 设置另一个应用
accounts-app-next = 继续
accounts-app-title = 把本网站加入您的应用
accounts-app-lead = 请用应用扫描图片，然后输入它显示的验证码。
accounts-app-picture = 供应用扫描的二维码；下方有相同内容的文字
accounts-app-by-hand = 如果无法扫描，请在应用中输入此密钥；基于时间，六位数字，每 30 秒一换：
accounts-app-submit = 确认

accounts-codes-title = 您的恢复码
accounts-codes-once = 请现在抄下或打印：以后谁也无法再显示它们。
accounts-codes-says = 丢失应用时，每个恢复码可代替应用登录一次。请与密码分开保管。
accounts-codes-go-on = 已保存，继续

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
accounts-mail-factor-added-subject = 您的账户添加了第二重验证
accounts-mail-factor-added = 您的账户添加了第二重验证（生成验证码的应用），其他所有浏览器都已退出。
accounts-mail-factor-replaced = 为您的账户生成验证码的应用已更换，其他所有浏览器都已退出。
accounts-mail-factor-removed-subject = 您账户的第二重验证已移除
accounts-mail-factor-removed = 您账户的第二重验证已移除，其他所有浏览器都已退出。
accounts-mail-factor-taken = 管理员移除了您账户的第二重验证，所有浏览器都已退出。登录后可以重新设置。
accounts-mail-recovery-made-subject = 您账户的新恢复码
accounts-mail-recovery-made = 您的账户生成了新的恢复码。旧的不再有效。
accounts-mail-recovery-used-subject = 有人使用了恢复码
accounts-mail-recovery-used = 有人用恢复码登录了您的账户。剩余恢复码：{ $left }。
accounts-mail-factor-not-you = 如果您不知情，请立即申请新密码，并告知管理员：

accounts-may-account-read = 查看谁有账户及其角色和邀请
accounts-may-account-invite = 以任何角色邀请他人
accounts-may-organisation-invite = 邀请他人加入机构
accounts-may-account-grant = 授予和收回角色
accounts-may-account-switch = 停用和启用账户
accounts-may-account-register = 无需邀请开设账户
accounts-may-factor-take = 为丢失者移除第二重验证
accounts-may-organisation-add = 添加机构并更改其名称
