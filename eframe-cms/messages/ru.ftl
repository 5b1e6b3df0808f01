cms-list-page = Страницы
cms-list-news = Новости
cms-list-event = Мероприятия
cms-list-faq = Вопросы и ответы
cms-list-person = Люди
cms-list-partner = Партнёры
cms-list-document = Документы
cms-list-banner = Объявления
cms-feed-all = Всё новое
cms-feed-follow = Следить через ленту Atom
cms-list-empty = Здесь пока ничего не опубликовано. Всё опубликованное появится здесь само.
cms-list-older = Более ранние записи

cms-page-crumbs = Вы находитесь здесь
cms-page-fallback = Эта страница ещё не переведена на русский. Она показана на языке: { $language }.
cms-page-since = Последнее изменение:
cms-page-contents = На этой странице
cms-page-below = В этом разделе
cms-page-day = Страница, какой она была в конце дня
cms-page-day-show = Показать этот день
cms-page-changes = Что и когда изменилось
cms-page-first = Первая публикация
cms-page-contact = Кто отвечает за эту страницу

cms-search-title = Поиск
cms-search-for = Поиск: { $words }
cms-search-here = Поиск по сайту
cms-search-words = Слова
cms-search-submit = Найти
cms-search-kind = Раздел
cms-search-language = Язык
cms-search-count = { $count ->
    [one] Найдена { $count } страница
    [few] Найдены { $count } страницы
   *[other] Найдено { $count } страниц
}
cms-search-more = Найдено не менее { $count } страниц. Сначала самые подходящие; добавьте слово, чтобы найти другие.
cms-search-foreign = На других языках
cms-search-none = Нет страниц со всеми этими словами.
cms-search-meant = Возможно, вы имели в виду:
cms-search-fewer = Без одного из слов кое-что находится:
cms-search-unfiltered = Искать везде и на всех языках
cms-search-advice = Возьмите меньше слов или другие слова либо просмотрите списки в меню.
cms-search-how = Введите слова: находятся страницы, где есть все они. Слова, стоящие рядом, заключите в кавычки.
cms-search-first = Первая страница результатов
cms-search-describes = Поиск: { $site }
cms-search-empty = Введите слово для поиска
cms-search-long = Не более 200 знаков и 12 слов

cms-page-again = Опубликовано снова
cms-page-end = Снято с публикации
cms-page-office = За эту страницу отвечает:
cms-page-review = Будет пересмотрена не позднее
cms-page-back-to = Снова текст от { $day }

cms-preview-banner = Это черновик. Он не опубликован, и решения по нему нет. Ссылка, по которой вы его видите, действует до

cms-day-banner = Так страница выглядела в конце дня
cms-day-old = Сведения могли устареть.
cms-day-today = Читать сегодняшнюю версию
cms-day-then = Страница на { $day }

cms-ended-withdrawn = Эта страница отозвана.
cms-ended-substitute = Эта страница заменена другой.
cms-ended-gone = Эта страница снята с публикации.
cms-ended-no-more = За этот день ничего с этой страницы не показывается.
cms-ended-not-yet = В этот день здесь ещё ничего не было.
cms-ended-ahead = Этот день ещё не наступил.
cms-ended-first = Впервые опубликовано
cms-ended-since = Снято с публикации
cms-ended-successor = Перейти к странице, которая её заменила
cms-ended-past = Прочитать, что здесь было

cms-mail-greeting = Здравствуйте, { $name }!
cms-mail-link = Всё можно посмотреть здесь:
cms-mail-parked-subject = Запланированное не удалось выполнить
cms-mail-parked-publish = Текст на языке «{ $language }» должен был быть опубликован { $at } ({ $zone }), но не был. Причина:
cms-mail-parked-end = Текст на языке «{ $language }» должен был быть снят { $at } ({ $zone }), но не был. Причина:
cms-mail-reviews-subject = Тексты, которые пора пересмотреть
cms-mail-reviews-text = { $count ->
    [one] { $count } текст, за который вы отвечаете, пора пересмотреть. Исправьте устаревшее или назначьте более поздний день.
    [few] { $count } текста, за которые вы отвечаете, пора пересмотреть. Исправьте устаревшее или назначьте более поздний день.
   *[other] { $count } текстов, за которые вы отвечаете, пора пересмотреть. Исправьте устаревшее или назначьте более поздний день.
}

cms-plan-why-stage = Текст не на нужной стадии: он изменён, возвращён или не опубликован.
cms-plan-why-changed = Текст изменён после утверждения.
cms-plan-why-approval = По действующим правилам нужны ещё утверждения.
cms-plan-why-unfit = До публикации в нём нужно что-то исправить.
cms-plan-why-target = Страница, на которую он должен вести, не опубликована.
cms-plan-why-fault = При выполнении в программе произошла ошибка.
cms-plan-why-other = Правила этого не допускают.

cms-event-when = Когда
cms-event-where = Где
cms-event-calendar = Сохранить в календаре
cms-event-coming = Предстоящие
cms-event-further = Другие предстоящие мероприятия
cms-event-past = Прошедшие
cms-event-none = Сейчас дат нет. О следующей будет объявлено здесь.

cms-person-office = Должность
cms-person-organisation = Организация
cms-person-email = Почта

cms-partner-website = Перейти на сайт

cms-figure-what = Показатель
cms-figure-value = Значение
cms-figure-source = Источник
cms-figure-date = По состоянию на
cms-file-kilobytes = { $kind }, { $size } КБ
cms-file-megabytes = { $kind }, { $size } МБ
cms-picture-credit = Фото: { $name }
cms-picture-large = Изображение { $number }, крупнее

cms-contact-phone = Телефон
cms-contact-hours = Часы работы

cms-may-page-edit = Писать материалы, сдавать их и читать черновики
cms-may-page-approve = Одобрять написанное другими или возвращать
cms-may-page-publish = Публиковать материалы и снимать их
cms-may-page-move = Менять место или адрес страниц
cms-may-menu-edit = Составлять меню
cms-may-content-import = Вносить материалы, утверждённые в другом месте
cms-may-content-export = Выгружать все материалы одним файлом, с черновиками и историей
