cms-list-page = الصفحات
cms-list-news = الأخبار
cms-list-event = الفعاليات
cms-list-faq = أسئلة وأجوبة
cms-list-person = الأشخاص
cms-list-partner = الشركاء
cms-list-empty = لم يُنشر شيء هنا بعد. وما يُنشر يظهر هنا تلقائيًا.
cms-list-older = مداخل أقدم

cms-page-crumbs = أنت هنا
cms-page-fallback = لم تُترجم هذه الصفحة إلى لغتك بعد، وهي معروضة بهذه اللغة: { $language }.
cms-page-since = سارية منذ
cms-page-contents = في هذه الصفحة
cms-page-below = في هذا القسم
cms-page-changes = ما تغيّر ومتى
cms-page-first = النشر الأول
cms-page-contact = من المسؤول عن هذه الصفحة

cms-event-when = الموعد
cms-event-where = المكان
cms-event-calendar = احفظ في تقويمك
cms-event-coming = قادمة
cms-event-past = سابقة
cms-event-none = لا موعد محدد حاليًا. سيُعلن عن الموعد القادم هنا.

cms-person-office = المنصب
cms-person-organisation = الجهة
cms-person-email = البريد

cms-partner-website = زيارة موقعهم

cms-desk-stage-draft = مسودة
cms-desk-stage-in-review = قيد المراجعة
cms-desk-stage-approved = معتمدة
cms-desk-stage-live = منشورة
cms-desk-stage-superseded = استُبدلت
cms-desk-stage-withdrawn = سُحبت

cms-desk-field-title-empty = اكتب عنوانًا
cms-desk-field-long = استخدم { $most } حرفًا على الأكثر
cms-desk-field-body-deep = قلّل تداخل القوائم والاقتباسات
cms-desk-field-starts-form = أدخل يوم البدء ووقته، مثل 2027-05-04 09:30
cms-desk-field-ends-form = أدخل يوم الانتهاء ووقته، أو اتركه فارغًا
cms-desk-field-ends-before = اجعل الانتهاء بعد البدء
cms-desk-field-zone-unknown = أدخل المنطقة الزمنية باسمها في IANA، مثل Asia/Seoul
cms-desk-field-place-empty = اذكر المكان
cms-desk-field-date-form = أدخل يومًا مثل 2026-11-23
cms-desk-field-office-empty = اذكر المنصب
cms-desk-field-email-form = أدخل عنوان بريد مثل name@example.org، أو اتركه فارغًا
cms-desk-field-url-form = أدخل عنوان ويب يبدأ بـ https:// أو http://، أو اتركه فارغًا
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
