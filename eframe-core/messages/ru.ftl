# Что говорит любая страница, к какому бы блоку она ни относилась.

core-frame-skip = Перейти к содержанию
core-frame-languages = Языки
core-frame-navigation = Разделы
core-frame-sections = В этом разделе
core-frame-footer = Контакты и сведения
core-frame-banners = Объявления
core-frame-warning = Предупреждение:
core-frame-in-english = Служебная часть пока не переведена на ваш язык, поэтому она показана по-английски.

core-form-all = Все
core-form-cancel = Отмена
core-confirm-back = Нет, вернуться
core-form-optional = (необязательно)
core-form-error = Ошибка:
core-form-errors = { $count ->
    [one] Нужно исправить { $count } ошибку
    [few] Нужно исправить { $count } ошибки
   *[many] Нужно исправить { $count } ошибок
}
core-form-kept = Время сеанса истекло. Введённое сохранено: проверьте его и отправьте ещё раз.
core-form-stands = Что там стоит сейчас

core-field-required = Заполните это поле
core-field-characters = Удалите символы, которые нельзя показать
core-field-long = { $max ->
    [one] Не больше { $max } символа
   *[other] Не больше { $max } символов
}
core-field-email = Введите адрес электронной почты, например name@example.org
core-field-choose = Выберите один из ответов
core-field-date = Введите дату, например 2026-11-23
core-field-local-time = Введите дату и время
core-field-number = Введите целое число от { $min } до { $max }

core-file-required = Выберите файл
core-file-taken = { $kinds }, не больше { $max } МБ
core-file-empty = Этот файл пуст. Выберите другой
core-file-large = Этот файл больше { $max } МБ. Выберите файл поменьше
core-file-kind = Файлы этого вида не принимаются. Выберите один из этих: { $kinds }
core-file-other-kind = Это файл вида { $found }. Выберите один из этих: { $kinds }
core-file-pixels = В этом изображении больше { $max } млн пикселей. Уменьшите его и выберите ещё раз
core-file-damaged = Файл неполон или повреждён. Сохраните его заново и выберите ещё раз
core-file-many = { $max ->
    [one] Выберите не больше { $max } файла
   *[other] Выберите не больше { $max } файлов
}

core-paging-label = Страницы списка
core-paging-previous = Предыдущая страница
core-paging-next = Следующая страница

core-chart-figures = Показать цифры

core-problem-invalid-title = Запрос не удалось понять
core-problem-invalid-says = В адресе или в форме что-то указано неверно. Вернитесь, проверьте и попробуйте ещё раз.
core-problem-sign-in-title = Сначала войдите
core-problem-sign-in-says = Эта страница для тех, кто вошёл, а вход не выполнен. Войдите и вернитесь сюда.
core-problem-forbidden-title = Это действие вам недоступно
core-problem-forbidden-says = У вашей учётной записи нет прав на эту страницу или действие. Если они вам нужны, обратитесь к администратору.
core-problem-not-found-title = Страница не найдена
core-problem-not-found-says = По этому адресу страницы нет, или она не опубликована. Проверьте адрес или начните с главной страницы.
core-problem-gone-title = Этой страницы больше нет
core-problem-gone-says = Она снята с публикации. Действующие материалы можно найти с главной страницы.
core-problem-conflict-title = Кто-то вас опередил
core-problem-conflict-says = Пока страница была открыта, её изменили, поэтому ваши правки не сохранены. Вернитесь, обновите страницу и посмотрите, что изменилось.
core-problem-too-many-title = Слишком много попыток
core-problem-too-many-says = Подождите несколько минут и попробуйте ещё раз.
core-problem-large-title = Отправленное слишком велико
core-problem-large-says = Ничего не сохранено. Вернитесь назад, выберите файл поменьше или сократите текст и отправьте ещё раз.
core-problem-full-title = Для файлов нет места
core-problem-full-says = Ничего не сохранено. Место должны освободить те, кто ведёт этот сайт; попробуйте позже.
core-problem-broken-title = На нашей стороне произошла ошибка
core-problem-broken-says = Ничего не изменено. Попробуйте через несколько минут; если ошибка повторится, напишите нам.
core-problem-unavailable-title = Сейчас недоступно
core-problem-unavailable-says = Служба перегружена или обслуживается. Ничего не изменено. Попробуйте через несколько минут.
core-problem-home = На главную страницу
core-problem-reference = Если будете писать нам, укажите этот номер: { $reference }

core-may-outbox-retry = Видеть, что не удалось доставить, и отправлять снова
core-may-person-export = Выдавать всё, что хранится о человеке
core-may-person-erase = Стирать человека отовсюду

core-own-data = Всё о вас
core-own-data-lead = Всё, что этот сайт хранит о вас, одним файлом: ваша учётная запись, что вы написали, решили и на что согласились.
core-own-data-take = Скачать файл
