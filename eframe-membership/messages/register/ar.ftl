membership-refused-bad-file = في الملف أخطاء. لم يُؤخذ منه شيء.
membership-refused-already-there = في السجل عضو من هذا الملف. اقرأ الملف من جديد.
membership-desk-field-day-early = اختر يومًا لا يسبق آخر ما حدث
membership-desk-field-day-future = اختر يومًا قد حلّ
membership-desk-field-year-far = اختر هذه السنة أو الماضية أو القادمة
membership-desk-import-not-utf8 = الملف من هنا ليس بترميز UTF-8. احفظه بصيغة «CSV UTF-8».
membership-desk-import-empty = لا أعضاء في الملف.
membership-desk-import-many = في الملف أعضاء كثيرون. يُؤخذ { $most } على الأكثر في المرة.
membership-desk-import-column-missing = هذا العمود غير موجود. أضفه.
membership-desk-import-column-twice = هذا العمود موجود مرتين. احذف أحدهما.
membership-desk-import-column-unknown = لا عمود بهذا الاسم. غيّر اسمه أو احذفه.
membership-desk-import-cells = في السطر { $found } خلية، وفي السطر الأول { $wanted }.
membership-desk-import-quote = فُتحت علامة اقتباس ولم تُغلق. اكتبها مرتين داخل الخلية.
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
membership-desk-import-day-form = «{ $said }» ليس يومًا. اكتبه هكذا: 2018-06-01
membership-desk-import-day-future = { $day } لم يحلّ بعد
membership-desk-import-day-order = { $day } يأتي بعد يوم لاحق. اكتب ما حدث أولًا قبل غيره
membership-desk-import-history-empty = اكتب ما حدث للعضو، مثل «2018-06-01 accepted»
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
membership-happened-accepted = قبلته الأمانة العامة
membership-happened-approved = أقرّه: { $body }
membership-happened-suspended = عُلّقت حقوقه
membership-happened-reinstated = انتهى التعليق
membership-happened-lapsed = سقطت: لم يُدفع رسم { $period } في موعده
membership-happened-restored = دفع وعاد
membership-happened-withdrew = انسحب
