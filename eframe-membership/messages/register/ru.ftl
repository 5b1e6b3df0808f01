membership-refused-bad-file = В файле есть ошибки. Из него ничего не взято.
membership-refused-already-there = Член из этого файла уже есть в реестре. Прочитайте файл ещё раз.
membership-register-title = Члены
membership-register-map-title = Члены на карте
membership-register-words = Название или номер
membership-register-kind = Вид
membership-register-region = Регион
membership-register-country = Страна
membership-register-standing = Статус
membership-register-joined = Член с
membership-register-name = Название
membership-register-show = Показать
membership-register-every = Все
membership-register-all = Показать всех
membership-register-first = К началу
membership-register-on-map = Показать на карте
membership-register-as-list = Показать списком
membership-register-by-region = По регионам
membership-register-by-name = По названиям
membership-register-count = { $count ->
    [one] { $count } член
    [few] { $count } члена
    [many] { $count } членов
   *[other] { $count } члена
}.
membership-register-count-narrowed = { $count ->
    [one] Подходит { $count } член
    [few] Подходят { $count } члена
    [many] Подходят { $count } членов
   *[other] Подходят { $count } члена
}.
membership-register-unplaced = { $count ->
    [one] { $count } из них не указал, где находится: точки нет.
    [few] { $count } из них не указали, где находятся: точек нет.
    [many] { $count } из них не указали, где находятся: точек нет.
   *[other] { $count } из них не указали, где находятся: точек нет.
}
membership-register-map-says = { $count ->
    [one] Карта мира, на ней точкой показан { $count } член
    [few] Карта мира, на ней точками показаны { $count } члена
    [many] Карта мира, на ней точками показаны { $count } членов
   *[other] Карта мира, на ней точками показаны { $count } члена
}
membership-register-none = Таких членов нет. Снимите одно из условий или ищите по части названия.
membership-register-empty = Членов пока нет. Первый появится, когда будет принято первое заявление.
membership-member-crumbs = Где вы находитесь
membership-member-since = В этом статусе с
membership-member-number = Номер
membership-member-population = Население
membership-member-website = Сайт
membership-member-why = Как сложился этот статус
membership-member-by-charter = По уставу «{ $charter }», действовавшему в тот день
membership-member-nothing-yet = До этого дня ничего не произошло.
membership-member-no-standing = В этот день не член
membership-member-rights = Что разрешено { $day }
membership-member-yes = Да
membership-member-no = Нет
membership-member-rights-public = О задолженностях члена здесь не сообщается, и ни одна из этих строк от них не зависит.
membership-member-on = В другой день
membership-member-show = Показать тот день
membership-member-as-of-today = Показать сегодня
membership-certificate-check-title = Свидетельство о членстве
membership-certificate-on-issue = В день выдачи, { $day }
membership-certificate-today = Сегодня, { $day }
membership-certificate-compare = Сравните название, номер и день выдачи со свидетельством, которое у вас в руках. В нём должно стоять то же, что и здесь.
membership-certificate-member-page = Прочитать, как сложился этот статус
membership-certificate-unknown = Свидетельства с кодом { $code } нет.
membership-certificate-unknown-why = Проверьте, что адрес набран так, как напечатан. Если он тот же, свидетельство выдано не здесь.
membership-certificate-to-register = Найти члена в реестре
membership-happened-submitted = Подано заявление
membership-happened-submitted-as = Подал заявление, чтобы стать членом другого вида: { $kind }
membership-happened-accepted = Принято Секретариатом
membership-happened-approved = Утверждено: { $body }
membership-happened-suspended = Права приостановлены
membership-happened-reinstated = Приостановка закончилась
membership-happened-lapsed = Членство прервано: взнос за { $period } не уплачен в срок
membership-happened-restored = Взнос уплачен, членство восстановлено
membership-happened-withdrew = Вышел
membership-member-recorded = Записано { $day }.
membership-fee-title = Взносы
membership-fee-open = Не оплачен
membership-fee-overdue = Просрочен
membership-fee-paid = Оплачен
membership-fee-waived = Освобождён
membership-fee-year = Год
membership-fee-amount = Сумма
membership-fee-due = Оплатить до
membership-fee-state = Состояние
membership-fee-paid-on = { $day }
membership-fee-waived-on = { $day }
membership-fee-none = Взносов пока не запрашивали.
membership-fee-example = Суммы приведены для примера.
membership-term-title = Должности
membership-term-now = Сейчас
membership-term-held = { $start } — { $end }
membership-term-none = Должностей нет и не было.
membership-certificate-certifies = { $site } удостоверяет членство
membership-certificate-issued = Выдано
membership-certificate-verify = Проверить может каждый по адресу
membership-certificate-print = Напечатайте эту страницу или сохраните её в PDF. Она говорит о том, что верно на день выдачи; по адресу выше видно и то, что верно позже.
membership-own-member-title = Ваше членство
membership-own-certificate = Свидетельство о членстве для печати
membership-own-public = Ваша страница в открытом реестре
membership-own-another-day = Так было на { $day }.
membership-own-rights = Что может ваша организация на { $day }
membership-own-fees = Подробнее о взносах
membership-own-grace = Членство прекращает действовать, если взнос не оплачен и после { $day }. До тех пор ваш статус остаётся прежним; право, для которого нужны оплаченные взносы, не действует со следующего дня после срока оплаты.
membership-own-lapsed = Членство прекратило действовать. Оно восстановится, как только Секретариат отметит вашу оплату.
membership-own-paying = Секретариат отмечает здесь, что оплачено. Если вашей оплаты не видно, напишите ему.
membership-own-wrong = Если здесь что-то неверно, напишите в Секретариат: он ведёт реестр.
membership-own-no-member = Ваша организация ещё не член. Она станет им, когда её заявление примут.
