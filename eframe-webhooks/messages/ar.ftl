webhooks-may-endpoint-read = الاطلاع على البرامج التي تُبلَّغ وبماذا، وعلى ردودها
webhooks-may-endpoint-manage = إبلاغ برامج أخرى بما يحدث
webhooks-field-about = أدخل اسمًا لا يتجاوز 120 حرفًا.
webhooks-field-url = أدخل عنوانًا مثل https://city.example/hooks.
webhooks-field-url-parts = أدخل عنوانًا بلا مستخدم ولا كلمة مرور ولا جزء بعد #.
webhooks-field-url-encrypted = أدخل عنوانًا يبدأ بـ https://. لا يُستثنى إلا المضيفون المذكورون في إعدادات الموقع.
webhooks-field-url-port = أدخل عنوانًا على المنفذ 443 أو 8443. لمنفذ آخر يجب أن تذكر إعدادات الموقع المضيف.
webhooks-field-url-inner = هذا العنوان يقود إلى داخل الدار ولا يُرسَل إليه شيء. يمكن لإعدادات الموقع أن تذكر المضيف.
webhooks-field-events = اختر حدثًا واحدًا على الأقل.
webhooks-field-events-unknown = اختر من أحداث هذا الموقع فقط.
webhooks-mail-given-up-subject = لم يعد «{ $about }» يُبلَّغ بشيء
webhooks-mail-given-up-greeting = { $name }، تحية طيبة،
webhooks-mail-given-up-gone = أجاب «{ $about }» في { $origin } بأنه لا يريد رسائل أخرى (410)، فأُوقف.
webhooks-mail-given-up-failing = لم يستلم «{ $about }» في { $origin } أي رسالة منذ ثلاثة أيام، فأُوقف.
webhooks-mail-given-up-next = لا يُحفظ له شيء جديد. ما ينتظر يبقى، ويُرسَل عند تشغيله من جديد. آخر ردوده هنا:
webhooks-desk-title = خطافات الويب
webhooks-desk-list-lead = تُبلَّغ برامج أخرى بما يحدث هنا برسائل موقّعة. وما لا تستلمه يُعاد إرساله ثلاثة أيام.
webhooks-desk-list-count =
    { $count ->
        [0] لا نقطة استلام
        [one] نقطة استلام واحدة
        [two] نقطتا استلام
        [few] { $count } نقاط استلام
       *[other] { $count } نقطة استلام
    }
webhooks-desk-list-about = الاسم
webhooks-desk-list-origin = المكان
webhooks-desk-list-events = تُبلَّغ بـ
webhooks-desk-list-stands = الحالة
webhooks-desk-list-empty = لا يُبلَّغ أي برنامج آخر بشيء. أضف نقطة استلام للبدء.
webhooks-desk-events-all = كل ما هو علني
webhooks-desk-events-all-says = وما يصبح علنيًا لاحقًا أيضًا
webhooks-desk-on = تُبلَّغ
webhooks-desk-failing = لا تستلم شيئًا حاليًا
webhooks-desk-why-person = موقوفة
webhooks-desk-why-gone = لم تعد تريد فأُوقفت
webhooks-desk-why-failing = لم تستلم شيئًا لأيام فأُوقفت
webhooks-desk-ping = اختبار
webhooks-desk-not-tried = لم تُجرَّب بعد
webhooks-desk-state-waiting = تنتظر
webhooks-desk-state-arrived = وصلت
webhooks-desk-state-failed = لم تصل
webhooks-desk-lost-not-allowed = لم تعد إعدادات الموقع تسمح بهذا العنوان
webhooks-desk-lost-no-address = لا عنوان لهذا الاسم
webhooks-desk-lost-inner = الاسم يقود إلى داخل الدار
webhooks-desk-lost-no-connection = لم يقبل أحد الاتصال
webhooks-desk-lost-no-tls = الشهادة غير موثوقة
webhooks-desk-lost-broken = انقطع الرد
webhooks-desk-lost-late = استغرق وقتًا أطول من اللازم
webhooks-desk-lost-no-secret = صُنع سرّها من مفتاح لم يعد موجودًا؛ غيّر السر
webhooks-desk-refused-on = هي مشغّلة بالفعل.
webhooks-desk-refused-off = هي موقوفة. شغّلها أولًا.
webhooks-desk-refused-waits = الرسالة في طريقها بالفعل.
webhooks-desk-refused-moved = غيّر شخص ما نقطة الاستلام منذ فتحت هذه الصفحة. انظر إليها من جديد.
webhooks-desk-new-title = إضافة نقطة استلام
webhooks-desk-edit-title = تغيير نقطة الاستلام
webhooks-desk-form-lead = حدّد أي برنامج يُبلَّغ وبماذا.
webhooks-desk-form-about = الاسم
webhooks-desk-form-about-hint = ما تسميه به، مثل تطبيق المدينة
webhooks-desk-form-url = العنوان
webhooks-desk-form-url-hint = مثل https://city.example/hooks
webhooks-desk-form-events = ما يُبلَّغ به
webhooks-desk-form-save = حفظ
webhooks-desk-form-save-next = يسري على ما يحدث من الآن. وما ينتظر يذهب إلى العنوان الجديد.
webhooks-desk-form-add = إضافة
webhooks-desk-form-add-next = بعد ذلك ترى السر، هذه المرة فقط.
webhooks-desk-one-lead = { $origin }: { $stands }. تُبلَّغ بـ: { $events }.
webhooks-desk-one-two-secrets = تُوقَّع رسائلها بالسر القديم أيضًا ليوم بعد التغيير.
webhooks-desk-one-event = الحدث
webhooks-desk-one-at = الوقت
webhooks-desk-one-state = الحالة
webhooks-desk-one-answer = آخر رد
webhooks-desk-one-tried = المحاولات
webhooks-desk-one-count =
    { $count ->
        [0] لا رسالة
        [one] رسالة واحدة
        [two] رسالتان
        [few] { $count } رسائل
       *[other] { $count } رسالة
    }
webhooks-desk-one-empty = لم يُرسَل شيء بعد. أرسل اختبارًا أو انتظر حتى يحدث شيء.
webhooks-desk-done-removed = أُزيلت نقطة الاستلام.
webhooks-desk-done-changed = غُيّرت نقطة الاستلام.
webhooks-desk-done-on = تُبلَّغ نقطة الاستلام من جديد.
webhooks-desk-done-off = لم تعد نقطة الاستلام تُبلَّغ بشيء.
webhooks-desk-done-ping = الاختبار في طريقه. يظهر الرد هنا بعد لحظات.
webhooks-desk-done-repeat = ما لم يصل في طريقه من جديد.
webhooks-desk-done-repeated = الرسالة في طريقها من جديد.
webhooks-desk-on-title = تشغيل
webhooks-desk-on-question = هل يُبلَّغ «{ $about }» من جديد؟
webhooks-desk-on-follows = ما ينتظر يُرسَل فورًا. وما حدث أثناء الإيقاف لا يُبلَّغ به.
webhooks-desk-off-title = إيقاف
webhooks-desk-off-question = هل يتوقف إبلاغ «{ $about }»؟
webhooks-desk-off-follows = لا يُحفظ لها شيء جديد. وما ينتظر يبقى حتى تُشغَّل من جديد.
webhooks-desk-ping-title = إرسال اختبار
webhooks-desk-ping-question = هل يُرسَل اختبار إلى «{ $about }»؟
webhooks-desk-ping-follows = رسالة كغيرها من نوع webhooks.ping، ولا تُبلّغ بشيء.
webhooks-desk-repeat-title = إعادة إرسال ما لم يصل
webhooks-desk-repeat-question = هل يُعاد إرسال ما لم يصل إلى «{ $about }»؟
webhooks-desk-repeat-follows = كل رسائل الأيام الثلاثين الأخيرة التي تُرك إرسالها، بمعرّفاتها نفسها.
webhooks-desk-rotate-title = تغيير السر
webhooks-desk-rotate-question = هل يُعطى «{ $about }» سرًا آخر؟
webhooks-desk-rotate-follows = تُوقَّع الرسائل بالسرّين ليوم، ليتمكن الطرف الآخر من التحويل.
webhooks-desk-rotate-at-once = السر القديم لا يسري فورًا
webhooks-desk-rotate-at-once-hint = إذا كان أحد قد عرفه
webhooks-desk-remove-title = إزالة
webhooks-desk-remove-question = هل يُزال «{ $about }»؟
webhooks-desk-remove-follows = يذهب كل ما كان في طريقه إليها. لا يمكن التراجع.
webhooks-desk-secret-title = السر
webhooks-desk-secret-added = أُضيفت نقطة الاستلام.
webhooks-desk-secret-rotated = غُيّر السر.
webhooks-desk-secret-once = هذا سرّها. يُعرض هذه المرة فقط.
webhooks-desk-secret-use = به يتحقق الطرف الآخر من أن الرسائل من هنا: بالترويسة webhook-signature.
webhooks-desk-secret-kept = لقد حفظته
webhooks-desk-delivery-back = كل رسائل نقطة الاستلام هذه
webhooks-desk-delivery-id = المعرّف
webhooks-desk-delivery-due = المحاولة التالية
webhooks-desk-delivery-said = قالت
webhooks-desk-delivery-body = ما تُبلَّغ به
webhooks-desk-delivery-next = تذهب الرسالة نفسها مرة أخرى بالمعرّف نفسه.
webhooks-desk-delivery-repeat = إرسال من جديد
