ceds-percent = { $number }٪

ceds-facts-city = اسم مدينتكم
ceds-facts-yes = نعم
ceds-facts-no = لا

ceds-stage-draft = قيد الإجابة
ceds-stage-submitted = سُلّم
ceds-stage-returned = أُعيد مع أسئلة
ceds-stage-frozen = ثُبّت
ceds-stage-withdrawn = سُحب
ceds-meaning-draft = تجيبون أنتم وزملاؤكم. ما تحفظونه يبقى، ولا يقرؤه أحد خارج مدينتكم بعد.
ceds-meaning-submitted = تجري مراجعة إجاباتكم، ولا يمكن تغييرها الآن.
ceds-meaning-returned = أجيبوا عما سُئلتم عنه ثم سلّموه من جديد.
ceds-meaning-frozen = الدرجات ثابتة ولا تتغير أبداً.
ceds-meaning-withdrawn = سحبته المدينة.
ceds-meaning-closed = انتهى وقت الإجابة. ما أجبتم عنه محفوظ.

ceds-state-answered = أُجيب
ceds-state-unanswered = لم يُجب
ceds-state-settled = لم يُسأل لعدم وجوده
ceds-state-open = نتركه مفتوحاً الآن
ceds-state-not-applicable = لا يمكن أن ينطبق على مدينتنا
ceds-state-not-relevant = لا نحتاج إليه
ceds-state-hint-not-applicable = ليس للمدينة مهمة كهذه إطلاقاً. لا يدخل في الحساب.
ceds-state-hint-not-relevant = يمكن أن يوجد ولا تريده المدينة. يُحسب صفراً.

ceds-progress-count = أُجيب عن { $answered } من { $due }
ceds-progress-whole = مكتمل
ceds-progress-begun = بدأ
ceds-progress-not-begun = لم يبدأ

ceds-own-title = التشخيص
ceds-own-lead = تنظر مدينتكم إلى نفسها: ما مدى استعدادها للحكومة الرقمية، وأي أنظمة لديها وتستعملها.
ceds-own-about = ما هو التشخيص
ceds-own-city = مدينتكم
ceds-own-none = لا تجيبون عن مدينة. اطلبوا ممن يقود التشخيص في مدينتكم أن يدعوكم.
ceds-own-no-round = لا جولة مفتوحة الآن. حين تُفتح جولة يمكنكم البدء هنا.
ceds-own-until = تُقبل الإجابات حتى { $day } ({ $zone }).
ceds-own-begin-in = ابدؤوا: { $round }
ceds-own-begin = بدء التقييم
ceds-own-begin-lead = ما يُعرف عن مدينتكم يحدد الأسئلة التي تُطرح والمدن التي تُقارنون بها.
ceds-own-begin-next = يمكنكم تغيير ذلك لاحقاً. تأتي بعده الأسئلة قسماً بعد قسم.
ceds-own-facts = عن المدينة
ceds-own-facts-lead = ما يُعرف عن مدينتكم يحدد الأسئلة التي تُطرح والمدن التي تُقارنون بها.
ceds-own-done-begun = بدأ التقييم. وزّعوا الأقسام أو أجيبوا عنها بأنفسكم.
ceds-own-done-saved = حُفظ.
ceds-own-done-consent = حُفظ. يمكنكم تغييره في أي وقت.
ceds-own-done-submitted = سُلّم. تجري مراجعته الآن.
ceds-own-done-withdrawn = سُحب التقييم.
ceds-own-sections = الأقسام
ceds-own-questions = ما تُسألون عنه
ceds-own-go-on = تابعوا مع: { $section }
ceds-own-who = طُلبت الإجابة من:
ceds-own-more = المزيد
ceds-own-consent-now = من يعلم به:
ceds-own-pages = صفحات هذا القسم
ceds-own-page = الأسئلة { $first } إلى { $last }
ceds-own-not-open = لا تُقبل إجابات الآن. يمكنكم قراءة ما أُجيب.
ceds-own-not-asked = لا ينطبق على مدينتكم بحسب ما يُعرف عنها.
ceds-own-number = القيمة
ceds-own-why = ملاحظة وأدلة وتعليقات
ceds-own-evidence = الأدلة التي يُبحث عنها:
ceds-own-note = لماذا اخترتم ذلك
ceds-own-links = روابط إلى الأدلة
ceds-own-links-hint = عنوان في كل سطر، يبدأ بـ https://
ceds-own-files = ملفات وتعليقات
ceds-own-by = أجاب:
ceds-own-save = حفظ
ceds-own-save-on = احفظوا وتابعوا
ceds-own-save-later = احفظوا وغادروا
ceds-own-back = رجوع
ceds-own-section-next = يُحفظ كل ما في هذه الصفحة. يمكنكم ترك أسئلة مفتوحة والعودة إليها.
ceds-own-saving = يجري الحفظ
ceds-own-saved-all = حُفظ كل شيء
ceds-own-offline = لم يُحفظ بعد: لا اتصال. ما كتبتموه باق في هذه الصفحة ويُرسل من جديد.
ceds-own-unsaved = لم يُحفظ: اضغطوا زراً لتروا السبب.
ceds-own-stale = { $question }: أجاب شخص آخر عن هذا في الأثناء. إجابتكم ما زالت هنا: احفظوا من جديد لتحل محل إجابته.
ceds-own-theirs = أجاب { $name } في الأثناء:
ceds-own-theirs-next = إجابتكم أدناه. احفظوا لتحل محل هذه، أو غادروا الصفحة لتبقى هذه.
ceds-own-check = مراجعة وتسليم
ceds-own-check-lead = انظروا ما هو مفتوح. لا يجب الإجابة عن كل شيء، لكن القسم الذي إجاباته قليلة لا يحصل على درجة.
ceds-own-check-next = بعد ذلك لا تتغير الإجابات إلا إذا أُعيدت إليكم.
ceds-own-lacks = لا درجة: يجب الإجابة عن { $share } منه بحسب الوزن.
ceds-own-unanswered = { $count ->
    [one] سؤال واحد مفتوح
    [two] سؤالان مفتوحان
    [few] { $count } أسئلة مفتوحة
   *[other] { $count } سؤالاً مفتوحاً
}
ceds-own-anyway = التسليم مع ذلك، مع أقسام بلا درجة
ceds-own-hand-in = تسليم التقييم
ceds-own-not-yet = ليس بعد
ceds-own-for-another = يسلّمه من يقود التقييم في مدينتكم.
ceds-own-team = الزملاء
ceds-own-withdraw = سحب التقييم
ceds-own-withdraw-question = أتسحبون هذا التقييم؟
ceds-own-withdraw-consequence = ينتهي هنا ولا يحصل على درجات. ما دامت الجولة مفتوحة يمكنكم بدء تقييم آخر.

ceds-team-lead = اسألوا الزملاء الذين يعرفون. يجيبون عن أقسامهم، ويمكن لكل من يمثل مدينتكم قراءة الأقسام كلها والإجابة عنها.
ceds-team-empty = لم يُسأل أحد بعد. اسألوا أول زميل أدناه.
ceds-team-address = بريد زميل الإلكتروني
ceds-team-address-hint = العنوان الذي يدخل به أو يُدعى عليه
ceds-team-language = لغة الرسالة
ceds-team-sections = الأقسام التي يُطلب منه الإجابة عنها
ceds-team-sections-hint = يمكنكم تغيير ذلك في أي وقت.
ceds-team-ask = سؤال زميل
ceds-team-submit = اسألوا
ceds-team-next = تصل إلى هذا العنوان رسالة بما تطلبونه، ومن ليس له حساب بعد تصله دعوة.
ceds-team-invite = دعوة شخص إلى مدينتكم
ceds-team-change = تغيير الأقسام
ceds-team-leave = لا تسألوه بعد الآن
ceds-team-no-account = لا حساب بعد
ceds-team-no-section = لا قسم خاصاً به
ceds-team-done-asked = سُئل.
ceds-team-done-left = لا يُسأل بعد الآن. ما أجاب عنه يبقى.

ceds-question-answer = الإجابة
ceds-question-files = الملفات
ceds-question-file = إضافة ملف
ceds-question-add = إضافة
ceds-question-no-files = لا ملف بعد. أضيفوا ما يثبت صحة الإجابة.
ceds-question-remove = إخراج
ceds-question-remove-question = أتُخرجون { $file }؟
ceds-question-remove-consequence = يُحذف محتواه بعد يوم.
ceds-question-remarks = التعليقات
ceds-question-remark = قولوا شيئاً عن هذا السؤال
ceds-question-say = إرسال التعليق
ceds-question-done-said = قيل.
ceds-question-done-added = أُضيف الملف.
ceds-question-done-removed = أُخرج الملف.

ceds-consent-title = من يعلم به
ceds-consent-lead = إجاباتكم ودرجاتكم ملككم. أنتم تقررون ما يعلمه الآخرون منها، ويمكنكم تغييره في أي وقت.
ceds-consent-question = ماذا يجوز أن يعلم الآخرون؟
ceds-consent-next = لا تُعرض مجموعات أقل من ست مدن أبداً، وكل رقم محسوب من ثلاث مدن على الأقل ومقرَّب.
ceds-consent-nothing = لا شيء
ceds-consent-compared = أرقام بلا اسمنا
ceds-consent-named = أرقام، وأننا شاركنا
ceds-consent-hint-nothing = درجاتكم ليست في أي مقارنة. والمجموعات التي عُرضت معها لا تُعرض بعد ذلك لأحد.
ceds-consent-hint-compared = درجاتكم بين ما تُحسب منه القيم الوسطى. لا يظهر اسمكم.
ceds-consent-hint-named = الشيء نفسه، ويظهر اسمكم بين المدن المقارنة. درجاتكم تبقى ملككم.

ceds-chart-described = الأرقام نفسها في الجدول أدناه.

ceds-report-title = التقرير
ceds-report-so-far = التقرير حتى الآن
ceds-report-of = تقرير: { $city }
ceds-report-preview = غير مثبت
ceds-report-preview-lead = هذا ما تؤول إليه إجابات اليوم، ويتغير معها.
ceds-report-drifted = حُسبت من جديد
ceds-report-drifted-lead = إصدار لاحق من البرنامج يحسب بعض الدرجات بشكل مختلف. الدرجات المثبتة هي المعتمدة، والجداول أدناه تشرح حساب اليوم.
ceds-report-settled = مثبت
ceds-report-today = اليوم
ceds-report-whole = في رقم واحد
ceds-report-none = لا درجة بعد: الكثير بلا إجابة. ما أُجيب عنه معروض أدناه.
ceds-report-coverage = أُجيب عن { $share } مما ينطبق على المدينة.
ceds-report-levels = المستوى بحسب البُعد
ceds-report-radar = الملامح
ceds-report-own-score = درجتنا
ceds-report-peers-median = وسط المدن المشابهة
ceds-report-target = بداية المرحلة التالية
ceds-report-dimension = البُعد
ceds-report-score = الدرجة
ceds-report-stage = المرحلة
ceds-report-why = السبب
ceds-report-gap = المتبقي
ceds-report-no-score = لا درجة
ceds-report-rules = القاعدة وراء كل مستوى
ceds-report-rule = تبدأ عند { $from }، وتبدأ { $next } عند { $at }.
ceds-report-rule-top = تبدأ عند { $from }، وهي الأعلى.
ceds-report-gaps = ما العمل بعد ذلك
ceds-report-gaps-lead = ما يرفع الدرجة أكثر يأتي أولاً.
ceds-report-gaps-to-target = حتى المرحلة التالية
ceds-report-next = الخطوة التالية:
ceds-report-room = حتى { $points } نقطة للدرجة الكلية
ceds-report-brings = يضيف { $points } نقطة إلى الدرجة الكلية
ceds-report-strengths = نقاط القوة
ceds-report-missing = بلا إجابة
ceds-report-missing-lead = أسئلة منطبقة ما زالت مفتوحة: { $count }. عدم الإجابة غير الإجابة بلا، وهو يقلل من يقين الدرجة.
ceds-report-peers = بجانب مدن أخرى
ceds-report-no-peers = تُقارن المدن حين تُغلق الجولة.
ceds-report-all-cities = كل المدن التي وافقت على المقارنة
ceds-report-cities = عدد المدن: { $count }.
ceds-report-among = منها:
ceds-report-quarter = ربعها دون ذلك
ceds-report-median = نصفها دون ذلك
ceds-report-three-quarters = ثلاثة أرباعها دون ذلك
ceds-report-history = عبر السنين
ceds-report-editions = بين الجولات المعلّمة تغيرت الأسئلة. قد يأتي الفرق من الأسئلة لا من المدينة.
ceds-report-other-edition = أسئلة غير أسئلة الجولة السابقة
ceds-report-assessment = الجولة
ceds-report-note = ملاحظة
ceds-report-print = اطبعوا هذه الصفحة لتقرير على الورق. كبيانات:
ceds-report-csv = CSV
ceds-report-json = JSON
ceds-report-xlsx = XLSX
ceds-report-weight = { $share } من المستوى الأعلى
ceds-report-explained = لكل إجابة درجة، ونقاط تضيفها إلى الكل، ونقاط يمكن أن تضيفها بعد.
ceds-report-line = الدرجة { $score } · تضيف { $points } نقطة · حتى { $room } أخرى

ceds-hidden-too-few = وافقت أقل من ست مدن من هذه المجموعة على المقارنة، والمطلوب خمس بجانب أي واحدة منها.
ceds-hidden-would-tell = بجانب مجموعة أخرى قد تكشف أرقامها عن مدن بعينها.
ceds-hidden-taken-back = سحبت مدينة موافقتها.

ceds-field-address-wrong = هذا ليس عنوان بريد
ceds-field-answers-many = إجابات كثيرة في وقت واحد
ceds-field-city-empty = اكتبوا اسم مدينتكم
ceds-field-city-long = اختصروا اسم مدينتكم
ceds-field-closes-before = اليوم الأخير قبل الأول
ceds-field-facts-wrong = ليس من الإجابات أو ليس رقماً
ceds-field-file-many = بلغ التقييم أقصى عدد من الملفات
ceds-field-given-unknown = اختاروا إحدى الإجابات
ceds-field-links-many = عشرة روابط على الأكثر
ceds-field-links-wrong = يبدأ الرابط بـ https:// وليس فيه فراغ
ceds-field-name-empty = اكتبوا اسم الجولة
ceds-field-name-long = اختصروا اسم الجولة
ceds-field-note-long = اختصروا الملاحظة إلى 4000 حرف
ceds-field-question-twice = أُجيب عن السؤال مرتين
ceds-field-question-unknown = لا سؤال كهذا
ceds-field-sections-unknown = لا قسم كهذا
ceds-field-text-empty = اكتبوا ما تريدون قوله
ceds-field-text-long = اختصروه إلى 10000 حرف

ceds-refused-stale = غيّر شخص آخر هذا في الأثناء. ما كتبتموه محفوظ: انظروا إليه مرة أخرى وأرسلوه من جديد
ceds-refused-not-at-that-stage = التقييم ليس في المرحلة المناسبة لهذا. ما كتبتموه باق في هذه الصفحة
ceds-refused-not-at-that-time = لا تقبل الجولة هذا الآن. ما كتبتموه باق في هذه الصفحة
ceds-refused-already-begun = لمدينتكم تقييم في هذه الجولة
ceds-refused-many-unanswered = إجابات بعض الأقسام أقل من أن تعطي درجة. أجيبوا عن المزيد أو قولوا إنكم تسلّمون مع ذلك
ceds-refused-own-work = من سلّمه أو أجاب عن شيء منه لا يراجعه. اسألوا زميلاً
ceds-refused-bad-document = في الوثيقة أخطاء
ceds-refused-other-edition = هذه الطبعة محفوظة وتقول شيئاً آخر
ceds-refused-no-scores = لا تؤول الإجابات إلى درجات
ceds-refused-still-waiting = بعض ما سُلّم ينتظر المراجعة
ceds-refused-team-full = بلغ الفريق أقصى عدد

ceds-phase-planned = مقررة
ceds-phase-open = مفتوحة
ceds-phase-review = قيد المراجعة
ceds-phase-closed = مغلقة

ceds-about-title = التشخيص
ceds-about-lead = في نحو ساعتين من وقت كل زميل، والعمل موزع بينهم، ترى مدينتكم مدى استعدادها للحكومة الرقمية، ولماذا، وما العمل بعد ذلك. لا يلزم أحداً أن يعرف التقنية.
ceds-about-how = كيف يسير
ceds-about-step-begin = يبدأ أحد من مدينتكم، ويقول عنها بضعة أشياء، ويوزع الأقسام على الزملاء.
ceds-about-step-answer = يجيب كل زميل عن أسئلة قسم بقدر ما يعرف. ما يُحفظ يبقى.
ceds-about-step-hand-in = تنظرون ما هو مفتوح وتسلّمونه. قد يسأل المراجع.
ceds-about-step-report = تتلقون تقريراً: مستواكم في كل بُعد مع القاعدة وراءه، ونقاط القوة، والفجوات مع الخطوة التالية، وخطة لميزانيتكم.
ceds-about-begin = ابدؤوا أو تابعوا
ceds-about-questions = { $count ->
    [one] سؤال واحد للقراءة والطباعة
    [two] سؤالان للقراءة والطباعة
    [few] { $count } أسئلة للقراءة والطباعة
   *[other] { $count } سؤالاً للقراءة والطباعة
}
ceds-about-count = { $count ->
    [one] سؤال واحد
    [two] سؤالان
    [few] { $count } أسئلة
   *[other] { $count } سؤالاً
}
ceds-about-rounds = الجولات
ceds-about-no-round = لم تُعلن جولة بعد.
ceds-about-days = تُقبل الإجابات من { $opens } إلى { $closes }.
ceds-about-compared = كل المدن التي وافقت على المقارنة:
ceds-about-privacy = إجابات المدينة ودرجاتها ملكها. لا تُعرض إلا أرقام ست مدن أو أكثر وافقت على ذلك.
ceds-about-crumbs = أين أنتم
ceds-about-conditional = يُسأل عنه فقط حيث ينطبق.

ceds-roadmap-title = خارطة الطريق
ceds-roadmap-of = خارطة الطريق: { $city }
ceds-roadmap-lead = قولوا كم يمكن إنفاقه، وانظروا أي الوحدات ترفع درجتكم أكثر به، كل منها بعد ما تقوم عليه.
ceds-roadmap-years = السنوات
ceds-roadmap-years-count = { $count ->
    [one] سنة واحدة
    [two] سنتان
    [few] { $count } سنوات
   *[other] { $count } سنة
}
ceds-roadmap-cost = المال كل سنة
ceds-roadmap-effort = عمل موظفيكم كل سنة
ceds-roadmap-next = يستغرق الحساب بضع ثوان. لا يُحفظ شيء.
ceds-roadmap-submit = وضع الخطة
ceds-roadmap-no-score = لا درجة بعد، فلا يمكن القول ما الذي يرفعها. أجيبوا عن المزيد أولاً
ceds-roadmap-year = السنة { $number }
ceds-roadmap-months = الأشهر { $first } إلى { $last }
ceds-roadmap-when = متى
ceds-roadmap-module = الوحدة
ceds-roadmap-cost-head = الكلفة
ceds-roadmap-by-year = بحسب السنة
ceds-roadmap-spent = المنفق
ceds-roadmap-left = المتبقي
ceds-roadmap-line = الكلفة { $cost } · عمل ذاتي { $effort } · ترفع الدرجة { $gain }
ceds-roadmap-opens = تنتظرها:
ceds-roadmap-empty = لا يمكن بهذه الميزانية بناء ما يرفع الدرجة. جربوا مالاً أكثر أو سنوات أكثر.
ceds-roadmap-optimal = لا خطة بهذه الميزانية ترفع الدرجة أكثر.
ceds-roadmap-within = لا خطة بهذه الميزانية تكسب أكثر من هذه بما يزيد على { $share } مما تكسبه هذه.
ceds-roadmap-best-found = هذه أفضل خطة وُجدت. في هذه الأداة يتوقف نفع الوحدة على ما يُبنى معها، فسار البحث وفق تقديرات؛ أما الدرجات المعروضة فمحسوبة بدقة لهذه الخطة. ولم يثبت أنه لا توجد خطة أفضل.
ceds-field-budget-wrong = اكتبوا رقماً، صفراً أو أكثر
