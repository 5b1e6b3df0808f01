newsletter-consent = نعم، أرغب في استلام النشرة الإلكترونية على هذا العنوان أربع مرات في السنة. ويمكنني إنهاؤها في أي وقت عبر الرابط الموجود في كل عدد.
newsletter-subscribe-title = استلام النشرة الإلكترونية
newsletter-subscribe-lead = أخبار الشبكة والمواعيد القادمة وتجارب المدن الأخرى، بالبريد أربع مرات في السنة.
newsletter-subscribe-address = عنوان بريدكم الإلكتروني
newsletter-subscribe-address-hint = مثل name@example.org
newsletter-subscribe-language = لغة النشرة
newsletter-subscribe-next = تصلكم رسالة واحدة تسأل هل تريدونها. ولا يُرسل شيء آخر قبل أن تجيبوا بنعم.
newsletter-subscribe-submit = طلب النشرة
newsletter-subscribe-agree = ما توافقون عليه حين تجيبون بنعم
newsletter-subscribe-kept = لا يُستخدم عنوانكم إلا لهذا الغرض. ويُحذف من سجلاتنا بعد أربعة أسابيع من إنهائكم النشرة، وبعد أسبوع من سؤال لم يُجب عنه. ولا نسجل من يفتح عددًا أو يتبع رابطًا.
newsletter-subscribe-asked-title = انظروا في بريدكم
newsletter-subscribe-asked = أرسلنا رسالة إلى العنوان، إن لم تُرسل إليه رسالة خلال اليوم الماضي. افتحوها وأجيبوا بنعم لاستلام النشرة.
newsletter-subscribe-asked-nothing = لم تصل؟ ابحثوا بين الرسائل غير المرغوبة. يمكن الإجابة خلال أسبوع، والطلب من جديد بعد يوم.
newsletter-confirm-title = هل تريدون النشرة الإلكترونية؟
newsletter-confirm-lead = أدخل أحدهم عنوان بريدكم لاستلام النشرة. إن أردتموها فوافقوا على ما يلي:
newsletter-confirm-changed = تغيّر النص منذ أن فتحتم هذه الصفحة. اقرؤوه من جديد ثم وافقوا.
newsletter-confirm-next = يصلكم العدد القادم. إن لم تريدوها فأغلقوا هذه الصفحة، ولن يُرسل شيء.
newsletter-confirm-submit = نعم، أرسلوها إليّ
newsletter-confirm-done-title = ستصلكم النشرة الإلكترونية
newsletter-confirm-done = شكرًا لكم. يصل العدد القادم إلى عنوانكم.
newsletter-confirm-done-end = في كل عدد رابط تنهونها به بنقرة واحدة.
newsletter-confirm-already = لقد أجبتم بنعم من قبل، ولا يلزمكم فعل شيء.
newsletter-confirm-dead-title = لم يعد هذا الرابط صالحًا
newsletter-confirm-dead = استُخدم الرابط من قبل، أو مضى عليه أكثر من أسبوع، أو حلّت محله رسالة أحدث.
newsletter-confirm-dead-again = طلب النشرة
newsletter-language-title = لغة نشرتكم
newsletter-language-lead = تُرسل إلى { $address }. اختاروا اللغة التي تريدون قراءتها بها.
newsletter-language-next = يسري ذلك من العدد القادم.
newsletter-language-submit = اختيار هذه اللغة
newsletter-language-done = من العدد القادم تصلكم النشرة بهذه اللغة: { $language }.
newsletter-language-gone = لا تصلكم النشرة.
newsletter-unsubscribe-title = إنهاء النشرة الإلكترونية
newsletter-unsubscribe-lead = تُرسل إلى { $address }. ألا تريدون المزيد منها؟
newsletter-unsubscribe-next = لا يُرسل شيء بعد ذلك إلى هذا العنوان، ويُحذف من سجلاتنا بعد أربعة أسابيع.
newsletter-unsubscribe-submit = إنهاء النشرة
newsletter-unsubscribe-done-title = لن تصلكم بعد الآن
newsletter-unsubscribe-done = انتهت النشرة. لا يُرسل شيء بعد الآن إلى هذا العنوان.
newsletter-unsubscribe-done-kept = يُحذف عنوانكم من سجلاتنا بعد أربعة أسابيع.
newsletter-unsubscribe-again = طلب النشرة من جديد
newsletter-unsubscribe-gone = لا يُرسل إليكم شيء: لم يعد عنوانكم في سجلاتنا.
newsletter-mail-question-subject = هل تريدون النشرة الإلكترونية من { $site }؟
newsletter-mail-question-asked = أدخل أحدهم، وأغلب الظن أنتم، هذا العنوان لاستلام النشرة الإلكترونية من { $site }.
newsletter-mail-question-words = إن أردتموها فهذا ما توافقون عليه:
newsletter-mail-question-yes = افتحوا هذه الصفحة وأجيبوا فيها بنعم. الرابط صالح حتى { $until }:
newsletter-mail-question-no = إن لم تكونوا أنتم فلا تفعلوا شيئًا. لن يُرسل إليكم شيء آخر، ويُحذف العنوان من سجلاتنا بعد أسبوع.
newsletter-mail-already-subject = تصلكم النشرة الإلكترونية من { $site } بالفعل
newsletter-mail-already-asked = أدخل أحدهم، وأغلب الظن أنتم، هذا العنوان لاستلام النشرة الإلكترونية من { $site }.
newsletter-mail-already-nothing = إنها تصلكم بالفعل، ولا يلزمكم فعل شيء.
newsletter-mail-already-language = أنتم تقرؤونها بهذه اللغة: { $language }. ولقراءتها بلغة أخرى اختاروها هنا:
newsletter-mail-already-end = إن لم تعودوا تريدونها فأنهوها هنا:
newsletter-refused-throttled = أُدخلت عناوين كثيرة جدًا من شبكتكم. حاولوا من جديد بعد ساعة.
newsletter-may-subscriber-read = رؤية من تصلهم النشرة وما وافقوا عليه
newsletter-may-subscriber-write = إنهاء اشتراكات الآخرين ورفع ما يمنع الإرسال
newsletter-may-subscriber-erase = تسليم بيانات من تصلهم النشرة وحذفها
newsletter-may-subscriber-import = استيراد قائمة مشتركين
newsletter-may-issue-read = رؤية أعداد النشرة وتسليمها
newsletter-may-issue-edit = إعداد أعداد النشرة
newsletter-may-issue-send = إرسال أعداد النشرة وإيقافها وإلغاؤها
newsletter-desk-issues-title = الأعداد
newsletter-desk-issues-lead = لكل ربع سنة عدد واحد. العدد الذي طُلب إرساله يبقى كما هو ويصل إلى كل قارئ مرة واحدة.
newsletter-desk-issues-number = ربع السنة
newsletter-desk-issues-languages = اللغات
newsletter-desk-issues-stage = المرحلة
newsletter-desk-issues-empty = لم يبدأ أي عدد بعد.
newsletter-desk-stage-draft = مسودة
newsletter-desk-stage-queued = طُلب إرساله
newsletter-desk-stage-sending = قيد الإرسال
newsletter-desk-stage-paused = متوقف مؤقتًا
newsletter-desk-stage-cancelled = أُلغي
newsletter-desk-stage-sent = أُرسل
newsletter-desk-letter-queued = في الانتظار
newsletter-desk-letter-leased = قيد التحضير
newsletter-desk-letter-handing-over = قيد التسليم
newsletter-desk-letter-handed-over = سُلّمت
newsletter-desk-letter-deferred = تُعاد لاحقًا
newsletter-desk-letter-bounced = ارتدّت
newsletter-desk-letter-suppressed = لا يُراسَل
newsletter-desk-letter-unsure = غير مؤكدة
newsletter-desk-letter-final = تُركت
newsletter-desk-issue-title = العدد { $number }
newsletter-desk-issue-going = مدى التقدم
newsletter-desk-issue-said = { $total ->
    [0] لا توجد له أي رسالة بعد.
   *[other] الرسائل المنجزة: { $done } من { $total }. ما سُلّم منها: { $went }.
}
newsletter-desk-issue-remaining = تستغرق الرسائل الباقية نحو { $minutes ->
    [one] دقيقة
    [two] دقيقتين
    [few] { $minutes } دقائق
   *[other] { $minutes } دقيقة
}.
newsletter-desk-issue-doubted = جُهل مصير { $count } رسالة في وقت ما، وقد تكون كل منها وصلت أكثر من مرة بالمعرّف نفسه.
newsletter-desk-issue-letters = رسائل الجميع
newsletter-desk-issue-again = انظر مجددًا
newsletter-desk-issue-trouble = لا يمكن أن تخرج الرسائل الآن. تُعاد المحاولة تلقائيًا.
newsletter-desk-issue-rests = لا يخرج شيء حتى يستأنفه أحد.
newsletter-desk-issue-refusals = توقف لأن خادم البريد رفض الرسائل واحدة تلو الأخرى: { $said }
newsletter-desk-issue-restored = توقف لأن نسخة احتياطية استُعيدت: لا يُعرف هنا من تلقى رسالة منه بعد أخذها، وسيتلقاها مرة أخرى إن استؤنف. ومن عُرف أنهم تلقوه ({ $went }) لا يُرسل إليهم شيء بعد ذلك. راجع سجل خادم البريد قبل استئنافه، وإلا فألغه.
newsletter-desk-issue-pause = أوقفه مؤقتًا
newsletter-desk-issue-resume = استأنفه
newsletter-desk-issue-done-order = طُلب إرسال العدد. يخرج تلقائيًا.
newsletter-desk-issue-done-pause = توقف العدد مؤقتًا. ما كان قيد التسليم يصل.
newsletter-desk-issue-done-resume = استؤنف إرسال العدد.
newsletter-desk-issue-done-cancel = لن يُرسل المزيد من العدد.
newsletter-desk-issue-done-once-more = تُعاد محاولة الرسائل المجهولة المصير مرة أخرى حالما يكون العدد في طريقه.
newsletter-desk-order-ask = أرسله…
newsletter-desk-order-question = هل يُرسل العدد { $number }؟
newsletter-desk-order-frozen = لا يمكن تغيير نصه بعد ذلك.
newsletter-desk-order-submit = أرسله
newsletter-desk-cancel-ask = ألغه…
newsletter-desk-cancel-question = هل يُلغى العدد { $number }؟
newsletter-desk-cancel-for-good = ما سُلّم لا يُسترجع، ولا يمكن استئناف العدد لاحقًا. وإن لم تخرج أي رسالة بعد أمكن بدؤه من جديد.
newsletter-desk-cancel-submit = ألغِ العدد
newsletter-desk-once-more-ask = الرسائل المجهولة المصير مرة أخرى…
newsletter-desk-once-more-question = هل تُسلَّم رسائل من العدد { $number } مرة أخرى؟
newsletter-desk-once-more-said = عدد الرسائل التي لا يُعرف أوصلت أم لا: { $count }. ضاع رد خادم البريد عليها مرتين.
newsletter-desk-once-more-again = ربما وصلت إلى بعض هؤلاء القرّاء، فتصلهم مرة أخرى بالمعرّف نفسه. ويبيّن سجل خادم البريد ما تسلّمه منها.
newsletter-desk-once-more-only = لا يتلقاه بهذا أحد غير هؤلاء القرّاء.
newsletter-desk-once-more-submit = سلّمها مرة أخرى
newsletter-desk-again-question = هل يُبدأ العدد { $number } من جديد؟
newsletter-desk-restored-may = استُعيدت نسخة احتياطية ({ $at }): ربما تلقى قراء هذا العدد بعد أخذها. عدد من يُعرف هنا أنهم تلقوه: { $went }.
newsletter-desk-restored-sent = إن أُرسل من هنا ذهب إلى الجميع، حتى إلى من تلقاه حينها. ويبيّن سجل خادم البريد من تلقاه.
newsletter-desk-restored-cancelled = إن استؤنف بدلًا من إلغائه فلن يُرسل شيء إلى من عُرف أنه تلقاه، بل إلى الآخرين وحدهم. وإن أُلغي ثم بُدئ عدد الربع من جديد ذهب إلى الجميع، حتى إلى من تلقى هذا العدد.
newsletter-desk-run-title = من يتلقاه الآن
newsletter-desk-run-said = { $count ->
    [zero] لا يتلقاه أحد.
    [one] يتلقاه قارئ واحد.
    [two] يتلقاه قارئان.
    [few] يتلقاه { $count } قرّاء.
    [many] يتلقاه { $count } قارئًا.
   *[other] يتلقاه { $count } قارئ.
}
newsletter-desk-run-languages = حسب اللغة
newsletter-desk-run-others = قرّاء لغات أخرى
newsletter-desk-run-domains = { $count ->
    [one] في نطاق واحد:
    [two] في نطاقين:
    [few] في { $count } نطاقات، وأكثرها قرّاءً:
    [many] في { $count } نطاقًا، وأكثرها قرّاءً:
   *[other] في { $count } نطاق، وأكثرها قرّاءً:
}
newsletter-desk-run-elsewhere = نطاقات لم تُذكر: { $count }، وعدد قرّائها: { $readers }.
newsletter-desk-run-unwritten = لم يُكتب بعد
newsletter-desk-letters-title = رسائل العدد { $number }
newsletter-desk-letters-lead = رسالة لكل قارئ وما قاله خادم البريد عنها.
newsletter-desk-letters-reader = القارئ
newsletter-desk-letters-state = الحالة
newsletter-desk-letters-attempts = المحاولات
newsletter-desk-letters-at = متى
newsletter-desk-letters-next = المحاولة التالية
newsletter-desk-letters-answer = ما قيل
newsletter-desk-letters-gone = عنوان محذوف
newsletter-desk-said-slow = لم يصل رد في الوقت المحدد
newsletter-desk-said-lost = انقطع الاتصال: { $of }
newsletter-desk-said-out-of-step = جاءت ردود الخادم في غير ترتيبها
newsletter-desk-said-ended = انتهى البرنامج قبل تدوين الرد
newsletter-desk-said-file = كُتبت في ملف
newsletter-desk-said-unmade = تعذر إعداد الرسالة لهذا العنوان
newsletter-desk-said-unreached = تعذر الوصول إلى { $of } في الوقت المحدد
newsletter-desk-said-unencrypted = لا يوفر { $of } التعمية، فلم تُرسل كلمة المرور. استخدم smtps://
newsletter-desk-letters-empty = لا توجد رسالة في هذه الحالة.
newsletter-desk-letters-none = لا توجد له أي رسالة بعد. تُنشأ الرسائل متى أُمر بإرسال العدد.
newsletter-desk-bounces-title = ما ارتدّ
newsletter-desk-bounces-lead = رسائل فشلت وقرّاء اشتكوا. العنوان الذي يرتد كثيرًا لا يُراسَل حتى يصحّح أحد ذلك.
newsletter-desk-bounces-kind = كيف
newsletter-desk-bounces-hard = لا أحد هناك
newsletter-desk-bounces-soft = فشلت
newsletter-desk-bounces-complaint = شكوى
newsletter-desk-bounces-held = المراسلة
newsletter-desk-bounces-held-yes = لا يُراسَل
newsletter-desk-bounces-empty = لم يرتد شيء.
newsletter-desk-bounces-question = هل يُراسَل { $address } مجددًا؟
newsletter-desk-bounces-forgotten = تُنسى الارتدادات السابقة.
newsletter-desk-bounces-submit = راسله مجددًا
newsletter-desk-bounces-done-overruled = سيُراسَل مجددًا.
newsletter-desk-refused-stage = لم يعد العدد في المرحلة التي تبدأ منها هذه الخطوة.
newsletter-desk-refused-unwritten = لم يُكتب العدد بكل لغاته.
newsletter-desk-refused-untranslated = يقرأ بعض القرّاء لغات لم يُكتب بها العدد.
newsletter-desk-refused-no-readers = لن يتلقاه أحد.
newsletter-desk-refused-none-unsure = لا رسالة منه مجهولة المصير.
newsletter-desk-refused-moved = غيّر أحد العدد منذ ذلك الحين. راجعه مجددًا.
newsletter-desk-refused-their-own-wish = لا يُراسَل برغبته. هو وحده يمكنه طلبها مجددًا.
newsletter-field-fallback = اختر إحدى لغات العدد.
newsletter-field-language = لا يُكتب العدد بهذه اللغة.
newsletter-field-subject = الموضوع سطر واحد بلا علامات تغيّر اتجاه النص.
newsletter-field-unsubscribe = يجب أن يحوي النص {"{"}unsubscribe{"}"} حيث يوضع رابط كل قارئ.

newsletter-desk-subscribers-title = المشتركون
newsletter-desk-subscribers-lead = من طلبوا النشرة الإلكترونية وحالة كل منهم. تُرسل الأعداد إلى من أجابوا بنعم.
newsletter-desk-subscribers-count = { $count ->
    [zero] لا مشتركين
    [one] مشترك واحد
    [two] مشتركان
    [few] { $count } مشتركين
    [many] { $count } مشتركًا
   *[other] { $count } مشترك
}
newsletter-desk-subscribers-empty = لم يطلبها أحد بعد. يطلبها الناس في الموقع أو يدخلون بقائمة.
newsletter-desk-subscribers-none = لا يطابق ذلك أي مشترك.
newsletter-desk-subscribers-words = عنوان أو نطاق
newsletter-desk-subscribers-address = العنوان
newsletter-desk-subscribers-state = الحالة
newsletter-desk-subscribers-since = منذ
newsletter-desk-subscribers-language = اللغة
newsletter-desk-subscribers-gone = حُذف العنوان
newsletter-desk-subscribers-csv = حفظ بصيغة CSV
newsletter-desk-stands-asked = سُئل ولم يُجب
newsletter-desk-stands-confirmed = تصله النشرة
newsletter-desk-stands-unsubscribed = لا يريد المزيد
newsletter-desk-stands-erased = محذوف
newsletter-desk-one-lead = { $state }. اللغة: { $language }.
newsletter-desk-one-held = لا يُرسل شيء: { $reason }.
newsletter-desk-one-done-ended = انتهى الاشتراك.
newsletter-desk-ledger-asked = أدخل أحدهم العنوان
newsletter-desk-ledger-agreed = أجاب بنعم
newsletter-desk-ledger-stated = أجاب بنعم في مكان آخر، كما تذكر قائمة
newsletter-desk-ledger-ended = لم يعد يريدها
newsletter-desk-ledger-erased = حُذف العنوان
newsletter-desk-form-page = في الموقع
newsletter-desk-form-json = عبر تطبيق
newsletter-desk-form-application = في طلب عضوية
newsletter-desk-form-import = بقائمة حُفظت في مكان آخر
newsletter-desk-form-desk = في المكتب
newsletter-desk-form-system = من النظام، بعد انقضاء مدة أو استعادة نسخة احتياطية
newsletter-desk-how-link = عبر الرابط في رسالة
newsletter-desk-how-one-click = بزر برنامج البريد
newsletter-desk-how-json = عبر تطبيق
newsletter-desk-how-desk = طلب ذلك من الأمانة
newsletter-desk-how-restored = قال ذلك قبل استعادة نسخة احتياطية
newsletter-desk-reason-unsubscribed = لا يريد المزيد
newsletter-desk-reason-bounced = يرتد البريد إليه
newsletter-desk-reason-complained = اشتكى
newsletter-desk-reason-erased = طلب حذف عنوانه
newsletter-desk-reason-overruled = رُفع المنع في المكتب
newsletter-desk-end-title = إنهاء الاشتراك
newsletter-desk-end-question = هل تُنهى النشرة لـ { $address }؟
newsletter-desk-end-stays = لا يُرسل شيء بعد ذلك إلى هذا العنوان، ويُحذف بعد أربعة أسابيع.
newsletter-desk-end-own = لا يستأنفها إلا صاحبها بموافقته.
newsletter-desk-suppressions-title = عناوين لا يُكتب إليها
newsletter-desk-suppressions-lead = لا يُرسل شيء إلى هذه العناوين. لا يبقى من كل منها إلا بصمة بمفتاح لا يُستخرج منها العنوان، ومن لديه العنوان يجده في «بيانات شخص».
newsletter-desk-suppressions-mark = العلامة
newsletter-desk-suppressions-reason = السبب
newsletter-desk-suppressions-empty = لا يوجد عنوان كهذا. يظهر هنا حين ينهي أحدهم النشرة أو يرتد البريد.
newsletter-desk-person-title = بيانات شخص
newsletter-desk-person-lead = كل ما يُحفظ عن عنوان يمكن تسليمه لصاحبه أو حذفه. ويبقى السجل بعد ذلك بلا عنوان.
newsletter-desk-person-address = عنوان البريد
newsletter-desk-person-look = البحث
newsletter-desk-person-stands = الحالة
newsletter-desk-person-nobody = لا أحد له هذا العنوان.
newsletter-desk-person-more = ما حدث
newsletter-desk-person-held = لا يُرسل شيء
newsletter-desk-person-export = حفظ كل ذلك
newsletter-desk-person-erase = حذف العنوان
newsletter-desk-person-erase-next = يزول العنوان حالًا ونهائيًا. وتبقى بصمة بمفتاح كي لا تعيده قائمة ولا نسخة مستعادة.
newsletter-desk-person-done-erased = حُذف العنوان.
newsletter-desk-import-title = إدخال قائمة
newsletter-desk-import-lead = قائمة بمن أجابوا بنعم في مكان آخر. تُفحص أولًا، ثم تُدخل هي نفسها: كلها أو لا شيء منها.
newsletter-desk-import-back = العودة إلى المشتركين
newsletter-desk-import-done = { $count ->
    [zero] لم يدخل أحد.
    [one] دخل شخص واحد.
    [two] دخل شخصان.
    [few] دخل { $count } أشخاص.
    [many] دخل { $count } شخصًا.
   *[other] دخل { $count } شخص.
}
newsletter-desk-import-found = لا خطأ. { $new ->
    [zero] ليس فيها أحد جديد.
    [one] تصل النشرة بها إلى شخص واحد جديد.
    [two] تصل النشرة بها إلى شخصين جديدين.
    [few] تصل النشرة بها إلى { $new } أشخاص جدد.
    [many] تصل النشرة بها إلى { $new } شخصًا جديدًا.
   *[other] تصل النشرة بها إلى { $new } شخص جديد.
} ويُتجاوز من نعرفهم من قبل ({ $known }) ومن لا يُكتب إليهم ({ $held }).
newsletter-desk-import-choose-again = اختاروا الملف نفسه من جديد لإدخاله.
newsletter-desk-import-proof-label = ما يبين أنهم أجابوا بنعم
newsletter-desk-import-proof-hint = أين ومتى وعلى أي كلام. ويُكتب في سجل كل منهم.
newsletter-desk-import-language-label = لغة من لا يذكر سطره لغة
newsletter-desk-import-language-hint = في عمود «language» يُكتب en أو ko أو ru أو zh أو es أو fr أو ar.
newsletter-desk-import-file = الملف
newsletter-desk-import-file-hint = ملف CSV بأعمدة address وlanguage وproof، ولا يلزم منها إلا address، وحجمه { $max } ميغابايت على الأكثر
newsletter-desk-import-text = أو الصقوها هنا
newsletter-desk-import-text-hint = وأول سطر فيها أسماء الأعمدة
newsletter-desk-import-next = لا يُرسل بريد إلى أحد بهذا. ومن أنهى النشرة من قبل يبقى خارجها.
newsletter-desk-import-check = الفحص
newsletter-desk-import-bring-in = الإدخال
newsletter-desk-import-nothing = اختاروا ملفًا أو الصقوا قائمة أدناه
newsletter-desk-import-proof-short = اذكروا أين ومتى أجابوا بنعم وعلى ماذا
newsletter-desk-import-empty = لا أحد فيها
newsletter-desk-import-many = أكثر من { $most } شخص. أدخلوهم بعدة ملفات
newsletter-desk-import-address = ليس هذا عنوان بريد
newsletter-desk-import-language = اكتبوا en أو ko أو ru أو zh أو es أو fr أو ar أو لا شيء
newsletter-desk-import-proof = ألف حرف على الأكثر في سطر واحد
newsletter-desk-import-twice = هذا العنوان في القائمة مرتين

newsletter-letter-title = { $site }: النشرة الإلكترونية، { $number }
newsletter-letter-number = الربع { $quarter } من عام { $year }
newsletter-letter-news = الأخبار
newsletter-letter-events = الفعاليات المقبلة
newsletter-letter-members = أعضاء جدد
newsletter-letter-partners = شركاء جدد
newsletter-letter-online = اقرأ هذا العدد على الموقع
newsletter-letter-why = تصلك هذه الرسالة لأنك طلبت النشرة الإلكترونية لـ { $site }.
newsletter-letter-end = إنهاء النشرة الإلكترونية
newsletter-mail-preview-subject = معاينة: { $subject }
newsletter-mail-waits-subject = النشرة الإلكترونية ({ $number }) في انتظارك
newsletter-mail-waits-greeting = { $name }،
newsletter-mail-waits-text = مسودة النشرة الإلكترونية ({ $number }) جاهزة، وفيها ما نُشر منذ العدد الأخير. ينتهي الربع في { $until }. راجعها واكتب ما ينقصها ثم أرسلها:
newsletter-mail-waits-never = لا يُرسل شيء قبل أن يرسله أحد.
newsletter-archive-title = أعداد النشرة الإلكترونية
newsletter-archive-lead = ما أُرسل إلى القراء، الأحدث أولًا.
newsletter-archive-empty = لم يُرسل أي عدد بعد. يظهر العدد الأول هنا حالما يغادر.
newsletter-archive-foreign = لغة هذا العدد: { $language }.
newsletter-archive-feed = خلاصة الأعداد (Atom)
newsletter-archive-all = كل أعداد النشرة الإلكترونية
newsletter-archive-get = استلام النشرة بالبريد

newsletter-desk-issue-compose = تجميع العدد
newsletter-desk-issue-preview = شكله باللغة: { $language }
newsletter-desk-issue-archive = كما يقرؤه الجميع
newsletter-desk-begin-title = بدء عدد
newsletter-desk-begin-lead = يبدأ بما نشره الموقع منذ العدد الأخير: الأخبار والفعاليات المقبلة والأعضاء والشركاء الجدد. ثم تستبعد وترتّب وتضيف.
newsletter-desk-begin-number = الربع
newsletter-desk-begin-number-hint = مثل 2026-Q4. لكل ربع عدد واحد.
newsletter-desk-begin-languages = اللغات
newsletter-desk-begin-fallback = حيث لا توجد ترجمة
newsletter-desk-begin-fallback-hint = يستلم قراء اللغات الأخرى العدد بهذه اللغة، ويظهر بها ما لا ترجمة له مع بيان ذلك.
newsletter-desk-begin-block = ينتظر العدد حتى يُترجم كل شيء
newsletter-desk-begin-next = لا يُرسل شيء بهذا.
newsletter-desk-begin-submit = بدء العدد
newsletter-desk-begin-taken = لهذا الربع عدده، والرابط أسفل النموذج يؤدي إليه. العدد الذي أُلغي قبل خروج أي رسالة يُبدأ من جديد هناك.
newsletter-desk-begin-there = عدد هذا الربع
newsletter-desk-begin-no-quarter = اكتب الربع مثل 2026-Q4
newsletter-desk-compose-title = تجميع العدد { $number }
newsletter-desk-compose-lead = يتألف العدد من كتل. انظر إليه بكل لغة قبل إرساله.
newsletter-desk-compose-unwritten = ينقص شيء في
newsletter-desk-compose-preview = عرض: { $language }
newsletter-desk-compose-send = إرساله أو معرفة من يستلمه
newsletter-desk-compose-blocks = الكتل
newsletter-desk-compose-missing = غير متوفر بـ
newsletter-desk-compose-nothing = لا شيء بعد
newsletter-desk-compose-chosen = { $all ->
    [0] لم يُنشر شيء من هذا النوع في أيامه
   *[other] { $chosen ->
        [0] لا شيء من عناصره في العدد، وعددها { $all }
       *[other] العناصر التي في العدد: { $chosen } من { $all }
    }
}
newsletter-desk-compose-up = إلى أعلى
newsletter-desk-compose-up-of = إلى أعلى: { $block }
newsletter-desk-compose-down = إلى أسفل
newsletter-desk-compose-down-of = إلى أسفل: { $block }
newsletter-desk-compose-remove = إخراج
newsletter-desk-compose-remove-of = إخراج: { $block }
newsletter-desk-compose-empty = لا كتلة فيه بعد. أضف الأولى أدناه.
newsletter-desk-compose-kind = كتلة أخرى
newsletter-desk-compose-kind-hint = تأتي الأخبار والفعاليات والأعضاء والشركاء بما نُشر منذ العدد الأخير.
newsletter-desk-compose-add = إضافة الكتلة
newsletter-desk-compose-titles = العنوان
newsletter-desk-compose-titles-what = هو موضوع الرسالة وعنوان الصفحة في الأرشيف.
newsletter-desk-compose-titles-save = حفظ العنوان
newsletter-desk-compose-back = العدد وإرساله
newsletter-desk-compose-done-titles = حُفظ العنوان.
newsletter-desk-compose-done-move = نُقلت الكتلة.
newsletter-desk-compose-done-remove = أُخرجت الكتلة.
newsletter-desk-compose-done-block = حُفظت الكتلة.
newsletter-desk-block-heading = عنوان فرعي
newsletter-desk-block-text = نص حر
newsletter-desk-block-news = أخبار
newsletter-desk-block-events = فعاليات مقبلة
newsletter-desk-block-members = أعضاء جدد
newsletter-desk-block-partners = شركاء جدد
newsletter-desk-block-title = العدد { $number }: { $block }
newsletter-desk-block-lead = ما عُلِّم عليه يظهر في العدد بترتيب المواضع. نُسخ عند سحبه: ما يطرأ عليه لاحقًا لا يغير شيئًا هنا.
newsletter-desk-block-item = في العدد
newsletter-desk-block-day = اليوم
newsletter-desk-block-languages = باللغات
newsletter-desk-block-place = الموضع
newsletter-desk-block-place-of = موضع { $item }
newsletter-desk-block-save = حفظ الكتلة
newsletter-desk-block-empty = لم يُنشر شيء من هذا النوع في هذه الأيام. اسحب لأيام أخرى أدناه.
newsletter-desk-block-draw = السحب من جديد
newsletter-desk-block-draw-what = ما هو هنا يحتفظ بموضعه داخل العدد أو خارجه، والجديد يأتي بعده، وما كان خارج الأيام يذهب.
newsletter-desk-block-draw-submit = السحب
newsletter-desk-block-from = من
newsletter-desk-block-from-published = ما نُشر في هذا اليوم أو بعده
newsletter-desk-block-from-events = يوم البدء
newsletter-desk-block-until = إلى
newsletter-desk-block-days = أدخل يومين، الأول أولًا
newsletter-desk-block-markdown = سطر فارغ يصنع فقرة؛ **غامق**، *تشديد*، [كلمات](https://address)، والأسطر التي تبدأ بـ - تصنع قائمة
newsletter-desk-block-back = العودة إلى العدد
newsletter-desk-block-done-drawn = سُحب من جديد.
newsletter-desk-preview-title = العدد { $number }، { $language }
newsletter-desk-preview-lead = الرسالة كما ستغادر الآن، بشكليها. رابط إنهاء الاشتراك خاص بكل قارئ، وهنا يؤدي إلى صفحة النشرة الإلكترونية.
newsletter-desk-preview-stands = الرسالة كما أُمر بإرسالها، بشكليها. رابط إنهاء الاشتراك خاص بكل قارئ، وهنا يؤدي إلى صفحة النشرة الإلكترونية.
newsletter-desk-preview-letter = فتح الرسالة
newsletter-desk-preview-send = إرسالها إليّ
newsletter-desk-preview-text = كنص عادي
newsletter-desk-preview-subject = الموضوع
newsletter-desk-preview-back = العدد وإرساله
newsletter-desk-preview-done-sent = المعاينة في طريقها إليك.
newsletter-desk-refused-given-whole = أعطى برنامجٌ هذا العدد كاملًا، ولا يمكن تجميعه هنا.
newsletter-desk-refused-nothing-in-it = لا شيء في العدد بعد.
newsletter-desk-refused-letter-too-long = حجم الرسالة بلغة { $language } هو { $size } كيلوبايت، وبرامج البريد تعرض { $limit } كيلوبايت: احذف بعض المواد.
newsletter-desk-refused-no-address = لا يُعرف أين تستلم بريدك: ذلك لأصحاب الحسابات فقط.
newsletter-field-twice = الشيء نفسه موجود مرتين.
newsletter-field-item = يحتاج العنصر إلى مفتاح ونص.
newsletter-field-address = يبدأ العنوان بـ https:// أو http://.
newsletter-field-many = نُشر أكثر من { $most } في هذه الأيام. حدّد أياماً أقل، وضع الباقي في كتلة أخرى.
newsletter-desk-compose-unfit-title = ليس كما ورد في الموقع
newsletter-desk-compose-unfit = { $source }: عُدّل ليصلح في الرسالة: { $changed }؛ تُرك لعدم وجود عنوان: { $left }.
newsletter-desk-issue-begin-again = ابدأه من جديد
newsletter-desk-issue-instead = العدد الذي بُدئ بدلًا منه
newsletter-desk-issue-done-again = عاد العدد مسودة بالمحتوى نفسه.
newsletter-desk-refused-letters-out = خرجت رسائل من هذا العدد، فيبقى كما هو.
newsletter-desk-refused-begun = بُدئ عدد آخر بدلًا منه.
newsletter-archive-older = أعداد أقدم
newsletter-archive-latest = أحدث الأعداد
newsletter-desk-compose-languages = اللغات
newsletter-desk-compose-done-languages = اختيرت اللغات. اقرأ ما ورد باللغات الجديدة.
newsletter-desk-languages-title = لغات العدد { $number }
newsletter-desk-languages-lead = يصدر العدد بهذه اللغات. مع كل لغة جديدة يأتي عنوان وما يقوله الموقع بها عن البنود؛ أما النصوص والعناوين الفرعية فتكتبها أنت.
newsletter-desk-languages-next = ما كُتب بلغة تزيلها يُحذف.
newsletter-desk-languages-submit = اختر هذه اللغات
