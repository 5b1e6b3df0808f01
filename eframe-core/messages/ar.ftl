# ما تقوله كل صفحة أيًّا كانت الوحدة التي تنتمي إليها.

core-frame-skip = انتقل إلى المحتوى
core-frame-languages = اللغات
core-frame-navigation = الأقسام
core-frame-sections = في هذا القسم
core-frame-footer = الاتصال والمعلومات
core-frame-banners = إعلانات
core-frame-warning = تحذير:
core-frame-in-english = لا يتوفر المكتب الداخلي بلغتك بعد، ولذلك يُعرض بالإنجليزية.

core-form-all = الكل
core-form-cancel = إلغاء
core-confirm-back = لا، ارجع
core-form-optional = (اختياري)
core-form-error = خطأ:
core-form-errors = { $count ->
    [one] يجب تصحيح أمر واحد
    [two] يجب تصحيح أمرين
    [few] يجب تصحيح { $count } أمور
    [many] يجب تصحيح { $count } أمرًا
   *[other] يجب تصحيح { $count } أمر
}
core-form-kept = انتهت جلستك، وقد حُفظ ما كتبته. راجعه ثم أرسله من جديد.
core-form-stands = ما هو مكتوب هناك الآن

core-field-required = املأ هذا الحقل
core-field-characters = احذف الرموز التي لا يمكن عرضها
core-field-long = استخدم { $max } حرفًا على الأكثر
core-field-email = أدخل عنوان بريد إلكتروني مثل name@example.org
core-field-choose = اختر إحدى الإجابات
core-field-date = أدخل تاريخًا مثل 2026-11-23
core-field-local-time = أدخل تاريخًا ووقتًا
core-field-number = أدخل عددًا صحيحًا من { $min } إلى { $max }

core-file-required = اختر ملفًا
core-file-taken = { $kinds }، بحجم لا يتجاوز { $max } ميغابايت
core-file-empty = هذا الملف فارغ. اختر ملفًا آخر
core-file-large = حجم هذا الملف أكبر من { $max } ميغابايت. اختر ملفًا أصغر
core-file-kind = لا تُقبل الملفات من هذا النوع. اختر ملفًا من أحد هذه الأنواع: { $kinds }
core-file-other-kind = هذا الملف من نوع { $found }. اختر ملفًا من أحد هذه الأنواع: { $kinds }
core-file-pixels = تحتوي هذه الصورة على أكثر من { $max } مليون بكسل. صغّرها ثم اخترها من جديد
core-file-damaged = هذا الملف ناقص أو تالف. احفظه من جديد ثم اختره مرة أخرى
core-file-many = { $max ->
    [one] اختر ملفًا واحدًا فقط
    [two] اختر ملفين على الأكثر
    [few] اختر { $max } ملفات على الأكثر
   *[other] اختر { $max } ملفًا على الأكثر
}

core-paging-label = صفحات هذه القائمة
core-paging-previous = الصفحة السابقة
core-paging-next = الصفحة التالية

core-chart-figures = اعرض الأرقام

core-problem-invalid-title = تعذّر فهم الطلب
core-problem-invalid-says = في العنوان أو النموذج شيء غير صحيح. ارجع وراجعه ثم حاول مرة أخرى.
core-problem-sign-in-title = سجّل الدخول أولاً
core-problem-sign-in-says = هذه الصفحة لمن سجّل دخوله، ولم يسجّل أحد دخوله بعد. سجّل الدخول ثم عد إليها.
core-problem-forbidden-title = لا يُسمح لك بهذا
core-problem-forbidden-says = لا يملك حسابك صلاحية هذه الصفحة أو هذا الإجراء. اطلبها من أحد المشرفين إذا كنت تحتاج إليها.
core-problem-not-found-title = الصفحة غير موجودة
core-problem-not-found-says = لا توجد صفحة في هذا العنوان أو أنها غير منشورة. تحقق من العنوان أو ابدأ من الصفحة الرئيسية.
core-problem-gone-title = لم تعد هذه الصفحة هنا
core-problem-gone-says = سُحبت هذه الصفحة عن قصد. يمكنك الوصول إلى المحتوى الحالي من الصفحة الرئيسية.
core-problem-conflict-title = سبقك شخص آخر
core-problem-conflict-says = تغيّر المحتوى بعد أن فتحته، ولذلك لم يُحفظ شيء من تعديلاتك. ارجع وأعد تحميل الصفحة وانظر ما الذي تغيّر.
core-problem-too-many-title = محاولات كثيرة جدًّا
core-problem-too-many-says = انتظر بضع دقائق ثم حاول مرة أخرى.
core-problem-large-title = ما أرسلته كبير جدًا
core-problem-large-says = لم يُحفظ أي شيء. ارجع واختر ملفًا أصغر أو اختصر النص، ثم أرسله من جديد.
core-problem-full-title = لا توجد مساحة للملفات
core-problem-full-says = لم يُحفظ أي شيء. على القائمين على هذه الخدمة توفير مساحة؛ حاول لاحقًا.
core-problem-broken-title = حدث خطأ من جانبنا
core-problem-broken-says = لم يتغيّر شيء. حاول مرة أخرى بعد بضع دقائق، وإذا تكرر الأمر فراسلنا.
core-problem-unavailable-title = غير متاح الآن
core-problem-unavailable-says = الخدمة مشغولة أو تحت الصيانة. لم يتغيّر شيء. حاول مرة أخرى بعد بضع دقائق.
core-problem-home = إلى الصفحة الرئيسية
core-problem-reference = إذا راسلتنا فاذكر هذا الرقم: { $reference }

core-desk-filter = اعرض
core-desk-history = ما الذي حدث
core-desk-no-history = لم يحدث شيء بعد.
core-desk-now = ما يمكنك فعله الآن

core-desk-outbox-title = رسائل لم تصل
core-desk-outbox-lead = جرت محاولة إيصال كل منها مرات عديدة. وتنتظر الرسائل اللاحقة عن الموضوع نفسه حتى تصل.
core-desk-outbox-empty = كل الرسائل وصلت أو هي في طريقها.
core-desk-outbox-count = { $count ->
    [zero] لا رسائل في هذه الصفحة
    [one] رسالة واحدة في هذه الصفحة
    [two] رسالتان في هذه الصفحة
    [few] { $count } رسائل في هذه الصفحة
    [many] { $count } رسالة في هذه الصفحة
   *[other] { $count } رسالة في هذه الصفحة
}
core-desk-outbox-event = ما حدث
core-desk-outbox-subscriber = الجهة المراد إبلاغها
core-desk-outbox-subject = الموضوع
core-desk-outbox-sent = وقت الإرسال
core-desk-outbox-error = سبب الفشل
core-desk-outbox-retry = المحاولة مرة أخرى
core-desk-outbox-retried = الرسالة في طريقها من جديد.
core-desk-outbox-question = هل تريد إعادة محاولة إبلاغ { $subscriber } بالحدث { $event }؟
core-desk-outbox-failed-of = فشلت المحاولة الأخيرة بسبب: { $error }
core-desk-outbox-later-ones = إذا وصلت، تتبعها الرسائل التي تنتظر خلفها.
core-desk-outbox-jobs = مهام متعثرة
core-desk-outbox-jobs-lead = لم ينجح آخر تشغيل لكل من هذه المهام. وتعاد محاولتها تلقائيًا.
core-desk-outbox-jobs-empty = نجحت كل المهام في المرة الأخيرة.
core-desk-outbox-jobs-count = { $count ->
    [zero] لا مهام
    [one] مهمة واحدة
    [two] مهمتان
    [few] { $count } مهام
    [many] { $count } مهمة
   *[other] { $count } مهمة
}
core-desk-outbox-job = المهمة
core-desk-outbox-again = التشغيل التالي

core-may-outbox-retry = رؤية ما تعذّر تسليمه وإعادة محاولته
core-may-person-export = تسليم كل ما يُحفظ عن شخص
core-may-person-erase = محو شخص من كل شيء

core-desk-person-title = بيانات شخص واحد
core-desk-person-lead = من يسأل عمّا يُحفظ عنه يحصل عليه كله في ملف. ومن يطلب محوه يُمحى من كل شيء.
core-desk-person-who = عنوان البريد أو رقم الحساب
core-desk-person-who-hint = مثل mina@example.org. لا فرق بين الأحرف الكبيرة والصغيرة.
core-desk-person-do = ما المطلوب
core-desk-person-export = تسليم كل شيء في ملف
core-desk-person-export-hint = مستند واحد مرتّب بحسب أقسام الموقع، ولا أسرار فيه.
core-desk-person-erase = محو الشخص
core-desk-person-erase-hint = ترى أولًا ما الذي سيحدث.
core-desk-person-go-on = متابعة
core-desk-person-nobody = أدخل عنوان بريد مثل name@example.org أو رقم حساب
core-desk-person-erased = مُحي الشخص.
core-desk-person-not-cleared = مُحي كل ما يخص هذا الشخص، لكن تعذرت إعادة كتابة ملف قاعدة البيانات، فما زال يمكن قراءته في مساحته المحرّرة. امحُ الشخص مرة أخرى لإعادة المحاولة، وإلا فسيتم ذلك عند تشغيل الموقع في المرة القادمة.
core-desk-person-question = هل تمحو { $name } ({ $address }) من كل شيء نهائيًا؟
core-desk-person-rows = { $block }: عدد المدخلات التي تُمحى أو يُزال منها الاسم: { $count }
core-desk-person-nothing = لا شيء محفوظ عن هذا الشخص. ولن تعيده أي قائمة من الآن.
core-desk-person-stays = تبقى الأصوات والقرارات وبراهين سجل التدقيق، ويحل محل الاسم «a person who was erased». ولا تعيد نسخة احتياطية أحدًا.
core-desk-person-kept = سيبقى مذكورًا فيما نُشر: { $place }. غيّر ذلك بنفسك.
core-desk-person-erase-now = محو نهائي

core-own-data = كل ما يخصك
core-own-data-lead = كل ما يحفظه هذا الموقع عنك في ملف واحد: حسابك وما كتبته وما قررته وما وافقت عليه.
core-own-data-take = تنزيل الملف

core-desk-sheet-faults = { $count ->
    [zero] لا أخطاء
    [one] خطأ واحد؛ لم يدخل شيء
    [two] خطآن؛ لم يدخل شيء
    [few] { $count } أخطاء؛ لم يدخل شيء
    [many] { $count } خطأ؛ لم يدخل شيء
   *[other] { $count } خطأ؛ لم يدخل شيء
}
core-desk-sheet-line = السطر
core-desk-sheet-column = العمود
core-desk-sheet-wrong = الخطأ
core-desk-sheet-file-itself = الملف
core-desk-sheet-not-utf8 = الملف من هنا ليس بترميز UTF-8. احفظه بصيغة «CSV UTF-8».
core-desk-sheet-quote = فُتحت علامة اقتباس ولم تُغلق. اكتبها مرتين داخل الخلية.
core-desk-sheet-cells = في السطر { $found } خلية، وفي السطر الأول { $wanted }.
core-desk-sheet-column-twice = هذا العمود موجود مرتين. احذف أحدهما.
core-desk-sheet-column-unknown = لا عمود بهذا الاسم. غيّر اسمه أو احذفه. الأعمدة هي: { $columns }.
core-desk-sheet-column-missing = هذا العمود غير موجود. أضفه.
