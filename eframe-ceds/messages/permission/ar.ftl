ceds-may-assessment-answer = الإجابة عن أسئلة تقييم المدينة وإرفاق الأدلة والتعليق
ceds-may-assessment-lead = بدء تقييمات المدينة وتوزيع الأقسام وتسليمها
ceds-may-assessment-review = إعادة التقييمات مع أسئلة وتثبيتها
ceds-may-assessment-read = قراءة كل التقييمات
ceds-may-round-manage = حفظ الأدوات وفتح الجولات وإغلاقها
