cms-list-page = Страницы
cms-list-news = Новости
cms-list-event = Мероприятия
cms-list-faq = Вопросы и ответы
cms-list-person = Люди
cms-list-partner = Партнёры
cms-feed-all = Всё новое
cms-feed-follow = Следить через ленту Atom
cms-list-empty = Здесь пока ничего не опубликовано. Всё опубликованное появится здесь само.
cms-list-older = Более ранние записи

cms-page-crumbs = Вы находитесь здесь
cms-page-fallback = Эта страница ещё не переведена на русский. Она показана на языке: { $language }.
cms-page-since = Последнее изменение:
cms-page-contents = На этой странице
cms-page-below = В этом разделе
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

cms-event-when = Когда
cms-event-where = Где
cms-event-calendar = Сохранить в календаре
cms-event-coming = Предстоящие
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

cms-contact-phone = Телефон
cms-contact-hours = Часы работы

cms-may-page-edit = Писать материалы, сдавать их и читать черновики
cms-may-page-approve = Одобрять написанное другими или возвращать
cms-may-page-publish = Публиковать материалы и снимать их
cms-may-page-move = Менять место или адрес страниц
cms-may-menu-edit = Составлять меню
cms-may-content-import = Вносить материалы, утверждённые в другом месте
cms-may-content-export = Выгружать все материалы одним файлом, с черновиками и историей
