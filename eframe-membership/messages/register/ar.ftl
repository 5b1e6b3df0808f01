membership-refused-bad-file = في الملف أخطاء. لم يُؤخذ منه شيء.
membership-refused-already-there = في السجل عضو من هذا الملف. اقرأ الملف من جديد.
membership-desk-field-day-early = اختر يومًا لا يسبق آخر ما حدث
membership-desk-field-day-future = اختر يومًا قد حلّ
membership-desk-field-year-far = اختر هذه السنة أو الماضية أو القادمة
membership-desk-import-empty = لا أعضاء في الملف.
membership-desk-import-many = في الملف أعضاء كثيرون. يُؤخذ { $most } على الأكثر في المرة.
membership-desk-import-json = ليس هذا JSON المقبول هنا: { $said }
membership-desk-import-format = صيغة الملف أو إصداره غير ما يُقرأ هنا.
membership-desk-import-count = يقول الملف إن فيه { $wanted } عضوًا، وفيه { $found }. ربما قُطع.
membership-desk-import-characters = هنا محارف لا تُرى. احذف نهايات الأسطر ومحارف التحكم.
membership-desk-import-number-form = اكتب رقمًا مثل M-2018-0042 أو اتركه فارغًا
membership-desk-import-number-taken = لعضو في السجل هذا الرقم
membership-desk-import-number-twice = الرقم موجود في السطر { $line }
membership-desk-import-organisation-form = اكتب معرّف المنظمة بصيغة UUID أو اتركه فارغًا
membership-desk-import-organisation-taken = هذه المنظمة عضو أصلًا
membership-desk-import-organisation-twice = المنظمة موجودة في السطر { $line }
membership-desk-import-day-form = «{ $said }» ليس يومًا. اكتبه هكذا: ⁦2018-06-01⁩
membership-desk-import-day-future = { $day } لم يحلّ بعد
membership-desk-import-day-order = { $day } يأتي بعد يوم لاحق. اكتب ما حدث أولًا قبل غيره
membership-desk-import-history-empty = اكتب ما حدث للعضو، مثل «⁦2018-06-01 accepted⁩»
membership-desk-import-history-never = لا شيء من هذا يجعله عضوًا بحسب ميثاق تلك الأيام
membership-desk-import-history-unknown = «{ $said }» ليس مما يحدث لعضو، أو تنقصه الهيئة أو الفترة أو السبب
membership-desk-import-body-unknown = لا يعرف الميثاق هيئة «{ $said }»
membership-desk-import-standing-other = يؤدي التاريخ إلى «{ $follows }»، ويقول الملف «{ $said }»
membership-desk-import-fee-period = فترة الرسم سنة، مثل 2026
membership-desk-import-fee-twice = يوجد رسمان لسنة { $period }
membership-desk-import-fee-amount = ليس لرسم { $period } مبلغ مثل 1000.00 USD
membership-desk-import-fee-state = الرسم open أو paid أو waived
membership-register-title = الأعضاء
membership-register-map-title = الأعضاء على الخريطة
membership-register-words = الاسم أو الرقم
membership-register-kind = النوع
membership-register-region = المنطقة
membership-register-country = البلد
membership-register-standing = الصفة
membership-register-joined = عضو منذ
membership-register-name = الاسم
membership-register-show = اعرض
membership-register-every = الكل
membership-register-all = اعرضهم جميعًا
membership-register-first = إلى البداية
membership-register-on-map = اعرضهم على الخريطة
membership-register-as-list = اعرضهم في قائمة
membership-register-by-region = بحسب المنطقة
membership-register-by-name = بحسب الاسم
membership-register-count = { $count ->
    [zero] لا أعضاء
    [one] عضو واحد
    [two] عضوان
    [few] { $count } أعضاء
    [many] { $count } عضوًا
   *[other] { $count } عضو
}.
membership-register-count-narrowed = { $count ->
    [zero] لا عضو كهذا
    [one] عضو واحد كهذا
    [two] عضوان كهذا
    [few] { $count } أعضاء كهذا
    [many] { $count } عضوًا كهذا
   *[other] { $count } عضو كهذا
}.
membership-register-unplaced = { $count ->
    [zero] لكل منهم نقطة.
    [one] واحد منهم لم يذكر موقعه، وليست له نقطة.
    [two] اثنان منهم لم يذكرا موقعهما، وليست لهما نقطتان.
    [few] { $count } منهم لم يذكروا مواقعهم، وليست لهم نقاط.
    [many] { $count } منهم لم يذكروا مواقعهم، وليست لهم نقاط.
   *[other] { $count } منهم لم يذكروا مواقعهم، وليست لهم نقاط.
}
membership-register-map-says = { $count ->
    [zero] خريطة العالم بلا نقاط
    [one] خريطة العالم وعليها عضو واحد نقطةً
    [two] خريطة العالم وعليها عضوان نقطتين
    [few] خريطة العالم وعليها { $count } أعضاء نقاطًا
    [many] خريطة العالم وعليها { $count } عضوًا نقاطًا
   *[other] خريطة العالم وعليها { $count } عضو نقاطًا
}
membership-register-none = لا عضو كهذا. ارفع أحد الشروط أو ابحث بجزء من الاسم.
membership-register-empty = لا أعضاء بعد. يأتي الأول مع أول طلب يُقبل.
membership-member-crumbs = أين أنت
membership-member-since = بهذه الصفة منذ
membership-member-number = الرقم
membership-member-population = عدد السكان
membership-member-website = الموقع
membership-member-why = كيف بلغ هذه الصفة
membership-member-by-charter = بحسب الميثاق «{ $charter }» النافذ في ذلك اليوم
membership-member-nothing-yet = لم يحدث شيء حتى هذا اليوم.
membership-member-no-standing = ليس عضوًا في هذا اليوم
membership-member-rights = ما يحق له في { $day }
membership-member-yes = نعم
membership-member-no = لا
membership-member-rights-public = لا يُذكر هنا ما على العضو من مستحقات، ولا يتوقف عليه أي من هذه البنود.
membership-member-on = في يوم آخر
membership-member-show = اعرض ذلك اليوم
membership-member-as-of-today = اعرض اليوم
membership-certificate-check-title = شهادة العضوية
membership-certificate-on-issue = يوم الإصدار، { $day }
membership-certificate-today = اليوم، { $day }
membership-certificate-compare = قارن الاسم والرقم ويوم الإصدار بالشهادة التي بين يديك. ما تقوله يجب أن يكون ما هو هنا.
membership-certificate-member-page = اقرأ كيف بلغ هذه الصفة
membership-certificate-unknown = لا شهادة لها الرمز { $code }.
membership-certificate-unknown-why = تأكد من أنك كتبت العنوان كما هو مطبوع. إن كان هو نفسه فالشهادة لم تصدر من هنا.
membership-certificate-to-register = ابحث عن العضو في السجل
membership-happened-submitted = قدّم طلبه
membership-happened-submitted-as = قدّم طلبه ليصبح عضوًا من نوع آخر: { $kind }
membership-happened-accepted = قبلته الأمانة العامة
membership-happened-approved = أقرّه: { $body }
membership-happened-suspended = عُلّقت حقوقه
membership-happened-reinstated = انتهى التعليق
membership-happened-lapsed = سقطت: لم يُدفع رسم { $period } في موعده
membership-happened-restored = دفع وعاد
membership-happened-withdrew = انسحب
membership-member-recorded = دُوّن في { $day }.
membership-fee-title = الرسوم
membership-fee-open = مستحق
membership-fee-overdue = متأخر
membership-fee-paid = مدفوع
membership-fee-waived = معفى
membership-fee-year = السنة
membership-fee-amount = المبلغ
membership-fee-due = يُدفع حتى
membership-fee-state = الحالة
membership-fee-paid-on = في { $day }
membership-fee-waived-on = في { $day }
membership-fee-none = لم يُطلب أي رسم بعد.
membership-fee-example = المبالغ أمثلة.
membership-term-title = المناصب
membership-term-now = اليوم
membership-term-held = من { $start } إلى { $end }
membership-term-none = لا منصب حاليًا ولا سابقًا.
membership-certificate-certifies = تشهد { $site } بعضوية
membership-certificate-issued = صدرت في
membership-certificate-verify = يمكن لأي أحد التحقق منها هنا
membership-certificate-print = اطبع هذه الصفحة أو احفظها بصيغة PDF. تقول ما هو صحيح يوم الإصدار، ويقول العنوان أعلاه ما يصح بعده أيضًا.
membership-own-member-title = عضويتكم
membership-own-certificate = شهادة العضوية للطباعة
membership-own-public = صفحتكم في السجل العام
membership-own-another-day = هكذا كان الحال في { $day }.
membership-own-rights = ما يحق لمؤسستكم في { $day }
membership-own-fees = المزيد عن رسومكم
membership-own-grace = تسقط العضوية إذا بقي رسم غير مدفوع بعد { $day }. حتى ذلك الحين تبقى صفتكم كما هي، أما الحق الذي يشترط دفع الرسوم فيتوقف من اليوم التالي لموعد الدفع.
membership-own-lapsed = سقطت العضوية. تعود حالما تسجّل الأمانة العامة دفعكم.
membership-own-paying = تسجّل الأمانة العامة هنا ما دُفع. إن نقص دفع لكم فاكتبوا إليها.
membership-own-wrong = إن كان هنا ما هو غير صحيح فاكتبوا إلى الأمانة العامة: هي التي تمسك السجل.
membership-own-no-member = مؤسستكم ليست عضوًا بعد. تصير عضوًا حين يُقبل طلبها.
membership-desk-field-still-owes = يوجد رسم غير مدفوع انقضت مهلته. سجّل دفعه أو أعفِ منه فتعود العضوية
membership-desk-members-title = الأعضاء
membership-desk-members-lead = كل من هو عضو أو كان عضوًا، بحسب الاسم. يمكن مشاركة عنوان القائمة مع شروطها.
membership-desk-members-count = { $count ->
    [zero] لا أعضاء
    [one] عضو واحد
    [two] عضوان
    [few] { $count } أعضاء
    [many] { $count } عضوًا
   *[other] { $count } عضو
}
membership-desk-members-empty = لا عضو كهذا. يأتي الأول مع طلب يُقبل أو مع سجل يُستورد.
membership-desk-members-csv = الكل CSV
membership-desk-members-json = الكل JSON
membership-desk-member-back = كل الأعضاء
membership-desk-member-another-day = هكذا كان الحال في { $day } بحسب ميثاق ذلك اليوم. ما يمكنك فعله الآن يخص اليوم.
membership-desk-member-amend = غيّر ما يقوله السجل
membership-desk-member-amend-lead = الاسم والموقع وغيرهما كما يراها الجميع في السجل. الصفة والرسوم تُغيَّر في مكان آخر.
membership-desk-member-amend-next = يراه الجميع فورًا. ما كان قبله يبقى في سجل الأحداث.
membership-desk-member-amend-submit = احفظ
membership-desk-member-own-name = الاسم بكتابته الأصلية
membership-desk-member-own-hint = فقط إن كان مختلفًا
membership-desk-member-latitude = درجة العرض
membership-desk-member-longitude = درجة الطول
membership-desk-member-degrees = ست منازل عشرية على الأكثر، والجنوب والغرب بعلامة ناقص
membership-desk-member-stands = المكتوب الآن: { $value }
membership-desk-member-invite = دعوة شخص باسمه
membership-desk-member-certificate = شهادة للطباعة
membership-desk-member-public = الصفحة العامة
membership-desk-member-ask = اطلب رسمًا
membership-desk-member-owes = سقطت العضوية. تعود بدفع ما انقضت مهلته أو بالإعفاء منه.
membership-desk-member-reason = السبب
membership-desk-member-from-day = ابتداءً من يوم
membership-desk-member-day-hint = إن تُرك فارغًا فهو اليوم. لا يسبق آخر ما حدث
membership-desk-member-suspend = علّق
membership-desk-member-suspend-next = تتوقف حقوقه حتى تنهي التعليق. لا يظهر في السجل بعدها، ويرى أهله السبب.
membership-desk-member-reinstate = أنهِ التعليق
membership-desk-member-reinstate-next = يعود إلى صفته السابقة.
membership-desk-member-lapse = أسقط العضوية الآن
membership-desk-member-lapse-next = يوجد رسم غير مدفوع انقضت مهلته. المهمة اليومية تفعل الشيء نفسه، والدفع يعيد العضوية.
membership-desk-member-restore = أعد العضوية
membership-desk-member-restore-next = سقطت، ولم يبقَ رسم انقضت مهلته. يعود إلى صفته السابقة.
membership-desk-member-leave = أنهِ العضوية
membership-desk-member-leave-next = لا يظهر في السجل بعدها. يمكنه التقدم من جديد لاحقًا، ويبقى تاريخه.
membership-desk-member-done-suspend = عُلّق العضو.
membership-desk-member-done-reinstate = انتهى التعليق.
membership-desk-member-done-lapse = سقطت العضوية.
membership-desk-member-done-restore = عاد العضو.
membership-desk-member-done-leave = انتهت العضوية.
membership-desk-member-done-ask = طُلب الرسم.
membership-desk-member-done-amend = صار السجل يقول ذلك.
membership-desk-fees-title = الرسوم
membership-desk-fees-count = { $count ->
    [zero] لا رسوم
    [one] رسم واحد
    [two] رسمان
    [few] { $count } رسوم
    [many] { $count } رسمًا
   *[other] { $count } رسم
}
membership-desk-fees-empty = لا رسم كهذا.
membership-desk-fees-none-asked = لم يُطلب رسم { $year } من أحد بعد.
membership-desk-fees-sum-open = مستحق: { $count }، ومجموعها { $amount }.
membership-desk-fees-sum-paid = مدفوع: { $count }، ومجموعها { $amount }.
membership-desk-fees-sum-waived = معفى: { $count }، ومجموعها { $amount }.
membership-desk-fees-ask = اطلب رسوم سنة
membership-desk-fees-ask-lead = يُطلب من كل من في السجل ممن يدفع نوعه رسمًا، مرة واحدة في السنة.
membership-desk-fees-ask-next = يمكنك تكرار ذلك لاحقًا: يُتخطى من طُلب منه سابقًا ويُطلب من الأعضاء الجدد.
membership-desk-fees-ask-submit = اطلب من الجميع
membership-desk-fees-ask-nothing = ميثاق هذه السنة لا يطلب رسمًا.
membership-desk-fees-ask-each = { $kind }: { $amount }.
membership-desk-fees-ask-due = يُدفع حتى { $day }، ومن طُلب منه متأخرًا فله ثلاثون يومًا على الأقل.
membership-desk-fees-asked = طُلب من { $asked }. وتُخطي { $passed }: طُلب منهم سابقًا أو لا يدفع نوعهم شيئًا.
membership-desk-fee-title = رسم
membership-desk-fee-back = كل رسوم { $year }
membership-desk-fee-grace = آخر يوم في المهلة
membership-desk-fee-said = المرجع أو السبب
membership-desk-fee-by = سجّله
membership-desk-fee-on = يوم وصول المال
membership-desk-fee-reference = المرجع
membership-desk-fee-reference-hint = ما يقوله كشف المصرف
membership-desk-fee-paid = سجّل الدفع
membership-desk-fee-paid-next = يُحسب من ذلك اليوم. العضو الذي سقطت عضويته بسببه يعود فورًا. لا يمكن التراجع عن ذلك.
membership-desk-fee-waive = أعفِ من الرسم
membership-desk-fee-waive-next = لا يلزم دفعه بعد اليوم. لا يمكن التراجع عن ذلك.
membership-desk-fee-done-paid = سُجّل الدفع.
membership-desk-fee-done-waived = أُعفي من الرسم.
membership-desk-fee-done-restored = سُوّي الرسم وعاد العضو.
membership-desk-figures-title = الأرقام
membership-desk-figures-lead = الطلبات من { $start } إلى { $end }، وأين هي اليوم.
membership-desk-figures-from = من
membership-desk-figures-until = إلى
membership-desk-figures-early = تعود الأرقام خمس سنوات إلى الوراء: حتى { $first }
membership-desk-figures-order = اليوم الأول بعد الأخير
membership-desk-figures-stage = المرحلة
membership-desk-figures-now = أين الطلبات اليوم
membership-desk-figures-in-time = في الموعد
membership-desk-figures-overdue = متأخر
membership-desk-figures-overdue-title = ما تأخر
membership-desk-figures-nothing-late = لم يتأخر شيء.
membership-desk-figures-late = { $stage }: { $count ->
    [zero] لا طلبات
    [one] طلب واحد
    [two] طلبان
    [few] { $count } طلبات
    [many] { $count } طلبًا
   *[other] { $count } طلب
}
membership-desk-figures-stays = كم بقيت الطلبات في كل مرحلة
membership-desk-figures-half = نصفها على الأكثر
membership-desk-figures-nine-of-ten = تسعة من عشرة على الأكثر
membership-desk-figures-days = { $days ->
    [zero] أقل من يوم
    [one] يوم واحد
    [two] يومان
    [few] { $days } أيام
    [many] { $days } يومًا
   *[other] { $days } يوم
}
membership-desk-figures-none-ended = لم ينتهِ شيء
membership-desk-figures-ends = كيف انتهت الطلبات
membership-desk-figures-admitted = مقبول: { $count }.
membership-desk-figures-refused = مرفوض: { $count }.
membership-desk-figures-withdrawn = مسحوب: { $count }.
membership-desk-import-title = استورد سجلًا
membership-desk-import-lead = لأعضاء كانوا مسجّلين في مكان آخر: CSV أو JSON كما يصدّرها هذا المكتب. يدخل الملف كله أو لا يدخل منه شيء.
membership-desk-import-file = الملف
membership-desk-import-file-hint = CSV أو JSON بترميز UTF-8، حتى { $max } ميغابايت
membership-desk-import-text = أو نصه
membership-desk-import-text-hint = ألصقه، أو أصلح هنا ما كان خطأ في ملف
membership-desk-import-next = يُفحص أولًا ولا يتغير شيء. ما لا خطأ فيه يمكن إدخاله بعد ذلك.
membership-desk-import-check = افحصه
membership-desk-import-bring-in = أدخله
membership-desk-import-choose-again = الملف أطول من أن يُعرض هنا. اختر الملف نفسه مرة أخرى لإدخاله.
membership-desk-import-nothing = اختر ملفًا أو ألصق نصه
membership-desk-import-found = { $count ->
    [zero] لا أعضاء
    [one] عضو واحد
    [two] عضوان
    [few] { $count } أعضاء
    [many] { $count } عضوًا
   *[other] { $count } عضو
}، ولا خطأ. لم يدخل شيء بعد.
membership-desk-import-done = { $count ->
    [zero] لم يدخل أحد.
    [one] دخل عضو واحد.
    [two] دخل عضوان.
    [few] دخل { $count } أعضاء.
    [many] دخل { $count } عضوًا.
   *[other] دخل { $count } عضو.
}
