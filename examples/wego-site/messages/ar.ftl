site-name = WeGO
site-long-name = المنظمة العالمية للحكومات الإلكترونية للمدن والحكومات المحلية
site-skip = انتقل إلى المحتوى
site-example = موقع تجريبي: المدن الأعضاء والأشخاص المعروضون هنا أمثلة مختلقة.
site-search = بحث
site-search-words = كلمات البحث
site-languages = اللغات
site-sections = الأقسام
site-sign-out = تسجيل الخروج
site-staff = دخول الموظفين
site-contact = اتصل بنا
site-contact-address = أمانة WeGO، تستضيفها مدينة سيول، المدينة الرئيسة
site-contact-how = كيف تتواصل معنا
site-footer-about = عن المنظمة
site-footer-follow = تابعنا
site-events = الفعاليات
site-people = الأشخاص
site-faq = أسئلة وأجوبة
site-feed = الأخبار بخلاصة Atom
site-colophon = بُني بإطار WeGO eGovFrame. لا يستخدم هذا الموقع ملفات تتبّع.

site-front-title = مدن تُحسن الإدارة عبر الإنترنت
site-description = ‏WeGO هي المنظمة الدولية للمدن والحكومات المحلية من أجل الحكومة الإلكترونية والتنمية الحضرية المستدامة.
site-network = الشبكة
site-map = خريطة للعالم تبيّن الأمانة والمكاتب الإقليمية والمدن التي استضافت الجمعية العامة
site-map-members = خريطة العالم وعليها نقطة لكل عضو والأمانة والمكاتب الإقليمية ومدن انعقاد الجمعية العامة
site-figure-members = المدن الأعضاء
site-figure-friendship = الأعضاء الأصدقاء
site-figure-partners = الشركاء
site-figure-citizens = سكان المدن الأعضاء
site-figure-source = سجل الأعضاء
site-register = كل الأعضاء
site-newsletter = النشرة الإلكترونية
site-newsletter-address = عنوان بريدكم
site-newsletter-ask = طلبها
site-newsletter-issues = الأعداد السابقة
site-news = الأخبار
site-news-all = كل الأخبار
site-news-none = لا أخبار بعد. يظهر أول خبر هنا حين ينشره أحد المحررين.
site-next = الموعد القادم
site-next-none = لم يُعلن عن موعد. يظهر الموعد القادم هنا حين يُحدَّد.
site-events-all = كل الفعاليات
site-partners = الشركاء

site-desk-home = ما ينتظرك
site-desk-lead = { $name }، هذا ما ينتظرك الآن.
site-desk-none = لا شيء ينتظرك هنا. تجد طلب المنظمة والتصويت تحت «مؤسستكم».
site-desk-rooms = أين تجد كل شيء
site-desk-members = العضوية
site-desk-members-what = الطلبات والأعضاء والرسوم وفترات المناصب والاجتماعات.
site-desk-organisation = مؤسستكم
site-desk-organisation-what = طلبها وعضويتها ورسومها وأصواتها.
site-desk-diagnosis = التشخيص
site-desk-diagnosis-what = تقييمات مدينتكم وتقاريرها وخرائط طريقها.
site-desk-assessments = التقييمات
site-desk-assessments-what = جولات التشخيص ومراجعة ما أجابت عنه المدن.
site-desk-content = المحتوى
site-desk-content-what = الصفحات والأخبار والفعاليات والأسئلة والأشخاص والشركاء والقوائم.
site-desk-newsletter = النشرة الإلكترونية
site-desk-newsletter-what = المشتركون وما وافقوا عليه، والقوائم، والأعداد وتسليمها.
site-desk-people = الأشخاص والأدوار
site-desk-people-what = من يستطيع فعل ماذا، والدعوات والجهات.
site-desk-persons = البيانات الشخصية
site-desk-persons-what = تسليم كل ما يُحفظ عن شخص أو محوه.
site-desk-outbox = الرسائل الصادرة
site-desk-outbox-what = الرسائل التي تعذّر تسليمها، لإعادة المحاولة.
site-desk-webhooks = خطافات الويب
site-desk-webhooks-what = برامج أخرى تُبلَّغ بما يحدث هنا، وردودها.
site-desk-event-edition-published = نُشرت صفحة أو خبر أو نص آخر
site-desk-event-edition-withdrawn = سُحب نص منشور
site-desk-event-document-moved = تغيّر عنوان نص منشور
site-desk-event-standing-changed = انضم عضو أو غادر أو تغيّر وضعه
site-desk-event-member-renamed = تغيّر اسم عضو في السجل
site-desk-event-register-imported = أُدخل سجل
site-desk-event-round-opened = أُعلنت جولة من التشخيص
site-desk-event-round-closed = انتهت جولة من التشخيص
site-desk-event-issue-sent = أُرسل عدد من النشرة الإلكترونية
site-desk-account = حسابك
site-desk-account-what = اسمك وكلمة المرور والجلسات والرموز.
site-desk-review = { $count ->
    [zero] لا مسودات تنتظر الاعتماد
    [one] مسودة واحدة تنتظر الاعتماد
    [two] مسودتان تنتظران الاعتماد
    [few] { $count } مسودات تنتظر الاعتماد
    [many] { $count } مسودة تنتظر الاعتماد
   *[other] { $count } مسودة تنتظر الاعتماد
}
site-desk-failing-endpoints = { $count ->
    [one] برنامج واحد لا يستلم ما يُبلَّغ به
    [two] برنامجان لا يستلمان ما يُبلَّغان به
    [few] { $count } برامج لا تستلم ما تُبلَّغ به
    [many] { $count } برنامجًا لا يستلم ما يُبلَّغ به
   *[other] { $count } برنامج لا يستلم ما يُبلَّغ به
}
site-desk-parked = { $count ->
    [zero] لا رسائل صادرة موقوفة
    [one] رسالة صادرة واحدة موقوفة
    [two] رسالتان صادرتان موقوفتان
    [few] { $count } رسائل صادرة موقوفة
    [many] { $count } رسالة صادرة موقوفة
   *[other] { $count } رسالة صادرة موقوفة
}
site-desk-mend = { $count ->
    [zero] لم تُعَد إليك أي مسودة
    [one] أُعيدت إليك مسودة واحدة
    [two] أُعيدت إليك مسودتان
    [few] أُعيدت إليك { $count } مسودات
    [many] أُعيدت إليك { $count } مسودة
   *[other] أُعيدت إليك { $count } مسودة
}
site-desk-publish = { $count ->
    [zero] لا مسودات معتمدة للنشر
    [one] مسودة معتمدة واحدة يمكن نشرها
    [two] مسودتان معتمدتان يمكن نشرهما
    [few] { $count } مسودات معتمدة يمكن نشرها
    [many] { $count } مسودة معتمدة يمكن نشرها
   *[other] { $count } مسودة معتمدة يمكن نشرها
}
site-desk-write = { $count ->
    [zero] لا مسودات لك قيد الكتابة
    [one] مسودة واحدة لك قيد الكتابة
    [two] مسودتان لك قيد الكتابة
    [few] { $count } مسودات لك قيد الكتابة
    [many] { $count } مسودة لك قيد الكتابة
   *[other] { $count } مسودة لك قيد الكتابة
}
site-desk-overdue = { $count ->
    [zero] لا طلب متأخر
    [one] طلب واحد تأخر الرد عليه
    [two] طلبان تأخر الرد عليهما
    [few] { $count } طلبات تأخر الرد عليها
    [many] { $count } طلبًا تأخر الرد عليها
   *[other] { $count } طلب تأخر الرد عليها
}
site-desk-to-review = { $count ->
    [zero] لا تقييم ينتظر المراجعة
    [one] تقييم واحد ينتظر المراجعة
    [two] تقييمان ينتظران المراجعة
    [few] { $count } تقييمات تنتظر المراجعة
    [many] { $count } تقييماً ينتظر المراجعة
   *[other] { $count } تقييم ينتظر المراجعة
}
site-desk-given-back = { $count ->
    [zero] لا تقييم لمدينتكم أُعيد مع أسئلة
    [one] تقييم واحد لمدينتكم أُعيد مع أسئلة
    [two] تقييمان لمدينتكم أُعيدا مع أسئلة
    [few] { $count } تقييمات لمدينتكم أُعيدت مع أسئلة
    [many] { $count } تقييماً لمدينتكم أُعيد مع أسئلة
   *[other] { $count } تقييم لمدينتكم أُعيد مع أسئلة
}
site-desk-to-answer = { $count ->
    [zero] لا تقييم لمدينتكم قيد الإجابة
    [one] تقييم واحد لمدينتكم قيد الإجابة
    [two] تقييمان لمدينتكم قيد الإجابة
    [few] { $count } تقييمات لمدينتكم قيد الإجابة
    [many] { $count } تقييماً لمدينتكم قيد الإجابة
   *[other] { $count } تقييم لمدينتكم قيد الإجابة
}
site-desk-cases = { $count ->
    [zero] لا طلب ينتظر الأمانة
    [one] طلب واحد ينتظر الأمانة
    [two] طلبان ينتظران الأمانة
    [few] { $count } طلبات تنتظر الأمانة
    [many] { $count } طلبًا ينتظر الأمانة
   *[other] { $count } طلب ينتظر الأمانة
}
site-desk-letters = { $count ->
    [zero] لا رسالة بلا رد
    [one] رسالة واحدة بلا رد
    [two] رسالتان بلا رد
    [few] { $count } رسائل بلا رد
    [many] { $count } رسالة بلا رد
   *[other] { $count } رسالة بلا رد
}
site-desk-own = { $count ->
    [zero] لا طلب لمؤسستكم ينتظركم
    [one] طلب مؤسستكم ينتظركم
    [two] طلبان لمؤسساتكم ينتظرانكم
    [few] { $count } طلبات لمؤسساتكم تنتظركم
    [many] { $count } طلبًا لمؤسساتكم ينتظركم
   *[other] { $count } طلب لمؤسساتكم ينتظركم
}
site-desk-votes = { $count ->
    [zero] لا تصويت مفتوحاً ينتظرك
    [one] تصويت واحد مفتوح ينتظرك
    [two] تصويتان مفتوحان ينتظرانك
    [few] { $count } تصويتات مفتوحة تنتظرك
    [many] { $count } تصويتاً مفتوحاً ينتظرك
   *[other] { $count } تصويت مفتوح ينتظرك
}
site-desk-drafts = { $count ->
    [zero] لا طلب لمؤسستكم قيد الإعداد
    [one] طلب واحد لمؤسستكم لم يكتمل
    [two] طلبان لمؤسستكم لم يكتملا
    [few] { $count } طلبات لمؤسستكم لم تكتمل
    [many] { $count } طلباً لمؤسستكم لم يكتمل
   *[other] { $count } طلب لمؤسستكم لم يكتمل
}
site-news-member = انضمت إلى الأعضاء. { $country }.
site-desk-issues = { $count ->
    [one] عدد واحد من النشرة الإلكترونية قيد الإعداد
    [two] عددان من النشرة الإلكترونية قيد الإعداد
    [few] { $count } أعداد من النشرة الإلكترونية قيد الإعداد
   *[other] { $count } عددًا من النشرة الإلكترونية قيد الإعداد
}

site-audit-title = قرارات يمكن لأي شخص التحقق منها
site-audit-lead = يترك كل قرار يُتخذ في هذا الموقع قيدًا في سجل يُختم كل ثانية. ومن يحتفظ بنسخة من الختم يستطيع أن يعرف لاحقًا هل تغيّر شيء مما سبقه، من غير أن يضطر إلى الثقة بنا.
site-audit-shows = يبيّن القيد من تصرّف وماذا فعل وبشأن ماذا ومتى، بالمعرّفات وحدها. أما ما استند إليه القرار فيظهر بصمةً رقمية، فيمكن محو البيانات الشخصية ويبقى الإثبات قائمًا.
site-audit-log = السجل ومفتاحه
site-audit-address = عنوان السجل:
site-audit-key = مفتاحه العام:
site-audit-signs = يوقّع ابتداءً من القيد { $entry }. وقبله وقّعت هذه المفاتيح، وآخرها أولًا. للتحقق من ختم حُفظ في زمنها اذكروها أيضًا، كلًّا منها بعد ‎--key‎ خاص به:
site-audit-signed = ابتداءً من القيد { $entry }:
site-audit-ask = من يزوّر السجل قد يزوّر هذه الصفحة أيضًا: اطلبوا المفتاح من الأمانة بطريق آخر وقارنوا بينهما.
site-audit-check = كيفية التحقق
site-audit-program = تحتاجون إلى Python بالإصدار 3.8 أو أحدث وإلى برنامج واحد من نحو 500 سطر لا يشترك مع هذا الموقع في أي شيفرة. اقرؤوه قبل تشغيله.
site-audit-get = تنزيل verify_audit.py
site-audit-first = في المرة الأولى تحققوا من السجل كله واحفظوا ختمه في ملف:
site-audit-later = وبعد ذلك تحققوا من أن كل ما سبق ذلك الختم باقٍ على حاله، واحفظوا الختم الأحدث:
site-audit-one = للاطلاع على قيد وعلى إثبات وجوده في السجل اذكروا رقمه:
site-audit-says = يجيب البرنامج بكلمة good، أو بكلمة bad ومعها أول قيد لا يتفق، إن أمكنت تسميته.
