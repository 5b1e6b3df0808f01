# ما يقرؤه الناس عن حساباتهم، والرسائل التي تصلهم.

accounts-email-empty = أدخل عنوان بريدك الإلكتروني
accounts-email-long = أدخل عنوان بريد لا يزيد على 254 حرفًا
accounts-email-form = أدخل عنوان بريد مثل name@example.org
accounts-password-short = استخدم { $least } حرفًا على الأقل؛ جملة من بضع كلمات يسهل تذكرها
accounts-password-long = استخدم { $most } حرفًا على الأكثر
accounts-password-common = كلمة المرور هذه سهلة التخمين. اختر كلمات لا صلة لها بك أو بهذا الموقع، وتجنب صفوف المفاتيح
accounts-token-days = اختر ما بين يوم واحد و366 يومًا
accounts-token-scope-empty = اختر ما يجوز للرمز أن يفعله
accounts-token-scope-unknown = اختر فقط ما يجوز لك أنت فعله

accounts-refused-wrong-password = عنوان البريد أو كلمة المرور غير صحيح
accounts-refused-current-password = كلمة المرور الحالية غير صحيحة
accounts-refused-throttled = محاولات كثيرة جدًا. انتظر بضع دقائق أو اطلب كلمة مرور جديدة
accounts-refused-wrong-code = الرمز غير صحيح أو استُخدم من قبل. انتظر الرمز التالي
accounts-refused-throttled-code = رموز خاطئة كثيرة جدًا. انتظر بضع دقائق ثم حاول من جديد
accounts-refused-no-second-factor = لا عامل ثانيًا هنا
accounts-refused-second-factor-needed = دورك يتطلب عاملًا ثانيًا. أعدّه أولًا؛ والموجود منه يُستبدل ولا يُزال
accounts-refused-wrong-passkey = لم يُقبل مفتاح المرور. حاول من جديد أو استخدم طريقة أخرى
accounts-refused-passkey-taken = مفتاح المرور هذا مستخدم هنا بالفعل
accounts-refused-too-many-passkeys = لديك من مفاتيح المرور أقصى ما يُسمح به للحساب الواحد. أزل واحدًا منها أولًا
accounts-refused-email-taken = لهذا العنوان حساب بالفعل
accounts-refused-other-account = هذه الدعوة لشخص آخر غير صاحب الحساب المفتوح هنا. سجّل الخروج أولًا ثم افتح الرابط من جديد.

accounts-field-email = عنوان البريد الإلكتروني
accounts-field-password = كلمة المرور
accounts-field-new-password = كلمة المرور الجديدة
accounts-field-current-password = كلمة المرور الحالية
accounts-field-code = الرمز
accounts-field-recovery-code = رمز الاسترداد
accounts-field-name = الاسم
accounts-field-language = لغة رسائلك
accounts-field-token-name = الاسم
accounts-field-token-days = مدته بالأيام
accounts-field-token-scope = ما يجوز له
accounts-hint-password = { $least } حرفًا على الأقل. المسافات وكل الكتابات والرموز التعبيرية مقبولة؛ ولا حاجة إلى أرقام أو علامات.
accounts-hint-code = الأرقام الستة التي يعرضها تطبيقك الآن
accounts-hint-recovery-code = 24 حرفًا ورقمًا؛ لا فرق بين الحروف الكبيرة والصغيرة ولا أهمية للشرطات
accounts-hint-name = كما يراه الآخرون هنا
accounts-hint-token-name = البرنامج الذي سيستخدمه، مثل «تطبيق المدينة»
accounts-hint-token-days = 366 على الأكثر

accounts-role-administrator = مدير
accounts-role-secretariat = الأمانة العامة
accounts-role-editor = محرر
accounts-role-reviewer = مراجع
accounts-role-committee = اللجنة
accounts-role-officer = مسؤول
accounts-role-colleague = زميل
accounts-role-reader = قارئ

accounts-sign-in-title = تسجيل الدخول
accounts-sign-in-submit = تسجيل الدخول
accounts-sign-in-forgotten = هل نسيت كلمة المرور؟
accounts-sign-in-kept = انتهت جلستك. سجّل الدخول وستجد ما كتبته كما هو.
accounts-sign-in-late = مضى وقت طويل، أو سُجّل خروجك في هذه الأثناء. سجّل الدخول من جديد.

accounts-code-title = أدخل رمزك
accounts-code-lead = بقيت خطوة واحدة: أدخل الرمز الذي يعرضه تطبيقك لهذا الموقع.
accounts-code-recovery-lead = بقيت خطوة واحدة: أدخل أحد رموز الاسترداد؛ كل رمز يصلح مرة واحدة.
accounts-code-no-passkeys = بقيت خطوة واحدة. عاملك الثاني مفتاح مرور، ومفاتيح المرور غير متاحة في هذا البرنامج كما يعمل الآن: أدخل بدلًا منه أحد رموز الاسترداد؛ كل رمز يصلح مرة واحدة. وإن لم يكن لديك رمز فاسأل أحد المشرفين.
accounts-code-by-recovery = استخدام رمز استرداد
accounts-code-by-app = استخدام رمز التطبيق
accounts-code-begin-anew = تسجيل الدخول من البداية

accounts-factor-title = العامل الثاني
accounts-factor-lead = مع العامل الثاني لا يستطيع من عرف كلمة مرورك أن يدخل: يُطلب أيضًا رمز من تطبيق على هاتفك.
accounts-factor-needed = دورك يتطلب عاملًا ثانيًا. أعدّه في صفحة «العامل الثاني»؛ وحتى ذلك الحين لا يمكنك فعل شيء هنا.
accounts-factor-app = تطبيق يولّد الرموز
accounts-factor-on = مفعّل
accounts-factor-off = غير مُعدّ
accounts-factor-since = منذ { $since }
accounts-factor-codes = رموز الاسترداد الباقية
accounts-factor-codes-few = بقي القليل، أنشئ رموزًا جديدة
accounts-factor-renew = إنشاء رموز استرداد جديدة
accounts-factor-renew-lead = ستحصل على عشرة رموز جديدة، وتتوقف القديمة فورًا.
accounts-factor-remove = إزالة العامل الثاني
accounts-factor-remove-lead = بعد ذلك تكفي كلمة المرور وحدها. تتوقف رموز الاسترداد ويُسجَّل خروجك من كل متصفح آخر.
accounts-factor-done-app = تطبيقك الجديد هو المعتمد من الآن. سُجّل خروجك من كل المتصفحات الأخرى.
accounts-factor-done-removed = أُزيل العامل الثاني وسُجّل خروجك من كل المتصفحات الأخرى.
accounts-factor-passkeys = مفاتيح المرور
accounts-factor-done-passkey = مفتاح المرور الجديد هو المعتمد من الآن. سُجّل خروجك من كل المتصفحات الأخرى.
accounts-factor-done-part = أُزيل، وسُجّل خروجك من كل المتصفحات الأخرى.
accounts-factor-part-lead = بعد ذلك لا يدخل به أحد. ويبقى ما لديك سواه صالحًا؛ وإن كان الأخير توقفت رموز الاسترداد وكفت كلمة المرور وحدها. يُسجَّل خروجك من كل متصفح آخر.

accounts-app-begin = إعداد تطبيق
accounts-app-begin-lead = تحتاج إلى تطبيق يولّد الرموز، كالذي توصي به مؤسستك أو الموجود في مدير كلمات المرور لديك. أدخل كلمة المرور أولًا.
accounts-app-replace = إعداد تطبيق آخر
accounts-app-next = متابعة
accounts-app-title = أضف هذا الموقع إلى تطبيقك
accounts-app-lead = اجعل تطبيقك يقرأ الصورة، ثم أدخل الرمز الذي يعرضه.
accounts-app-picture = رمز QR لتطبيقك؛ والمحتوى نفسه نصًا في الأسفل
accounts-app-by-hand = إن تعذّر ذلك فأدخل هذا المفتاح في التطبيق؛ رموز زمنية من ستة أرقام كل 30 ثانية:
accounts-app-submit = تأكيد
accounts-app-remove = إزالة التطبيق

accounts-passkey-begin = إنشاء مفتاح مرور
accounts-passkey-begin-lead = مفتاح المرور محفوظ في هاتفك أو حاسوبك أو مفتاح أمان. لا يصلح إلا لهذا الموقع، فلا يستطيع موقع آخر أن يأخذه منك. سمّه أولًا ثم أدخل كلمة المرور.
accounts-passkey-name = اسم مفتاح المرور
accounts-passkey-name-hint = أين ستحفظه، مثل «هاتفي»
accounts-passkey-name-wrong = اكتب اسمًا من حرف واحد إلى 60 حرفًا
accounts-passkey-title = إنشاء مفتاح المرور
accounts-passkey-lead = اضغط الزر، فيسألك متصفحك أين تحفظ مفتاح المرور «{ $name }». أمامك خمس دقائق.
accounts-passkey-submit = إنشاء مفتاح المرور
accounts-passkey-app-instead = إعداد تطبيق بدلًا منه
accounts-passkey-needs-script = يحتاج مفتاح المرور إلى برامج نصية، وهي لا تعمل هنا. من دونها استخدم تطبيقًا يولّد الرموز أو رمز استرداد.
accounts-passkey-asking = يسألك متصفحك الآن.
accounts-passkey-not-now = لم يتم الأمر: أُلغي أو طال الوقت. حاول من جديد أو استخدم طريقة أخرى.
accounts-passkey-known = في هذا الجهاز مفتاح مرور لك بالفعل. اختر جهازًا آخر.
accounts-passkey-unable = هذا المتصفح لا يعرف مفاتيح المرور. استخدم متصفحًا آخر أو تطبيقًا أو رمز استرداد.
accounts-passkey-instead = أو بمفتاح مرور
accounts-passkey-sign-title = استخدم مفتاح المرور
accounts-passkey-sign-lead = بقيت خطوة واحدة: أثبت بمفتاح مرور أنك أنت.
accounts-passkey-use = استخدام مفتاح مرور
accounts-passkey-by-passkey = استخدام مفتاح مرور
accounts-passkey-used = آخر استخدام { $used }
accounts-passkey-unused = لم يُستخدم بعد
accounts-passkey-remove = إزالة مفتاح المرور
accounts-passkey-remove-named = إزالة «{ $name }»
accounts-passkey-not-here = لا يمكن استخدام مفاتيح المرور هنا: لا تنشئها المتصفحات إلا لموقع عنوانه اسم مع https مثل https://city.example أو localhost. عنوان هذا الموقع { $address }. ويضع مشغّله عنوانًا آخر بالإعداد «public-url».
accounts-passkey-not-built = لا يمكن استخدام مفاتيح المرور هنا: بُني هذا البرنامج من دونها. ويصلح بدلًا منها تطبيق يولّد الرموز ورموز الاسترداد.

accounts-codes-title = رموز الاسترداد
accounts-codes-once = دوّنها أو اطبعها الآن: لن يستطيع أحد إظهارها مرة أخرى.
accounts-codes-says = كل رمز منها يُدخلك مرة واحدة بدل التطبيق يوم تفقده. احفظها بعيدًا عن كلمة المرور.
accounts-codes-go-on = حفظتها، متابعة

accounts-reset-title = طلب كلمة مرور جديدة
accounts-reset-lead = أدخل العنوان الذي تسجّل الدخول به. ستصل إليه رسالة فيها رابط.
accounts-reset-submit = إرسال الرسالة
accounts-reset-asked-title = راجع بريدك
accounts-reset-asked = إن كان لهذا العنوان حساب فالرسالة التي فيها الرابط في طريقها إليه. الرابط صالح 24 ساعة ولمرة واحدة. إن لم يصل شيء فراجع مجلد البريد المزعج.
accounts-reset-new-title = اختيار كلمة مرور جديدة
accounts-reset-new-submit = حفظ كلمة المرور
accounts-reset-done = حُفظت كلمة مرورك الجديدة. سجّل الدخول بها.

accounts-dead-title = لم يعد هذا الرابط صالحًا
accounts-dead-says = استُخدم أو سُحب أو انقضت مدته. إن احتجت إلى رابط جديد فاطلبه.

accounts-invitation-title = أنت مدعو
accounts-invitation-lead = يُفتح بهذا حساب للعنوان { $email }. اختر له كلمة مرور.
accounts-invitation-join = تضيف الدعوة أدوارها إلى حسابك.
accounts-invitation-submit = قبول الدعوة
accounts-invitation-sign-in-first = لهذا العنوان حساب. سجّل الدخول ثم اقبل الدعوة.
accounts-invitation-done = أهلًا بك. أصبحت أدوار الدعوة لك.

accounts-first-title = كن المدير الأول
accounts-first-lead = لا مدير لهذا الموقع بعد. من يملأ هذا النموذج يصبح مديره ويدعو الآخرين.
accounts-first-submit = أصبح مديرًا
accounts-first-done = أنت الآن مدير هذا الموقع.

accounts-overview-title = حسابك
accounts-overview-roles = الأدوار
accounts-overview-no-roles = لا أدوار بعد
accounts-overview-data = كل ما يخصك
accounts-overview-role-for = { $role }، { $organisation }
accounts-overview-people = الأشخاص والأدوار
accounts-overview-sign-out = تسجيل الخروج

accounts-profile-title = الاسم واللغة
accounts-profile-submit = حفظ
accounts-profile-done = تم الحفظ.

accounts-password-title = تغيير كلمة المرور
accounts-password-lead = يُسجَّل خروجك من كل متصفح آخر وتُلغى رموزك للبرامج: أنشئ رموزًا جديدة بعد ذلك.
accounts-password-submit = تغيير كلمة المرور
accounts-password-done = تغيّرت كلمة مرورك وسُجّل خروجك من كل المتصفحات الأخرى وأُلغيت رموزك للبرامج.

accounts-sessions-title = أين سجّلت الدخول
accounts-sessions-lead = إن لم تعرف واحدة منها فأنهها وغيّر كلمة المرور.
accounts-sessions-browser = المتصفح
accounts-sessions-unnamed = غير معروف
accounts-sessions-started = وقت الدخول
accounts-sessions-seen = آخر استخدام
accounts-sessions-this = هذه
accounts-sessions-end = إنهاء
accounts-sessions-end-others = إنهاء كل ما عداها
accounts-sessions-done = انتهت.

accounts-provider-title = تسجيل الدخول عبر خدمة أخرى
accounts-provider-lead = إذا كانت خدمة أخرى تعرفك، كخدمة مدينتك، فيمكنك الدخول عبرها دون كتابة كلمة المرور هنا. تبقى كلمة المرور صالحة، ويُطلب العامل الثاني كما من قبل.
accounts-provider-none = حسابك غير مرتبط بأي خدمة أخرى.
accounts-provider-service = الخدمة
accounts-provider-since = وقت الربط
accounts-provider-link = ربط { $provider }
accounts-provider-link-title = ربط خدمة أخرى
accounts-provider-link-lead = أدخل كلمة المرور أولًا، ثم سجّل الدخول في { $provider } وعُد إلى هنا.
accounts-provider-next = متابعة
accounts-provider-go = كلمة المرور صحيحة. تابع خلال خمس دقائق.
accounts-provider-go-on = متابعة إلى { $provider }
accounts-provider-remove = إزالة الربط
accounts-provider-remove-lead = بعد ذلك لن يدخل أحد إلى حسابك عبرها. وحيث سجّلت الدخول تبقى كذلك.
accounts-provider-done-linked = رُبطت الخدمة. يمكنك من الآن الدخول عبرها.
accounts-provider-done-removed = أُزيل الربط.
accounts-provider-way = تسجيل الدخول عبر { $provider }
accounts-provider-again = المحاولة من جديد
accounts-provider-by-password = الدخول بكلمة المرور
accounts-provider-fault-title = تعذّر تسجيل الدخول عبر الخدمة الأخرى
accounts-provider-fault-stale = انتهى هذا الدخول، أو استُخدم من قبل، أو بدأ في نافذة أخرى. ابدأ من جديد.
accounts-provider-fault-declined = لم تؤكد { $provider } هويتك: رفضتَ هناك، أو لا يحق لك استخدام هذا الموقع. لم يتغير شيء هنا.
accounts-provider-fault-away = تعذّر الوصول إلى { $provider } الآن. حاول بعد بضع دقائق، أو ادخل بكلمة المرور.
accounts-provider-fault-often = جاءت من شبكتك محاولات دخول كثيرة عبر { $provider } لم تنجح. انتظر بضع دقائق، أو ادخل بكلمة المرور.
accounts-provider-fault-unsound = رد { $provider } غير موثوق فلم يُستخدم. حاول من جديد؛ وإن تكرر ذلك فأبلغ أحد المديرين.
accounts-provider-fault-clock = بحسب ساعة هذا الموقع كان رد { $provider } قديمًا جدًا أو آتيًا من المستقبل فلم يُستخدم. حاول من جديد؛ وإن تكرر ذلك فأبلغ أحد المديرين.
accounts-provider-fault-unlinked = لا حساب هنا مرتبط بدخولك في { $provider }. إن كان لديك حساب فادخل بكلمة المرور واربطه؛ ولا تُفتح الحسابات إلا بدعوة.
accounts-provider-fault-elsewhere = دخولك في { $provider } مرتبط بحساب آخر هنا. أزل ذلك الربط أولًا.
accounts-provider-fault-already = حسابك مرتبط بالفعل بدخول في { $provider }. أزل ذلك الربط أولًا.

accounts-tokens-title = رموز البرامج
accounts-tokens-says = البرنامج الذي يُظهر رمزًا يعمل باسمك. اجعل لكل برنامج رمزه.
accounts-tokens-none = ليس لديك رمز.
accounts-tokens-new = إنشاء رمز
accounts-tokens-lead = يظهر نصه مرة واحدة فور إنشائه. وتصلك رسالة تخبرك بإنشائه.
accounts-tokens-submit = إنشاء
accounts-tokens-scope-all = كل ما يجوز لي
accounts-tokens-scope-all-says = ويشمل ما يُسمح لك به لاحقاً. لا تمنحه لبرنامج إلا إن احتاج كل ذلك.
accounts-tokens-made-title = رمزك الجديد
accounts-tokens-made = انسخه الآن: لن يستطيع أحد إظهاره مرة أخرى.
accounts-tokens-made-on = أُنشئ
accounts-tokens-expires = صالح حتى
accounts-tokens-over = انتهى
accounts-tokens-held-back = أُنشئ دون عاملك الثاني: لا يفعل شيئًا في دور يتطلب عاملًا ثانيًا. أنشئ رمزًا جديدًا لذلك.
accounts-tokens-revoke = إلغاء
accounts-tokens-done = أُلغي.

accounts-mail-greeting = عزيزي { $name }،
accounts-mail-invited-subject = دعوتك إلى { $site }
accounts-mail-invited = أنت مدعو إلى العمل مع { $site }.
accounts-mail-invited-by = يدعوك { $person } إلى العمل مع { $site }.
accounts-mail-invited-for = ستعمل باسم: { $organisations }.
accounts-mail-invited-and = { "، " }
accounts-mail-invited-link = هذا الرابط يُدخلك:
accounts-mail-invited-until = هو صالح حتى { $until } ولمرة واحدة.
accounts-mail-unasked = إن كنت لا تعرف سبب هذه الرسالة فلا حاجة إلى فعل شيء.
accounts-mail-reset-subject = كلمة مرورك الجديدة
accounts-mail-reset = طلب أحدهم كلمة مرور جديدة لحسابك. اخترها من هذا الرابط:
accounts-mail-reset-until = هو صالح حتى { $until } ولمرة واحدة.
accounts-mail-unasked-reset = إن لم تكن أنت فلا حاجة إلى فعل شيء: كلمة مرورك باقية كما هي.
accounts-mail-changed-subject = تغيّرت كلمة مرورك
accounts-mail-changed = تغيّرت كلمة مرور حسابك وسُجّل خروجك من كل المتصفحات وأُلغيت كل رموز البرامج.
accounts-mail-changed-not-you = إن لم تكن أنت فاطلب كلمة مرور جديدة فورًا:
accounts-mail-token-made-subject = أُنشئ رمز للبرامج في حسابك
accounts-mail-token-made = أُنشئ في حسابك رمز للبرامج: البرنامج الذي يُظهره يعمل باسمك حتى ينتهي الرمز أو يُلغى.
accounts-mail-provider-linked-subject = رُبط حسابك بخدمة أخرى
accounts-mail-provider-linked = رُبط حسابك بخدمة أخرى: من يسجّل الدخول هناك يدخل من الآن إلى هنا أيضًا.
accounts-mail-provider-unlinked-subject = أُزيل ربط حسابك بخدمة أخرى
accounts-mail-provider-unlinked = أُزيل ربط حسابك بخدمة أخرى. لم يعد أحد يدخل إلى حسابك عبرها.
accounts-mail-factor-added-subject = أُضيف عامل ثانٍ إلى حسابك
accounts-mail-factor-added = أُضيف إلى حسابك عامل ثانٍ هو تطبيق يولّد الرموز، وسُجّل خروجك من كل المتصفحات الأخرى.
accounts-mail-factor-replaced = استُبدل التطبيق الذي يولّد رموز حسابك بآخر، وسُجّل خروجك من كل المتصفحات الأخرى.
accounts-mail-factor-removed-subject = أُزيل العامل الثاني من حسابك
accounts-mail-factor-removed = أُزيل العامل الثاني من حسابك وسُجّل خروجك من كل المتصفحات الأخرى.
accounts-mail-factor-taken = أزال أحد المديرين العامل الثاني من حسابك وسُجّل خروجك من كل المتصفحات. يمكنك إعداد عامل جديد بعد تسجيل الدخول.
accounts-mail-passkey-added = أُضيف إلى حسابك مفتاح مرور عاملًا ثانيًا، وسُجّل خروجك من كل المتصفحات الأخرى.
accounts-mail-part-removed-subject = أُزيل أحد العوامل الثانية من حسابك
accounts-mail-app-removed = أُزيل من حسابك التطبيق الذي يولّد الرموز، وسُجّل خروجك من كل المتصفحات الأخرى. ومفاتيح المرور باقية على صلاحيتها.
accounts-mail-passkey-removed = أُزيل مفتاح مرور من حسابك، وسُجّل خروجك من كل المتصفحات الأخرى. ويبقى ما لديك سواه صالحًا.
accounts-mail-recovery-made-subject = رموز استرداد جديدة لحسابك
accounts-mail-recovery-made = أُنشئت رموز استرداد جديدة لحسابك، ولم تعد القديمة صالحة.
accounts-mail-recovery-used-subject = استُخدم رمز استرداد
accounts-mail-recovery-used = سجّل أحدهم الدخول إلى حسابك برمز استرداد. رموز الاسترداد الباقية: { $left }.
accounts-mail-factor-not-you = إن كنت لا تعلم شيئًا عن هذا فاطلب كلمة مرور جديدة فورًا وأبلغ أحد المديرين:

accounts-desk-people-title = الأشخاص والأدوار
accounts-desk-people-lead = كل من يجوز له تسجيل الدخول هنا.
accounts-desk-people-words = الاسم أو العنوان
accounts-desk-people-role = الدور
accounts-desk-people-state = الحالة
accounts-desk-people-count = { $count ->
    [zero] لا أحد في هذه الصفحة
    [one] شخص واحد في هذه الصفحة
    [two] شخصان في هذه الصفحة
    [few] { $count } أشخاص في هذه الصفحة
    [many] { $count } شخصًا في هذه الصفحة
   *[other] { $count } شخص في هذه الصفحة
}
accounts-desk-people-empty = لم يُعثر على أحد. غيّر ما تبحث عنه أو ادعُ أول شخص.
accounts-desk-people-name = الاسم
accounts-desk-people-email = عنوان البريد
accounts-desk-people-roles = الأدوار
accounts-desk-people-factor = العامل الثاني
accounts-desk-factor-on = موجود
accounts-desk-factor-off = لا يوجد
accounts-desk-factor-owed = مطلوب وغير موجود
accounts-desk-state-active = مفعّل
accounts-desk-state-off = موقوف
accounts-desk-done-sent = الدعوة في طريقها.
accounts-desk-done-withdrawn = سُحبت الدعوة.
accounts-desk-done-added = أُضيفت المنظمة.
accounts-desk-done-roles = تغيّرت الأدوار وسُجّل خروج الشخص من كل مكان.
accounts-desk-done-factor = أُزيل العامل الثاني وسُجّل خروج الشخص من كل مكان.
accounts-desk-done-off = الحساب موقوف.
accounts-desk-done-on = عاد الحساب مفعّلًا.

accounts-desk-person-language = لغة رسائله
accounts-desk-person-roles = منح دور
accounts-desk-person-off = إيقاف الحساب
accounts-desk-person-on = تفعيل الحساب
accounts-desk-person-back = كل الأشخاص
accounts-desk-person-take = سحب
accounts-desk-person-take-which = سحب: { $role }
accounts-desk-person-none = لا دور

accounts-desk-roles-title = منح دور
accounts-desk-roles-lead = دور لـ{ $name }. يُسجَّل خروجه من كل مكان ثم يدخل من جديد بالدور الجديد.
accounts-desk-roles-for = { $role }، { $organisation }
accounts-desk-roles-organisation = المنظمة
accounts-desk-roles-organisation-hint = جزء من اسمها، لدور يُعطى لمنظمة بعينها. اتركه فارغًا لغيره من الأدوار.
accounts-desk-roles-no-organisation = لا منظمة معروفة هنا بعد، فلا يمكن منح دور يخص منظمة. من يطلب العضوية أو ينضم يُعرف فورًا، وغيره يُضاف تحت «المنظمات».
accounts-desk-roles-which = أيّ منها
accounts-desk-roles-none-named = لا توجد منظمة في اسمها هذه الكلمات
accounts-desk-roles-many-named = منظمات كثيرة في أسمائها هذه الكلمات: اكتب المزيد من الاسم
accounts-desk-roles-unknown = لا يوجد دور «{ $role }»
accounts-desk-roles-organisation-missing = الدور «{ $role }» يُعطى لمنظمة بعينها
accounts-desk-roles-organisation-needless = الدور «{ $role }» يُعطى لكل المنظمات معًا
accounts-desk-roles-empty = اختر دورًا واحدًا على الأقل
accounts-desk-roles-form = اختر من القائمة

accounts-desk-take-title = سحب الدور
accounts-desk-take-question = هل تسحب الدور «{ $role }» من { $name }؟
accounts-desk-take-signed-out = يُسجَّل خروجه من كل مكان ثم يدخل من جديد من دونه.

accounts-desk-factor-title = إزالة العامل الثاني
accounts-desk-factor-question = هل تزيل العامل الثاني من حساب { $name }؟
accounts-desk-factor-who = تأكد من أنه هو من يطلب ذلك: اتصل به أو قابله. وحتى يُعدّ عاملًا جديدًا تكفي كلمة مروره وحدها للدخول.
accounts-desk-factor-out = يُسجَّل خروجه من كل مكان وتتوقف رموز الاسترداد.
accounts-desk-factor-told = تصله رسالة، ويُدوَّن ذلك في سجل التدقيق.

accounts-desk-off-title = إيقاف الحساب
accounts-desk-off-question = هل توقف حساب { $name }؟
accounts-desk-off-sessions = يُسجَّل خروجه من كل مكان فورًا وتتوقف رموزه.
accounts-desk-off-invitations = الدعوات التي أرسلها ولم يقبلها أحد بعد لا تفتح شيئًا بعد الآن.
accounts-desk-off-kept = يبقى ما فعله، ويمكن تفعيل الحساب من جديد.
accounts-desk-on-title = تفعيل الحساب
accounts-desk-on-question = هل تفعّل حساب { $name } من جديد؟
accounts-desk-on-same = يدخل بكلمة المرور والأدوار التي كانت له.

accounts-desk-refused-beyond = يمكنك الدعوة بأدوار المنظمات وحدها، وهذا الدور يسري في كل مكان. اطلب ذلك من مدير.
accounts-desk-refused-many = أرسلت دعوات كثيرة، أو أُرسل كثير منها إلى هذا العنوان. انتظر قليلًا ثم أرسلها من جديد.
accounts-desk-refused-last = يبقى المدير الأخير مديرًا. عيّن مديرًا آخر أولًا.
accounts-desk-refused-yourself = اطلب من مدير آخر أن يفعل هذا بحسابك.
accounts-desk-refused-stale = غيّره شخص آخر في هذه الأثناء. راجعه قبل المتابعة.
accounts-desk-refused-name = توجد منظمة بهذا الاسم
accounts-desk-refused-used = قُبلت الدعوة أو سُحبت من قبل.

accounts-desk-invite-title = دعوة شخص
accounts-desk-invite-lead = تصله رسالة فيها رابط صالح سبعة أيام.
accounts-desk-invite-submit = إرسال الدعوة
accounts-desk-invitations-title = الدعوات
accounts-desk-invitations-lead = الأحدث أولًا.
accounts-desk-invitations-count = { $count ->
    [zero] لا دعوات
    [one] دعوة واحدة
    [two] دعوتان
    [few] { $count } دعوات
    [many] { $count } دعوة
   *[other] { $count } دعوة
}
accounts-desk-invitations-empty = لم يُدعَ أحد بعد.
accounts-desk-invitations-sent = أُرسلت
accounts-desk-invitations-state = الحالة
accounts-desk-invitation-open = تنتظر
accounts-desk-invitation-over = انقضت مدتها
accounts-desk-invitation-accepted = قُبلت
accounts-desk-invitation-withdrawn = سُحبت
accounts-desk-withdraw-title = سحب الدعوة
accounts-desk-withdraw-question = هل تسحب دعوة { $email }؟
accounts-desk-withdraw-dead = يتوقف رابطها فورًا.

accounts-desk-organisations-title = المنظمات
accounts-desk-organisations-lead = يمكن إعطاء أدوار لكل منها.
accounts-desk-organisations-count = { $count ->
    [zero] لا منظمات
    [one] منظمة واحدة
    [two] منظمتان
    [few] { $count } منظمات
    [many] { $count } منظمة
   *[other] { $count } منظمة
}
accounts-desk-organisations-empty = لا توجد منظمة بعد.
accounts-desk-organisations-name = الاسم
accounts-desk-organisation-add = إضافة منظمة
accounts-desk-organisation-submit = إضافة

accounts-may-account-read = رؤية من له حساب وأدواره والدعوات
accounts-may-account-invite = دعوة أشخاص بأي دور
accounts-may-organisation-invite = دعوة أشخاص إلى المنظمات
accounts-may-account-grant = منح الأدوار وسحبها
accounts-may-account-switch = إيقاف الحسابات وتشغيلها
accounts-may-account-register = فتح حسابات دون دعوة
accounts-may-factor-take = إزالة العامل الثاني ممن فقده
accounts-may-organisation-add = إضافة المنظمات وتغيير أسمائها
