cms-list-page = الصفحات
cms-list-news = الأخبار
cms-list-event = الفعاليات
cms-list-faq = أسئلة وأجوبة
cms-list-person = الأشخاص
cms-list-partner = الشركاء
cms-list-document = الوثائق
cms-list-banner = إعلانات
cms-feed-all = كل جديد
cms-feed-follow = المتابعة عبر خلاصة Atom
cms-list-empty = لم يُنشر شيء هنا بعد. وما يُنشر يظهر هنا تلقائيًا.
cms-list-older = مداخل أقدم

cms-page-crumbs = أنت هنا
cms-page-fallback = لم تُترجم هذه الصفحة إلى لغتك بعد، وهي معروضة بهذه اللغة: { $language }.
cms-page-since = آخر تغيير في
cms-page-contents = في هذه الصفحة
cms-page-below = في هذا القسم
cms-page-day = الصفحة كما كانت في نهاية يوم
cms-page-day-show = اعرض ذلك اليوم
cms-page-changes = ما تغيّر ومتى
cms-page-first = النشر الأول
cms-page-contact = من المسؤول عن هذه الصفحة

cms-search-title = بحث
cms-search-for = بحث: { $words }
cms-search-here = البحث في هذا الموقع
cms-search-words = الكلمات
cms-search-submit = ابحث
cms-search-kind = النوع
cms-search-language = اللغة
cms-search-count = { $count ->
    [zero] لم يُعثر على أي صفحة
    [one] عُثر على صفحة واحدة
    [two] عُثر على صفحتين
    [few] عُثر على { $count } صفحات
    [many] عُثر على { $count } صفحة
   *[other] عُثر على { $count } صفحة
}
cms-search-more = { $count } صفحة على الأقل تطابق البحث، وأنسبها أولًا. أضف كلمة للعثور على غيرها.
cms-search-foreign = بلغات أخرى
cms-search-none = لا شيء يحوي كل هذه الكلمات.
cms-search-meant = هل تقصد:
cms-search-fewer = بكلمة أقل توجد نتائج:
cms-search-unfiltered = البحث في كل شيء وبكل اللغات
cms-search-advice = جرّب كلمات أقل أو كلمات أخرى، أو تصفّح القوائم.
cms-search-how = أدخل كلمات، فتظهر الصفحات التي تحويها كلها. ضع الكلمات المتتالية بين علامتي اقتباس.
cms-search-first = الصفحة الأولى من النتائج
cms-search-describes = البحث في { $site }
cms-search-empty = أدخل كلمة للبحث عنها
cms-search-long = استخدم 200 حرف و12 كلمة على الأكثر

cms-page-again = نُشرت مجددًا
cms-page-end = أُزيلت
cms-page-office = الجهة المسؤولة عن هذه الصفحة:
cms-page-review = ستُراجع مجددًا في موعد أقصاه
cms-page-back-to = عودة إلى نص { $day }

cms-preview-banner = هذه مسودة. لم تُنشر ولم يُبتّ فيها. والرابط الذي يعرضها لك يعمل حتى

cms-day-banner = هكذا كانت الصفحة في نهاية يوم
cms-day-old = قد تكون قديمة.
cms-day-today = اقرأها كما هي اليوم
cms-day-then = انظر صفحة يوم { $day }

cms-ended-withdrawn = سُحبت هذه الصفحة.
cms-ended-substitute = حلّت صفحة أخرى محل هذه الصفحة.
cms-ended-gone = أُزيلت هذه الصفحة.
cms-ended-no-more = لا يُعرض من هذه الصفحة شيء لذلك اليوم.
cms-ended-not-yet = لم يكن هنا شيء في ذلك اليوم بعد.
cms-ended-ahead = لم يأت ذلك اليوم بعد.
cms-ended-first = نُشرت أول مرة في
cms-ended-since = أُزيلت في
cms-ended-successor = انتقل إلى الصفحة التي حلّت محلها
cms-ended-past = اقرأ ما كانت تقوله

cms-mail-greeting = عزيزي { $name }،
cms-mail-link = تجد كل شيء هنا:
cms-mail-parked-subject = تعذّر تنفيذ أمر في موعده
cms-mail-parked-publish = كان من المقرر نشر النص بلغة { $language } في { $at } ({ $zone }) وتعذّر ذلك. السبب:
cms-mail-parked-end = كان من المقرر إزالة النص بلغة { $language } في { $at } ({ $zone }) وتعذّر ذلك. السبب:
cms-mail-reviews-subject = نصوص للمراجعة
cms-mail-reviews-text = { $count ->
    [zero] لا نصوص للمراجعة.
    [one] نص واحد تُسأل عنه ينتظر المراجعة. صحّح ما تقادم أو حدّد يومًا لاحقًا.
    [two] نصان تُسأل عنهما ينتظران المراجعة. صحّح ما تقادم أو حدّد يومًا لاحقًا.
    [few] { $count } نصوص تُسأل عنها تنتظر المراجعة. صحّح ما تقادم أو حدّد يومًا لاحقًا.
    [many] { $count } نصًا تُسأل عنها تنتظر المراجعة. صحّح ما تقادم أو حدّد يومًا لاحقًا.
   *[other] { $count } نص تُسأل عنها تنتظر المراجعة. صحّح ما تقادم أو حدّد يومًا لاحقًا.
}

cms-plan-why-stage = ليس في المرحلة المطلوبة: عُدّل أو أُعيد أو ليس منشورًا.
cms-plan-why-changed = عُدّل بعد اعتماده.
cms-plan-why-approval = تطلب القواعد السارية مزيدًا من الاعتمادات.
cms-plan-why-unfit = فيه ما يجب إصلاحه قبل نشره.
cms-plan-why-target = الصفحة التي كان سيقود إليها غير منشورة.
cms-plan-why-fault = أخفق البرنامج في تنفيذه.
cms-plan-why-other = لا تسمح القواعد بذلك.

cms-event-when = الموعد
cms-event-where = المكان
cms-event-calendar = احفظ في تقويمك
cms-event-coming = قادمة
cms-event-further = فعاليات قادمة أخرى
cms-event-past = سابقة
cms-event-none = لا موعد محدد حاليًا. سيُعلن عن الموعد القادم هنا.

cms-person-office = المنصب
cms-person-organisation = الجهة
cms-person-email = البريد

cms-partner-website = زيارة موقعهم

cms-figure-what = المؤشر
cms-figure-value = القيمة
cms-figure-source = المصدر
cms-figure-date = حتى تاريخ
cms-file-kilobytes = { $kind }، { $size } كيلوبايت
cms-file-megabytes = { $kind }، { $size } ميغابايت
cms-picture-credit = الصورة: { $name }
cms-picture-large = الصورة { $number } مكبَّرة

cms-contact-phone = الهاتف
cms-contact-hours = ساعات العمل

cms-desk-stage-draft = مسودة
cms-desk-stage-in-review = قيد المراجعة
cms-desk-stage-approved = معتمدة
cms-desk-stage-live = منشورة
cms-desk-stage-superseded = استُبدلت
cms-desk-stage-withdrawn = سُحبت

cms-desk-field-title-empty = اكتب عنوانًا
cms-desk-field-long = استخدم { $most } حرفًا على الأكثر
cms-desk-field-body-deep = قلّل تداخل القوائم والاقتباسات
cms-desk-field-block-url = استخدم عنوانًا من هذا الموقع مثل ‎/about أو عنوانًا يبدأ بـ ‎https://‎ أو ‎http://
cms-desk-field-block-level = اختر المستوى 2 أو 3 أو 4
cms-desk-field-block-value = أدخل عددًا لا يزيد على 12 رقمًا قبل الفاصلة و3 بعدها، مثل 12.5، أو اترك الخانة فارغة
cms-desk-field-block-date = أدخل سنة أو شهرًا أو يومًا، مثل 2026 أو 2026-11 أو 2026-11-23
cms-desk-field-block-phone = أدخل رقم هاتف من أرقام ومسافات و + ( ) - . /
cms-desk-field-block-file = اختر هذا الملف من جديد: فهو ليس كما هو في المكتبة
cms-desk-field-body-blocks = استخدم { $most } كتلة على الأكثر
cms-desk-field-block-items = استخدم { $most } مدخلًا على الأكثر في الكتلة الواحدة
cms-desk-field-block-columns = استخدم { $most } عمودًا على الأكثر
cms-desk-field-block-own = ليس في هذه الكتلة خانة كهذه
cms-desk-field-starts-form = أدخل يوم البدء ووقته، مثل 2027-05-04 09:30
cms-desk-field-ends-form = أدخل يوم الانتهاء ووقته، أو اتركه فارغًا
cms-desk-field-ends-before = اجعل الانتهاء بعد البدء
cms-desk-field-zone-unknown = أدخل المنطقة الزمنية باسمها في IANA، مثل Asia/Seoul
cms-desk-field-place-empty = اذكر المكان
cms-desk-field-date-form = أدخل يومًا مثل 2026-11-23
cms-desk-field-office-empty = اذكر المنصب
cms-desk-field-email-form = أدخل عنوان بريد مثل name@example.org، أو اتركه فارغًا
cms-desk-field-url-form = أدخل عنوان ويب يبدأ بـ https:// أو http://، أو اتركه فارغًا
cms-desk-field-tone-unknown = اختر تنبيهًا أو تحذيرًا
cms-desk-field-shown-unknown = اختر مكانها
cms-desk-field-slug-form = استخدم الأحرف الصغيرة a إلى z والأرقام وواصلات مفردة بينها
cms-desk-field-kind-unknown = اختر نوع المحتوى
cms-desk-field-kind-other = هذه البيانات تخص نوعًا آخر من المحتوى
cms-desk-field-language-unknown = اختر لغة
cms-desk-field-parent-unknown = اختر صفحة موجودة، أو لا شيء
cms-desk-field-hash-form = أعد تحميل الصفحة قبل الاعتماد
cms-desk-field-return-empty = اذكر ما ينبغي إصلاحه
cms-desk-field-entries-many = في القائمة 40 مدخلًا على الأكثر
cms-desk-field-entries-unknown = هذا لا يقود إلى شيء: أدخل عنوان صفحة أو قائمة نوع
cms-desk-field-entries-twice = هذا موجود في القائمة من قبل

cms-desk-field-position-form = أدخل عددًا صحيحًا

cms-desk-kind-page = الصفحات
cms-desk-kind-news = الأخبار
cms-desk-kind-event = الفعاليات
cms-desk-kind-faq = الأسئلة
cms-desk-kind-person = الأشخاص
cms-desk-kind-partner = الشركاء
cms-desk-kind-document = الوثائق
cms-desk-kind-banner = اللافتات
cms-desk-new-page = اكتب صفحة
cms-desk-new-news = اكتب خبرًا
cms-desk-new-event = أعلن عن فعالية
cms-desk-new-faq = أجب عن سؤال
cms-desk-new-person = أضف شخصًا
cms-desk-new-partner = أضف شريكًا
cms-desk-new-document = أضف وثيقة
cms-desk-new-banner = أضف لافتة

cms-desk-done-created = حُفظت المسودة. سلّمها حين تكتمل.
cms-desk-done-saved = تم الحفظ.
cms-desk-done-submitted = سُلّمت. سيقرؤها شخص آخر الآن.
cms-desk-done-approved = اعتُمدت. يمكن نشرها الآن.
cms-desk-done-returned = أُعيدت إلى كاتبيها.
cms-desk-done-published = نُشرت. يمكن للجميع قراءتها الآن.
cms-desk-done-withdrawn = سُحبت. وعنوانها يبيّن ذلك الآن.
cms-desk-done-moved = نُقلت. والعناوين القديمة تقود إلى هنا.
cms-desk-done-menu = ضُبطت القائمة.
cms-desk-done-redirected = صارت العناوين القديمة تؤدي إلى ما في الملف.
cms-desk-discard-submit = تخلَّص من المسودة
cms-desk-discard-question = أتتخلص مما يُكتب من «{ $title }» ({ $language })؟
cms-desk-discard-lost = يضيع ما فيها ولا يُستعاد. ويبقى المنشور كما هو.
cms-desk-discard-whole = لم يُكتب من المستند غيرها قط: يذهب كله، ويصبح عنوانه متاحًا من جديد.
cms-desk-discard-stale = حفظها غيرك منذ ذلك. اقرأ ما تقوله الآن قبل أن تتخلص منها.
cms-desk-done-discarded = تُخلِّص من المسودة.
cms-desk-refused-below = تقع تحته صفحات كانت ستذهب معه. انقلها إلى موضع آخر أو تخلَّص منها أولًا.
cms-desk-done-unredirected = لم يعد العنوان القديم يؤدي إلى شيء.

cms-desk-home-title = المحتوى: بانتظارك
cms-desk-home-lead = ما يمكنك فعله الآن، الأعجل أولًا.
cms-desk-home-count = { $count ->
    [0] لا شيء بانتظارك
    [one] أمر واحد بانتظارك
    [two] أمران بانتظارك
    [few] { $count } أمور بانتظارك
   *[other] { $count } أمرًا بانتظارك
}
cms-desk-home-empty = تظهر هنا المسودات وما ينتظر المراجعة أو النشر حين يصل.
cms-desk-home-what = النص
cms-desk-home-do = المطلوب
cms-desk-home-language = اللغة
cms-desk-home-author = آخر من كتب
cms-desk-home-since = ينتظر منذ
cms-desk-do-mend = أصلحها
cms-desk-do-review = راجعها
cms-desk-do-publish = انشرها
cms-desk-do-write = تابع الكتابة

cms-desk-list-title = كل المحتوى
cms-desk-list-document = العنوان
cms-desk-list-address = عنوان الويب
cms-desk-list-editions = الإصدارات
cms-desk-list-changed = آخر تغيير علني
cms-desk-list-kind = النوع
cms-desk-list-language = اللغة
cms-desk-list-stage = المرحلة
cms-desk-list-count = { $count ->
    [0] لا شيء هنا
    [one] مستند واحد
    [two] مستندان
    [few] { $count } مستندات
   *[other] { $count } مستندًا
}
cms-desk-list-on-page = { $count ->
    [0] لا شيء في هذه الصفحة
    [one] مستند واحد في هذه الصفحة
    [two] مستندان في هذه الصفحة
    [few] { $count } مستندات في هذه الصفحة
   *[other] { $count } مستندًا في هذه الصفحة
}
cms-desk-list-none = لا شيء يحوي كل هذه الكلمات. جرّب كلمات أقل.
cms-desk-list-empty = لا شيء يوافق هذه المرشحات. اكتب الأول بالزر أعلاه، أو اختر مرشحات أخرى.

cms-desk-document-lead = { $kind }، على العنوان { $address }
cms-desk-document-count = { $count ->
    [0] لم تُكتب بأي لغة بعد
    [one] مكتوبة بلغة واحدة
    [two] مكتوبة بلغتين
    [few] مكتوبة بـ { $count } لغات
   *[other] مكتوبة بـ { $count } لغة
}
cms-desk-document-language = اللغة
cms-desk-document-stage = المرحلة
cms-desk-document-title = العنوان
cms-desk-document-saved = آخر حفظ
cms-desk-document-missing = لم تُكتب بعد
cms-desk-document-public = شاهدها كما يراها الجمهور

cms-desk-edit-title = الكتابة بـ { $language }
cms-desk-edit-next = الحفظ يبقيها مسودة لا يراها إلا الموظفون. تسلّمها في الصفحة التالية.
cms-desk-edit-submit = احفظ
cms-desk-form-title = العنوان
cms-desk-form-date = اليوم
cms-desk-form-starts = يبدأ
cms-desk-form-ends = ينتهي
cms-desk-form-local = بتوقيت المكان. ومنتصف الليل يعني اليوم كله.
cms-desk-form-zone = المنطقة الزمنية
cms-desk-form-zone-hint = اسمها في IANA، مثل Asia/Seoul
cms-desk-form-place = المكان
cms-desk-form-office = المنصب
cms-desk-form-organisation = الجهة
cms-desk-form-email = البريد
cms-desk-form-url = موقعهم
cms-desk-form-tone = نوعها
cms-desk-form-tone-notice = تنبيه
cms-desk-form-tone-warning = تحذير
cms-desk-form-shown = مكانها
cms-desk-form-shown-hint = تظهر فوق الصفحات حتى تنتهي. حدّد يوم بدايتها ونهايتها وساعتهما بالجدولة.
cms-desk-form-shown-everywhere = فوق كل صفحة
cms-desk-form-shown-front = فوق الصفحة الأولى وحدها
cms-desk-form-link = أين تُقرأ التفاصيل
cms-desk-form-link-hint = عنوان في الموقع مثل ‎/about/offices أو عنوان يبدأ بـ https://. ومن دونه تؤدي إلى نصها إن وُجد.
cms-desk-form-summary = الملخص
cms-desk-form-summary-hint = جملة أو جملتان للقوائم ولأعلى الصفحة
cms-desk-form-body = النص
cms-desk-form-body-hint = ماركداون. ابدأ العناوين بـ ##. واربط صفحات الموقع بعنوانها دون لغة: ‎/about
cms-desk-form-note = ما الذي تغيّر
cms-desk-form-note-hint = للجمهور، يظهر تحت النص

cms-desk-block-title = النص كتلة كتلة
cms-desk-block-legend = الكتلة { $number }: { $kind }
cms-desk-block-add = إضافة كتلة
cms-desk-block-add-kind = نوع الكتلة
cms-desk-block-add-at = الموضع
cms-desk-block-add-now = أضفها
cms-desk-block-at-end = في النهاية
cms-desk-block-at-start = في البداية
cms-desk-block-at-below = بعد { $block }
cms-desk-block-up = إلى أعلى
cms-desk-block-down = إلى أسفل
cms-desk-block-remove = إزالة
cms-desk-block-unknown = لم يعد هذا الموقع يعرف هذا النوع من الكتل. هي محفوظة ولا تظهر لأحد.
cms-desk-block-url-hint = عنوان من هذا الموقع بلا لغة، مثل ‎/about، أو عنوان يبدأ بـ ‎https://
cms-desk-block-rows-hint = صف في كل سطر، وبين الخلايا |. يمكن لصق صفوف من جدول بيانات.
cms-desk-block-phone-hint = مع رمز البلد، مثل ‎+82 2 2133 0000
cms-desk-block-value-hint = أرقام وفاصلة، مثل 12.5. اتركه فارغًا ما دام غير معروف، فلا يظهر المؤشر.
cms-desk-block-date-hint = سنة أو شهر أو يوم: 2026 أو 2026-11 أو 2026-11-23
cms-desk-block-kind-text = نص
cms-desk-block-kind-heading = عنوان
cms-desk-block-kind-image = صورة
cms-desk-block-kind-gallery = معرض صور
cms-desk-block-kind-document = مستند للتنزيل
cms-desk-block-kind-quote = اقتباس
cms-desk-block-kind-table = جدول
cms-desk-block-kind-figures = أرقام
cms-desk-block-kind-call-to-action = دعوة إلى إجراء
cms-desk-block-kind-accordion = نصوص مطوية
cms-desk-block-kind-contact = جهة اتصال
cms-desk-block-text-markdown = النص
cms-desk-block-heading-text = العنوان
cms-desk-block-heading-level = المستوى
cms-desk-block-heading-level-2 = 2: لجزء من الصفحة
cms-desk-block-heading-level-3 = 3: داخل ذلك الجزء
cms-desk-block-heading-level-4 = 4: داخل ما سبق
cms-desk-block-image-alt = ما تُظهره لمن لا يراها
cms-desk-block-image-decorative = للزينة فقط ولا تقول ما ليس في النص
cms-desk-block-image-caption = النص تحتها
cms-desk-block-image-credit = من صنعها
cms-desk-block-gallery-title = ما تُظهره الصور معًا
cms-desk-block-gallery-alt = ما تُظهره لمن لا يراها
cms-desk-block-gallery-decorative = للزينة فقط ولا تقول ما ليس في النص
cms-desk-block-gallery-caption = النص تحتها
cms-desk-block-gallery-credit = من صنعها
cms-desk-block-document-title = ما يقوله الرابط
cms-desk-block-document-caption = فيمَ يفيد
cms-desk-block-quote-text = ما قيل
cms-desk-block-quote-source = من قاله وأين
cms-desk-block-quote-url = أين يمكن قراءته
cms-desk-block-table-caption = ما يعرضه الجدول
cms-desk-block-table-header = الخلايا التي تسمي غيرها
cms-desk-block-table-header-row = خلايا الصف الأول
cms-desk-block-table-header-column = خلايا العمود الأول
cms-desk-block-table-header-both = كلتاهما
cms-desk-block-table-header-none = لا شيء
cms-desk-block-table-rows = الصفوف
cms-desk-block-figures-title = ما تقوله الأرقام
cms-desk-block-figures-chart = ارسمها أعمدة أيضًا حيث تتفق الوحدة
cms-desk-block-figures-label = ما يُعد أو يُقاس
cms-desk-block-figures-value = القيمة
cms-desk-block-figures-unit = الوحدة
cms-desk-block-figures-source = المصدر
cms-desk-block-figures-date = حتى تاريخ
cms-desk-block-call-to-action-label = على الزر: فعل
cms-desk-block-call-to-action-url = إلى أين يقود
cms-desk-block-call-to-action-text = ما يحدث بعد ذلك
cms-desk-block-accordion-title = العنوان
cms-desk-block-accordion-markdown = النص
cms-desk-block-contact-name = الاسم
cms-desk-block-contact-role = ما يتولاه
cms-desk-block-contact-address = العنوان البريدي
cms-desk-block-contact-phone = الهاتف
cms-desk-block-contact-email = البريد
cms-desk-block-contact-hours = متى يمكن الاتصال
cms-desk-block-item-figures = الرقم { $number }
cms-desk-block-item-accordion = النص المطوي { $number }
cms-desk-block-item-gallery = الصورة { $number }
cms-desk-block-more-figures = رقم آخر
cms-desk-block-more-accordion = نص مطوي آخر
cms-desk-block-more-gallery = صورة أخرى
cms-desk-block-choose = اختر من المكتبة
cms-desk-block-choose-another = اختر غيره
cms-desk-block-drop = أخرجه
cms-desk-block-pick-words = كلمات للبحث عنه
cms-desk-block-pick-find = ابحث عنه
cms-desk-block-pick-add = أضف ملفًا إلى المكتبة في تبويب جديد
cms-desk-block-pick = اختر
cms-desk-block-pick-more = هذه أحدث ما يطابق. تجد الكلمات سواها.
cms-desk-block-pick-none = لا شيء في المكتبة يطابق. استعمل كلمات أخرى أو أضف ملفًا.

cms-desk-edition-lead = الإصدار { $number } بـ { $language }.
cms-desk-edition-back = كل لغات هذا المستند
cms-desk-edition-returned = أعادها:
cms-desk-edition-differences = الفرق عن الإصدار المنشور
cms-desk-edition-same = لا فرق.
cms-desk-edition-said = ما تقوله
cms-desk-edition-history = الإصدارات حتى الآن
cms-desk-edition-past = الإصدار { $number }: { $stage }
cms-desk-edition-authors = كتبها:
cms-desk-edition-approved = اعتمدها:
cms-desk-edition-approve = اعتمد هذا بعينه
cms-desk-edition-approve-next = اعتمادك يسري على هذا النص بحروفه. وإذا غيّره أحد بطل.
cms-desk-edition-return = أعدها
cms-desk-edition-return-note = ما ينبغي إصلاحه
cms-desk-edition-own = تنتظر مراجعًا. وقد كتبتَ فيها، فلا بد أن يعتمدها غيرك.
cms-desk-edition-given = لقد اعتمدت هذا النص. وتطلب قاعدة هذا الموضع شخصًا آخر أيضًا.
cms-desk-edition-others = تطلب قاعدة هذا الموضع أن يعتمده آخرون.
cms-desk-edition-so-far = اعتمده حتى الآن
cms-desk-edition-missing = { $more ->
    [zero] لا يلزم اعتماد آخر.
    [one] يلزم أن يعتمده شخص آخر.
    [two] يلزم أن يعتمده شخصان آخران.
    [few] يلزم أن يعتمده { $more } أشخاص آخرين.
    [many] يلزم أن يعتمده { $more } شخصًا آخر.
   *[other] يلزم أن يعتمده { $more } شخص آخر.
}
cms-desk-edition-missing-of = { $more ->
    [zero] لا يلزم اعتماد آخر: { $of }
    [one] يلزم أن يعتمده شخص آخر من هذه المناصب: { $of }
    [two] يلزم أن يعتمده شخصان آخران من هذه المناصب: { $of }
    [few] يلزم أن يعتمده { $more } أشخاص آخرين من هذه المناصب: { $of }
    [many] يلزم أن يعتمده { $more } شخصًا آخر من هذه المناصب: { $of }
   *[other] يلزم أن يعتمده { $more } شخص آخر من هذه المناصب: { $of }
}
cms-desk-done-approved-one = حُفظ اعتمادك. ويمكن نشره عندما يعتمده الآخرون.
cms-desk-refused-not-yet = يلزم أن يعتمده مزيد من الأشخاص قبل نشره.
cms-desk-edition-submit = سلّمها للمراجعة
cms-desk-edition-submit-next = يقرؤها غيرك فيعتمدها أو يعيدها إليك.
cms-desk-edition-publish = انشرها الآن
cms-desk-edition-publish-next = يقرؤها الجميع فورًا. ويبقى الإصدار السابق في السجل.
cms-desk-edition-edit = تابع الكتابة
cms-desk-edition-withdraw = اسحبها
cms-desk-edition-withdraw-next = لن يقرأها أحد بهذه اللغة بعد ذلك. يبيّن عنوانها أنها سُحبت، ويبقى ما كانت تقوله مقروءًا لأي يوم من ماضيها.

cms-desk-check-title = قبل النشر
cms-desk-check-blocks = يجب إصلاحه
cms-desk-check-advises = يمكن تحسينه
cms-desk-check-missing-alt = صورة بلا نص لمن لا يراها: { $words }
cms-desk-check-document-without-file = لا ملف للتنزيل في هذه الوثيقة. أضف قسمًا له واختر ملفًا.
cms-desk-check-retired-file = أُخرج الملف { $words } من المكتبة. اختر غيره.
cms-desk-check-broken-picture = الصورة { $words } تالفة ولا يمكن عرضها. ضع صورة سليمة مكانها.
cms-desk-check-older-file = هناك إصدار أحدث من { $words }. اختره من جديد ليظهر.
cms-desk-check-library-picture = صورة من المكتبة وُضعت في النص بعنوانها فقط: { $words }. احذفها من النص واخترها في كتلة «صورة».
cms-desk-check-dead-picture = لا صورة في هذا العنوان: { $words }. صحح العنوان، أو احذفها من النص واختر صورة من المكتبة في كتلة «صورة».
cms-desk-check-foreign-picture = صورة عنوانها في موقع آخر ولن تُعرض: { $words }. أضفها إلى المكتبة، ثم احذفها من النص واخترها في كتلة «صورة».
cms-desk-check-empty-heading = عنوان لا يقول شيئًا. اكتبه أو احذفه.
cms-desk-check-skipped-heading = العنوان «{ $words }» يتخطى مستوى. اجعله أدنى من العنوان السابق بمستوى واحد على الأكثر.
cms-desk-check-dead-link = رابط لا يقود إلى شيء: { $words }. صحح عنوانه أو احذفه.
cms-desk-check-coming-link = رابط يقود إلى صفحة لم تُنشر بعد: { $words }
cms-desk-check-dead-fragment = الرابط { $words } لا يقود إلى موضع في صفحته. محتويات الصفحة تُظهر أسماء أقسامها في العناوين.
cms-desk-check-empty-link = رابط إلى { $words } لا يقول شيئًا. اكتب إلى أين يقود.
cms-desk-check-vague-link = الرابط «{ $words }» لا يقول إلى أين يقود. سمِّ ما هناك.
cms-desk-check-link-of-one-language = الرابط { $words } يسمي لغة. من دونها يبقى القراء في لغتهم.
cms-desk-check-skipped-time = لا تُظهر الساعات { $words } لأنها تُقدَّم فوق هذا الوقت. أدخل وقتًا آخر.
cms-desk-check-table-without-header = جدول بلا خلايا تسمي غيرها. اختر أيها تسمي.
cms-desk-check-table-without-caption = جدول لا يقول ما يعرضه.
cms-desk-check-figure-without-source = الرقم «{ $words }» بلا مصدر أو بلا تاريخ. أضفه أو اترك القيمة فارغة.
cms-desk-check-quote-without-source = اقتباس لا يقول لمن الكلام.
cms-desk-check-incomplete-block = تنقص هذه الكتلة ما لا تقوم من دونه. أكملها أو أزلها.
cms-desk-check-unknown-block = لا يعرف هذا الموقع كتلًا من النوع { $words }، ولا يراها أحد.
cms-desk-check-own-block = { $words }
cms-desk-check-missing-translation = يجب أن يكون موجودًا بلغة { $words } أيضًا، معتمدًا أو منشورًا، قبل نشر أي لغة.

cms-desk-stale-title = حفظ غيرك قبلك
cms-desk-stale-lead = بينما كنت تكتب، حفظ هذا النص:
cms-desk-stale-gone = بينما كنت تكتب، سُحب هذا النص.
cms-desk-stale-kept = لم يضع شيء: النصان أدناه. انقل من الآخر ما تحتاجه ثم احفظ نصك، أو اترك الآخر كما هو.
cms-desk-stale-theirs = المحفوظ الآن
cms-desk-stale-mine = ما كتبته
cms-desk-stale-leave = اتركه كما هو دون نصي
cms-desk-stale-next = الحفظ يضع نصك مكان الآخر.
cms-desk-stale-submit = احفظ نصي

cms-desk-move-title = النقل
cms-desk-move-lead = عنوانها الآن { $address }.
cms-desk-move-parent = تقع تحت
cms-desk-move-parent-hint = لا شيء للمستوى الأول. وللشجرة ثلاثة مستويات.
cms-desk-move-parent-typed = عنوان الصفحة التي فوقها، مثل /about. اتركه فارغًا لتكون في الأعلى
cms-desk-move-slug = آخر جزء من العنوان
cms-desk-move-slug-hint = أحرف صغيرة وأرقام وواصلات. وللجديد تُصنع من العنوان إن تُركت فارغة.
cms-desk-move-position = الترتيب
cms-desk-move-position-hint = الأصغر أولًا
cms-desk-move-next = كل عنوان قديم لها ولما تحتها يقود بعد ذلك إلى الجديد.
cms-desk-move-submit = انقلها

cms-desk-export-title = تنزيل كل المحتوى
cms-desk-menus-title = القوائم
cms-desk-menus-lead = ما يقود إليه أعلى كل صفحة وأسفلها.
cms-desk-menus-count = { $count ->
    [one] قائمة واحدة
    [two] قائمتان
    [few] { $count } قوائم
   *[other] { $count } قائمة
}
cms-desk-menus-name = القائمة
cms-desk-menus-entries = المداخل
cms-desk-menus-entries-hint = عنوان في كل سطر بالترتيب، مثل ‎/about أو ‎/news
cms-desk-menus-one = القائمة: { $name }
cms-desk-menus-next = تظهر في كل صفحة فورًا. وما ليس منشورًا يُترك.

cms-desk-refused-taken = لمستند آخر هذا العنوان، أو كان له. اختر غيره.
cms-desk-refused-reserved = الموقع نفسه يستخدم عناوين تبدأ هكذا. اختر غيرها.
cms-desk-refused-language = تُكتب إحدى لغات الموقع هكذا في العناوين. اختر غيرها.
cms-desk-refused-deep = لشجرة الصفحات ثلاثة مستويات. اختر موضعًا أعلى.
cms-desk-refused-place = لا تقع تحت الصفحات إلا صفحات.
cms-desk-refused-within = لا تقع صفحة تحت نفسها.
cms-desk-refused-lacking = تطلب قاعدة ذلك الموضع اعتمادات أو لغات أكثر مما لدى المنشور. أنزله ثم انقله واطلب اعتماده هناك، أو اكتبه من جديد هناك واجعل هذا يقود إليه. والمعني هو:
cms-desk-refused-own = كتبتَ فيها، فلا بد أن يعتمدها غيرك.
cms-desk-refused-changed = تغيّر النص بعد أن قرأته. اقرأ ما يقوله الآن.
cms-desk-refused-stage = سبقك غيرك: لم تعد هذه الخطوة مناسبة. انظر أدناه كيف تقف الأمور.
cms-desk-refused-unfit = فيه أخطاء تمنع نشره. أصلح أولًا ما هو مذكور أدناه.
cms-desk-refused-stale = غيّره أحد في هذه الأثناء. أعد تحميل الصفحة وكرر تغييرك.
cms-desk-refused-overtaken = غيّره أحد في هذه الأثناء. ما كتبته محفوظ: انظر ما هو مكتوب هناك الآن، وأرسل ما كتبته من جديد إن كان سيحل محله.

cms-desk-field-at-form = أدخل يومًا ووقتًا مثل 2027-01-31 09:00
cms-desk-field-at-past = اختر وقتًا لم يأت بعد
cms-desk-field-at-far = اختر وقتًا خلال عشر سنوات
cms-desk-field-act-unknown = اكتب publish أو end
cms-desk-field-ending-unknown = اختر كيف ينتهي
cms-desk-field-ending-untold = اذكر سبب السحب
cms-desk-field-ending-sure = أكّد أن ماضيه يُغلق إلى الأبد، أو اختر نهاية أخرى
cms-desk-field-ending-itself = لا يمكن أن تقود إلى نفسها
cms-desk-field-ending-target = أدخل عنوان صفحة منشورة مثل ‎/about
cms-desk-field-review-form = أدخل يومًا مثل 2027-01-31 أو اتركه فارغًا
cms-desk-field-person-unknown = اختر شخصًا يكتب هنا

cms-desk-done-planned = حُدّد الموعد. ويبقى المنشور كما هو حتى ذلك الحين.
cms-desk-done-planned-skipped = حُدّد الموعد. الوقت الذي اخترته تقفز عنه الساعات، فأُخذ وقت بعده بالقدر نفسه: انظر أدناه.
cms-desk-done-planned-twice = حُدّد الموعد. الوقت الذي اخترته يتكرر مرتين، فأُخذ الأول: انظر أدناه.
cms-desk-done-plan-cancelled = أُلغي الموعد.
cms-desk-done-entrusted = حُفظ.

cms-desk-home-parked = { $count ->
    [zero] لا شيء تعذّر في موعده.
    [one] أمر واحد تعذّر في موعده. انظر «المواعيد».
    [two] أمران تعذّرا في موعدهما. انظر «المواعيد».
    [few] { $count } أمور تعذّرت في مواعيدها. انظر «المواعيد».
    [many] { $count } أمرًا تعذّر في موعده. انظر «المواعيد».
   *[other] { $count } أمر تعذّر في موعده. انظر «المواعيد».
}

cms-desk-edition-again = عُد إلى الإصدار { $number }
cms-desk-edition-compare-with = قارن الإصدار { $number } بالأحدث
cms-desk-edition-older = إصدارات أقدم

cms-desk-plan-title = انشره في موعد
cms-desk-plan-lead = يُنشر النص المعتمد بلغة { $language } من تلقاء نفسه. وإذا عُدّل في الأثناء وجب اعتماده مجددًا أولًا.
cms-desk-plan-at = متى
cms-desk-plan-at-hint = بتوقيت { $zone }، بالثانية
cms-desk-plan-next = يبقى المنشور كما هو حتى ذلك الحين. وتصلك رسالة إذا تعذّر ذلك.
cms-desk-plan-submit = حدّد الموعد
cms-desk-plan-by = حدّد الموعد
cms-desk-plan-cancel = ألغِ الموعد

cms-desk-plans-title = المواعيد
cms-desk-plans-lead = ما سيحدث من تلقاء نفسه، وما تعذّر في موعده. الأوقات بتوقيت { $zone }.
cms-desk-plans-count = { $count ->
    [0] لا مواعيد
    [zero] لا مواعيد
    [one] موعد واحد
    [two] موعدان
    [few] { $count } مواعيد
    [many] { $count } موعدًا
   *[other] { $count } موعد
}
cms-desk-plans-empty = ما يُحدَّد له موعد عند نص يبقى هنا حتى موعده.
cms-desk-plans-what = ماذا
cms-desk-plans-text = النص
cms-desk-plans-language = اللغة
cms-desk-plans-at = متى
cms-desk-plans-state = الحالة
cms-desk-plans-waiting = ينتظر موعده
cms-desk-plans-publish = نشر الإصدار { $number }
cms-desk-plans-end = الإزالة: { $how }

cms-desk-end-title = أزله مع ملاحظة أو لاحقًا
cms-desk-end-lead = ينتهي المنشور بلغة { $language }. وإذا لم يكن منشورًا بلغة أخرى أيضًا أجاب عنوانه بما تختاره أدناه.
cms-desk-end-how = ما يقوله عنوانه
cms-desk-end-withdrawn = أنه سُحب، ولماذا
cms-desk-end-withdrawn-hint = يبقى ما كان يقوله مقروءًا لأي يوم من ماضيه.
cms-desk-end-substitute = أن صفحة أخرى حلّت محله
cms-desk-end-substitute-hint = يُخبَر القراء ويجدون رابطًا إلى تلك الصفحة.
cms-desk-end-redirect = يقود إلى صفحة أخرى
cms-desk-end-redirect-hint = يصل القراء إليها دون أن يلاحظوا.
cms-desk-end-gone = أنه زال
cms-desk-end-gone-hint = لا يُعرض منه شيء بعد الآن، ولا ماضيه: لا يوم كان فيه منشورًا، ولا ملف لم يعرضه سواه.
cms-desk-end-sure = إن كان قد زال: يُغلق ماضيه إلى الأبد
cms-desk-end-sure-hint = حتى إذا نُشر من جديد فلن تُقرأ الأيام السابقة بعد ذلك.
cms-desk-end-note = ملاحظة للجمهور
cms-desk-end-note-hint = لازمة عند السحب: لماذا
cms-desk-end-target = الصفحة الأخرى
cms-desk-end-target-hint = عنوانها دون لغة، مثل ‎/about
cms-desk-end-at = متى
cms-desk-end-at-hint = اتركه فارغًا للآن، وإلا فبتوقيت { $zone }
cms-desk-end-next = نشره من جديد يلغي هذا. أما الماضي الذي أُغلق فيبقى مغلقًا.
cms-desk-end-submit = أزله

cms-desk-care-title = من يُسأل عنه
cms-desk-care-lead = كي لا يتقادم شيء دون أن يلاحظه أحد.
cms-desk-care-office = الجهة
cms-desk-care-office-hint = يقرؤها الجمهور في الصفحة
cms-desk-care-office-others = أما الجهة التي يقرؤها الجمهور فيحدّدها من يجوز له اعتماد هذا النص ونشره.
cms-desk-care-person = من يُذكَّر
cms-desk-care-person-hint = بالبريد مرة في الأسبوع بدءًا من ذلك اليوم. ولا يرى الجمهور الاسم.
cms-desk-care-review = يُراجع قبل
cms-desk-care-review-hint = يقرأ الجمهور اليوم في الصفحة
cms-desk-care-next = حدّد يومًا لاحقًا إذا راجعته ولم يكن ما يُغيَّر.
cms-desk-care-submit = احفظ

cms-desk-overdue-title = للمراجعة
cms-desk-overdue-lead = ما هو منشور وحان وقت مراجعته، الأقدم أولًا.
cms-desk-overdue-empty = رُوجع كل شيء في وقته.
cms-desk-overdue-text = النص
cms-desk-overdue-day = يُراجع قبل
cms-desk-overdue-office = الجهة
cms-desk-overdue-person = من يُذكَّر
cms-desk-overdue-address = العنوان
cms-desk-overdue-by = حتى
cms-desk-overdue-whose = لمن
cms-desk-overdue-own = ما يخصني
cms-desk-overdue-csv = ملفًا لجدول البيانات (CSV)
cms-desk-media-field-focus-form = أدخل عدداً صحيحاً من 0 إلى 100
cms-desk-media-field-tags-many = اكتب 20 كلمة على الأكثر للعثور عليه
cms-desk-media-field-file-other-kind = تُستبدل الصورة بصورة والوثيقة بوثيقة
cms-desk-media-field-file-same = هذا هو الملف الموجود بالفعل
cms-desk-media-field-file-heavy = تصغير هذه الصورة يتطلب ذاكرة أكثر من اللازم. احفظها بثماني بتات لكل قناة وليس بصيغة JPEG تدريجية، أو صغّرها، ثم اخترها من جديد
cms-desk-media-field-number-unknown = لا يوجد إصدار كهذا من الملف

cms-desk-media-title = مكتبة الوسائط
cms-desk-media-lead = صور ووثائق. يبقى عنوان كل منها عند استبدال ملفه. لا يراه غير الموظفين قبل أن تعرضه صفحة أو يُتاح.
cms-desk-media-add = أضف ملفات
cms-desk-media-add-next = تصبح الملفات في المكتبة. قل بعد ذلك ماذا تُظهر الصور لمن لا يراها.
cms-desk-media-files = الملفات
cms-desk-media-several = يمكنك اختيار عدة ملفات معاً، { $most } على الأكثر. يبقى ملف PDF كما هو، فيُظهر ما كتبه فيه برنامجه، كاسم مؤلفه.
cms-desk-media-words = كلمات
cms-desk-media-kind = النوع
cms-desk-media-kind-picture = صورة
cms-desk-media-kind-document = وثيقة
cms-desk-media-only = فقط
cms-desk-media-only-unused = ما لا تعرضه أي صفحة
cms-desk-media-only-retired = ما أُخرج من المكتبة
cms-desk-media-count = { $count ->
    [0] لا ملفات
    [one] ملف واحد في هذه الصفحة
    [two] ملفان في هذه الصفحة
    [few] { $count } ملفات في هذه الصفحة
   *[other] { $count } ملفاً في هذه الصفحة
}
cms-desk-media-empty = لا شيء يناسب هذا الاختيار. أضف الملف الأول بالزر أعلاه أو غيّر الاختيار.
cms-desk-media-kilobytes = { $size } كيلوبايت
cms-desk-media-unsaid = لا تقول شيئاً لمن لا يراها
cms-desk-media-address = عنوانه الدائم:
cms-desk-media-is-retired = خارج المكتبة منذ
cms-desk-media-focus-shown = نقطة التركيز: { $x } بالمئة من اليسار و{ $y } بالمئة من الأعلى
cms-desk-media-versions = الإصدارات
cms-desk-media-version = الإصدار { $number }
cms-desk-media-by = أحضره
cms-desk-media-is-released = متاح: يمكن للجميع الحصول عليه
cms-desk-media-release = أتح الإصدار { $number }
cms-desk-media-release-next = يمكن للجميع عندئذ الحصول عليه في عنوانه، سواء عرضته صفحة أم لا.
cms-desk-media-uses = الصفحات التي تعرضه
cms-desk-media-unused = لا تعرضه أي صفحة منشورة أو قيد الإعداد.
cms-desk-media-older = يوجد إصدار أحدث
cms-desk-media-about = ما يقال عنه
cms-desk-media-about-next = تأخذ الصفحات هذه الكلمات عند اختيار الملف لها. الصفحات التي تعرضه من قبل تقول ما قالته.
cms-desk-media-save = احفظ
cms-desk-media-alt = ماذا يُظهر، لمن لا يراه
cms-desk-media-caption = النص تحته
cms-desk-media-credit = من صنعه
cms-desk-media-decorative = للزينة فقط
cms-desk-media-decorative-hint = لا يقول شيئاً غير ما في النص بجانبه، فلا يحتاج كلمات لمن لا يراه.
cms-desk-media-focus-x = نقطة التركيز: بالمئة من اليسار
cms-desk-media-focus-y = نقطة التركيز: بالمئة من الأعلى
cms-desk-media-focus-hint = ما يبقى ظاهراً عند قص الصورة: من 0 إلى 100، و50 هي الوسط
cms-desk-media-licence = الترخيص
cms-desk-media-licence-hint = مثل CC BY 4.0 وصاحبه
cms-desk-media-tags = كلمات للعثور عليه
cms-desk-media-tags-hint = افصل بينها بفواصل
cms-desk-media-replace = استبدل الملف
cms-desk-media-new-file = الملف الجديد
cms-desk-media-replace-next = يبقى العنوان. تعرض الصفحات الملف الجديد من إصدارها التالي. يبقى ملف PDF كما هو، فيُظهر ما كتبه فيه برنامجه، كاسم مؤلفه.
cms-desk-media-retire = أخرجه من المكتبة
cms-desk-media-retire-question = أتُخرج { $name } من المكتبة؟
cms-desk-media-retire-next = لا يُعرض للاختيار بعد ذلك، ولا تُظهره عناوينه لغير الموظفين، ولا تعرضه إصدارات الصفحات السابقة.
cms-desk-media-done-added = الملف في المكتبة. قل ماذا يُظهر.
cms-desk-media-done-added-more = الملفات في المكتبة. قل ماذا تُظهر كل صورة.
cms-desk-media-done-described = حُفظ.
cms-desk-media-done-replaced = استُبدل. يبقى الإصدار السابق في السجل.
cms-desk-media-done-released = أُتيح. يمكن للجميع الحصول عليه الآن.
cms-desk-media-done-retired = أُخرج من المكتبة.
cms-desk-refused-shown = تعرضه صفحات منشورة. انشرها بدونه أولاً:
cms-desk-refused-retired = أُخرج الملف من المكتبة.

cms-may-page-edit = كتابة المحتوى وتسليمه وقراءة المسودات
cms-may-page-approve = الموافقة على ما كتبه غيرك أو إعادته
cms-may-page-publish = نشر المحتوى وسحبه
cms-may-page-move = نقل الصفحات أو تغيير عناوينها
cms-may-menu-edit = ضبط القوائم
cms-may-content-import = إدخال محتوى تقرّر في مكان آخر
cms-may-content-export = أخذ كل المحتوى في ملف واحد، مع المسودات والتاريخ

# عناوين من قبل
cms-desk-redirects-title = العناوين القديمة
cms-desk-redirects-lead = عناوين لم تكن لصفحة هنا قط، كعناوين الموقع السابق، وإلى أين تؤدي. أما الصفحات المنقولة فعناوينها القديمة تعمل وحدها.
cms-desk-redirects-import = إدخال ملف
cms-desk-redirects-export = تنزيل الكل بصيغة CSV
cms-desk-redirects-words = جزء من العنوان
cms-desk-redirects-count = { $count ->
    [zero] لا عناوين قديمة في هذه الصفحة
    [one] عنوان قديم واحد في هذه الصفحة
    [two] عنوانان قديمان في هذه الصفحة
    [few] { $count } عناوين قديمة في هذه الصفحة
    [many] { $count } عنوانًا قديمًا في هذه الصفحة
   *[other] { $count } عنوان قديم في هذه الصفحة
}
cms-desk-redirects-from = العنوان القديم
cms-desk-redirects-to = يؤدي إلى
cms-desk-redirects-before = كان يؤدي إلى
cms-desk-redirects-since = منذ
cms-desk-redirects-empty = لا عنوان قديم يؤدي إلى شيء بعد. أدخل ملفًا فيه عمودان: from وto.
cms-desk-redirects-remove = أتريد ألا يؤدي { $path } إلى شيء بعد الآن؟
cms-desk-redirects-remove-what = من يتبعه يُقال له إن الصفحة غير موجودة.
cms-desk-redirects-remove-do = إزالته
cms-desk-redirects-import-lead = عمودان: العنوان القديم تحت اللغة، مثل ‎/board/view.php?id=3‎، وإلى أين يؤدي: عنوان في هذا الموقع مثل ‎/about‎ أو عنوان كامل لموقع آخر.
cms-desk-redirects-file = الملف
cms-desk-redirects-file-hint = ملف CSV كما تكتبه الجداول، { $max } ميغابايت على الأكثر.
cms-desk-redirects-text = أو أسطره
cms-desk-redirects-text-hint = from,to
cms-desk-redirects-next = ترى أولًا ما سيفعله الملف، ولا يتغير شيء بذلك.
cms-desk-redirects-check = فحص الملف
cms-desk-redirects-bring-in = إدخاله
cms-desk-redirects-choose-again = اختر الملف نفسه مرة أخرى لإدخاله.
cms-desk-redirects-nothing = اختر ملفًا أو ألصق أسطره.
cms-desk-redirects-preview = ما سيفعله الملف
cms-desk-redirects-found-added = العناوين الجديدة: { $count }.
cms-desk-redirects-found-changed = ما يتغير مقصده: { $count }.
cms-desk-redirects-found-same = الموجود من قبل: { $count }.
cms-desk-redirects-fault-path = ليس هذا عنوانًا: ابدأ بشرطة مائلة واحدة، بلا فراغات، واكتبه كما يُقرأ.
cms-desk-redirects-fault-target = لا يؤدي إلى عنوان: ابدأ بشرطة مائلة واحدة أو بـ https://.
cms-desk-redirects-fault-twice = ورد في الملف مرتين.
cms-desk-redirects-fault-language = احذف اللغة وما يقف بجانبها: فالعنوان القديم تحت كل لغة.
cms-desk-redirects-fault-reserved = الموقع نفسه يستعمل هذا العنوان.
cms-desk-redirects-fault-taken = هو لوثيقة الآن أو من قبل.
cms-desk-redirects-fault-nowhere = يؤدي إلى عنوان لا شيء فيه.
cms-desk-redirects-fault-circle = يدور في حلقة.
cms-desk-redirects-fault-cells = في السطر خانتان، ولكل علامة اقتباس ثانيتها.
cms-desk-redirects-fault-empty = لا سطر فيه.
cms-desk-redirects-fault-encoding = ليس مكتوبًا بترميز UTF-8. احفظه بصيغة «CSV UTF-8».
cms-desk-redirects-fault-many = ستكون العناوين القديمة أكثر من اللازم.

cms-desk-done-arranged = نُقل. ويرى القراء الترتيب الجديد.
cms-desk-done-preview-ended = لم يعد الرابط يفتح شيئًا.

cms-desk-field-kind-dated = الأخبار والفعاليات مرتبة بتواريخها
cms-desk-field-order-many = هنا أكثر مما يمكن ترتيبه دفعة واحدة
cms-desk-field-order-others = يجب أن يسمّي الترتيب كل ما هنا مرة واحدة
cms-desk-field-days-range = اختر من يوم إلى 30 يومًا
cms-desk-field-days-many = لهذا النص روابط كافية: اسحب أحدها أولًا
cms-desk-field-unsaved-long = هذا أطول مما يُحتفظ به قبل الحفظ: احفظه

cms-desk-tree-title = الترتيب
cms-desk-tree-lead = ما يقع تحت ماذا، بالترتيب الذي يجده القراء. ويبقى العنوان كما هو إذا تغيّر موضعه في الترتيب.
cms-desk-tree-top = الأعلى
cms-desk-tree-below = ما يقع تحته
cms-desk-tree-more = هنا أكثر مما يظهر. انقل بعضه أولًا تحت صفحة أخرى.

cms-desk-links-title = ما يقود إلى هنا
cms-desk-links-lead = ما يقود في هذا الموقع إلى { $address }: نصوص فيها رابط إليه، وما انتهى بالتحويل إليه، والقوائم، والعناوين السابقة.
cms-desk-links-count = { $count ->
    [0] لا شيء في هذا الموقع يقود إلى هنا.
    [one] شيء واحد في هذا الموقع يقود إلى هنا.
    [two] شيئان في هذا الموقع يقودان إلى هنا.
    [few] { $count } أشياء في هذا الموقع تقود إلى هنا.
    [many] { $count } شيئًا في هذا الموقع يقود إلى هنا.
   *[other] { $count } شيء في هذا الموقع يقود إلى هنا.
}
cms-desk-links-empty = يظهر هنا كل نص يربط إلى هذه الصفحة وكل قائمة وكل عنوان سابق حالما يوجد.
cms-desk-links-what = من أين
cms-desk-links-how = كيف
cms-desk-links-end = انتهى ويقود إلى هنا
cms-desk-links-menu = قائمة
cms-desk-links-redirect = عنوان سابق

cms-desk-compare-title = مقارنة الإصدارات
cms-desk-compare-one = هذا الإصدار
cms-desk-compare-other = بهذا الإصدار
cms-desk-compare-only = عرض
cms-desk-compare-differs = ما يختلف فقط
cms-desk-compare-submit = قارن
cms-desk-compare-edition = الإصدار { $number }، { $language }
cms-desk-compare-count = { $count ->
    [0] لا يختلف أي جزء من { $all }
    [one] يختلف جزء واحد من { $all }
    [two] يختلف جزآن من { $all }
    [few] تختلف { $count } أجزاء من { $all }
    [many] يختلف { $count } جزءًا من { $all }
   *[other] يختلف { $count } جزء من { $all }
}
cms-desk-compare-added = أُضيف:
cms-desk-compare-removed = حُذف:
cms-desk-compare-end = (انتهى)
cms-desk-compare-nothing = لا شيء هنا.
cms-desk-compare-changed = تغيّر
cms-desk-compare-same = كما هو
cms-desk-compare-only-one = في الأول فقط
cms-desk-compare-only-other = في الثاني فقط

cms-desk-preview-title = اعرضه على شخص
cms-desk-preview-lead = بهذا الرابط يقرأ من لا حساب له ما يُكتب بلغة { $language } كما هو في تلك اللحظة، ولا شيء غيره.
cms-desk-preview-back = عودة إلى النص
cms-desk-preview-made = هذا هو الرابط. يظهر هذه المرة فقط: انسخه الآن.
cms-desk-preview-how-long = المدة
cms-desk-preview-days = { $days ->
    [one] يوم واحد
    [two] يومان
    [few] { $days } أيام
    [many] { $days } يومًا
   *[other] { $days } يوم
}
cms-desk-preview-next = كل من لديه الرابط يستطيع القراءة وأن يمرره إلى غيره. ويمكنك سحبه في أي وقت.
cms-desk-preview-submit = أنشئ رابطًا
cms-desk-preview-nothing = لا يُكتب شيء بهذه اللغة، فلا شيء للعرض.
cms-desk-preview-open = الروابط المفتوحة
cms-desk-preview-by = أنشأه
cms-desk-preview-until = حتى
cms-desk-preview-end = اسحبه
cms-desk-preview-none = لا رابط مفتوح.

cms-desk-unsaved-offer = كتبت هنا شيئًا لم يُحفظ:
cms-desk-unsaved-take = تابع به
cms-desk-unsaved-drop = اتركه
cms-desk-unsaved-kept = احتُفظ به لك في { $at }، ولم يُحفظ بعد.
cms-desk-unsaved-lost = لا يمكن الاحتفاظ بما كتبته الآن: احفظه.
