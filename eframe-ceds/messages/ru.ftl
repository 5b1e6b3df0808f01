ceds-percent = { $number } %

ceds-facts-city = Название вашего города
ceds-facts-yes = Да
ceds-facts-no = Нет

ceds-stage-draft = Заполняется
ceds-stage-submitted = Сдана
ceds-stage-returned = Возвращена с вопросами
ceds-stage-frozen = Утверждена
ceds-stage-withdrawn = Отозвана
ceds-meaning-draft = Отвечаете вы и ваши коллеги. Сохранённое остаётся; вне вашего города этого пока никто не видит.
ceds-meaning-submitted = Ответы проверяют. Сейчас их нельзя изменить.
ceds-meaning-returned = Ответьте на то, о чём спрашивают, и сдайте снова.
ceds-meaning-frozen = Баллы утверждены и больше не меняются.
ceds-meaning-withdrawn = Город отозвал её.
ceds-meaning-closed = Время ответов прошло. То, что вы ответили, сохранено.

ceds-state-answered = Есть ответ
ceds-state-unanswered = Нет ответа
ceds-state-settled = Не спрашивается, поскольку этого нет
ceds-state-open = Пока оставить открытым
ceds-state-not-applicable = К нашему городу неприменимо
ceds-state-not-relevant = Нам это не нужно
ceds-state-hint-not-applicable = Такой задачи у города нет вовсе. Не учитывается.
ceds-state-hint-not-relevant = Могло бы быть, но город этого не хочет. Считается как 0.

ceds-progress-count = Отвечено: { $answered } из { $due }
ceds-progress-whole = Заполнено
ceds-progress-begun = Начато
ceds-progress-not-begun = Не начато

ceds-own-title = Диагностика
ceds-own-lead = Город смотрит на себя: насколько он готов к цифровому управлению, какие системы у него есть и используются.
ceds-own-about = Что такое диагностика
ceds-own-city = Ваш город
ceds-own-none = Вы не отвечаете ни за один город. Попросите приглашение у того, кто ведёт диагностику в вашем.
ceds-own-no-round = Сейчас нет открытого раунда. Когда он откроется, начать можно будет здесь.
ceds-own-until = Ответы принимаются до { $day } ({ $zone }).
ceds-own-begin-in = Начать: { $round }
ceds-own-begin = Начать оценку
ceds-own-begin-lead = От сведений о городе зависит, какие вопросы задаются и с кем вас сравнивают.
ceds-own-begin-next = Это можно изменить позже. Дальше идут вопросы, раздел за разделом.
ceds-own-facts = О городе
ceds-own-facts-lead = От сведений о городе зависит, какие вопросы задаются и с кем вас сравнивают.
ceds-own-done-begun = Оценка начата. Распределите разделы или отвечайте сами.
ceds-own-done-saved = Сохранено.
ceds-own-done-consent = Сохранено. Изменить можно в любое время.
ceds-own-done-submitted = Сдано. Теперь ответы проверяют.
ceds-own-done-withdrawn = Оценка отозвана.
ceds-own-sections = Разделы
ceds-own-questions = О чём вас спрашивают
ceds-own-go-on = Продолжить: { $section }
ceds-own-who = Отвечают:
ceds-own-more = Ещё
ceds-own-consent-now = Кто об этом узнаёт:
ceds-own-pages = Страницы раздела
ceds-own-page = Вопросы { $first }–{ $last }
ceds-own-not-open = Сейчас ответы не принимаются. Можно читать то, что уже отвечено.
ceds-own-not-asked = По известным сведениям, к вашему городу это не относится.
ceds-own-number = Значение
ceds-own-why = Пояснение, подтверждения, замечания
ceds-own-evidence = Какие подтверждения искать:
ceds-own-note = Почему вы так выбрали
ceds-own-links = Ссылки на подтверждения
ceds-own-links-hint = По одному адресу в строке, начиная с https://
ceds-own-files = Файлы и замечания
ceds-own-by = Ответ дал(а)
ceds-own-save = Сохранить
ceds-own-save-on = Сохранить и продолжить
ceds-own-save-later = Сохранить и выйти
ceds-own-back = Назад
ceds-own-section-next = Сохраняется всё на этой странице. Вопросы можно оставить открытыми и вернуться к ним.
ceds-own-saving = Сохраняется
ceds-own-saved-all = Всё сохранено
ceds-own-offline = Ещё не сохранено: нет связи. Введённое остаётся на странице и будет отправлено снова.
ceds-own-unsaved = Не сохранено: нажмите кнопку, чтобы узнать почему.
ceds-own-stale = { $question }: за это время ответил кто-то другой. Ваш ответ здесь: сохраните ещё раз, чтобы поставить его на место чужого.
ceds-own-theirs = { $name } за это время ответил(а):
ceds-own-theirs-next = Ваш ответ ниже. Сохраните, чтобы заменить этот, или уйдите со страницы, чтобы этот остался.
ceds-own-check = Проверить и сдать
ceds-own-check-lead = Посмотрите, что открыто. Отвечать на всё не обязательно, но раздел со слишком малым числом ответов не получает балла.
ceds-own-check-next = После этого ответы нельзя изменить, если их не вернут вам.
ceds-own-lacks = Нет балла: по весу нужно ответить на { $share }.
ceds-own-unanswered = { $count ->
    [one] { $count } вопрос открыт
    [few] { $count } вопроса открыты
   *[other] { $count } вопросов открыты
}
ceds-own-anyway = Всё равно сдать, с разделами без балла
ceds-own-hand-in = Сдать оценку
ceds-own-not-yet = Ещё нет
ceds-own-for-another = Сдаёт тот, кто ведёт оценку вашего города.
ceds-own-team = Коллеги
ceds-own-withdraw = Отозвать оценку
ceds-own-withdraw-question = Отозвать эту оценку?
ceds-own-withdraw-consequence = На этом она заканчивается и не получает баллов. Пока раунд открыт, можно начать другую.

ceds-team-lead = Попросите коллег, которые знают. Они отвечают на свои разделы; читать и отвечать на все может каждый из вашего города.
ceds-team-empty = Пока никого не просили. Попросите ниже первого коллегу.
ceds-team-address = Электронный адрес коллеги
ceds-team-address-hint = Адрес, с которым он входит или приглашается
ceds-team-language = Язык письма
ceds-team-sections = Разделы, на которые он должен ответить
ceds-team-sections-hint = Изменить можно в любое время.
ceds-team-ask = Попросить коллегу
ceds-team-submit = Попросить
ceds-team-next = На этот адрес придёт письмо с вашей просьбой. Того, у кого ещё нет учётной записи, пригласят.
ceds-team-invite = Пригласить в ваш город
ceds-team-change = Изменить разделы
ceds-team-leave = Больше не просить
ceds-team-no-account = Учётной записи ещё нет
ceds-team-no-section = Своего раздела нет
ceds-team-done-asked = Попросили.
ceds-team-done-left = Больше не просят. Данные ответы остаются.

ceds-question-answer = Ответ
ceds-question-files = Файлы
ceds-question-file = Добавить файл
ceds-question-add = Добавить
ceds-question-no-files = Файлов пока нет. Добавьте то, что подтверждает ответ.
ceds-question-remove = Убрать
ceds-question-remove-question = Убрать { $file }?
ceds-question-remove-consequence = Содержимое удаляется через день.
ceds-question-remarks = Замечания
ceds-question-remark = Скажите что-нибудь об этом вопросе
ceds-question-say = Сказать
ceds-question-done-said = Сказано.
ceds-question-done-added = Файл добавлен.
ceds-question-done-removed = Файл убран.

ceds-consent-title = Кто об этом узнаёт
ceds-consent-lead = Ответы и баллы принадлежат вам. Вы решаете, что узнают другие, и можете изменить это в любое время.
ceds-consent-question = Что могут узнать другие?
ceds-consent-next = Группы меньше шести городов не показываются никогда; каждая цифра составлена не менее чем из трёх городов и округлена.
ceds-consent-nothing = Ничего
ceds-consent-compared = Цифры без нашего имени
ceds-consent-named = Цифры и то, что мы участвовали
ceds-consent-hint-nothing = Ваши баллы не входят ни в какое сравнение. Группы, где они были, больше никому не показываются.
ceds-consent-hint-compared = Ваши баллы среди тех, из которых считаются медианы. Имя не показывается.
ceds-consent-hint-named = То же, и ваше имя стоит среди сравниваемых городов. Баллы остаются вашими.

ceds-chart-described = Те же цифры стоят в таблице ниже.

ceds-report-title = Отчёт
ceds-report-so-far = Отчёт на сегодня
ceds-report-of = Отчёт: { $city }
ceds-report-preview = Не утверждён
ceds-report-preview-lead = Так выходит по сегодняшним ответам. С ними он меняется.
ceds-report-drifted = Пересчитано
ceds-report-drifted-lead = Более поздняя версия программы считает некоторые баллы иначе. Действуют закреплённые баллы; таблицы ниже объясняют сегодняшний расчёт.
ceds-report-settled = Утверждён
ceds-report-today = сегодня
ceds-report-whole = Одной цифрой
ceds-report-none = Балла ещё нет: слишком много вопросов без ответа. Что отвечено, показано ниже.
ceds-report-coverage = Отвечено { $share } того, что относится к городу.
ceds-report-levels = Уровень по направлениям
ceds-report-radar = Профиль
ceds-report-own-score = Наш балл
ceds-report-peers-median = Медиана похожих городов
ceds-report-target = Начало следующей ступени
ceds-report-dimension = Направление
ceds-report-score = Балл
ceds-report-stage = Ступень
ceds-report-why = Почему
ceds-report-gap = Не хватает
ceds-report-no-score = нет балла
ceds-report-rules = Правило каждого уровня
ceds-report-rule = Начинается с { $from }; { $next } начинается с { $at }.
ceds-report-rule-top = Начинается с { $from }; это высшая.
ceds-report-gaps = Что делать дальше
ceds-report-gaps-lead = Сначала то, что поднимает балл больше всего.
ceds-report-gaps-to-target = До следующей ступени
ceds-report-next = Следующий шаг:
ceds-report-room = До { $points } балла к общему
ceds-report-brings = Даёт { $points } балла общему
ceds-report-strengths = Сильные стороны
ceds-report-missing = Без ответа
ceds-report-missing-lead = Открытых вопросов, относящихся к городу: { $count }. Нет ответа не значит «нет»: балл становится менее надёжным.
ceds-report-peers = Рядом с другими городами
ceds-report-no-peers = Города сравниваются, когда раунд закрыт.
ceds-report-all-cities = Все города, согласившиеся на сравнение
ceds-report-cities = Городов: { $count }.
ceds-report-among = Среди них:
ceds-report-quarter = Четверть ниже
ceds-report-median = Половина ниже
ceds-report-three-quarters = Три четверти ниже
ceds-report-history = По годам
ceds-report-editions = Между раундами со знаком вопросы изменились. Разница там может идти от вопросов, а не от города.
ceds-report-other-edition = Вопросы другие, чем в прошлом раунде
ceds-report-assessment = Раунд
ceds-report-note = Примечание
ceds-report-print = Распечатайте страницу, и будет отчёт на бумаге. Как данные:
ceds-report-csv = CSV
ceds-report-json = JSON
ceds-report-xlsx = XLSX
ceds-report-weight = { $share } уровня выше
ceds-report-explained = У каждого ответа свой балл, он даёт свою долю общему и мог бы дать больше.
ceds-report-line = Балл { $score } · даёт { $points } · ещё до { $room }

ceds-hidden-too-few = Меньше шести городов этой группы согласились на сравнение: нужны пять помимо любого из них.
ceds-hidden-would-tell = Рядом с другой группой её цифры выдали бы отдельные города.
ceds-hidden-taken-back = Один город отозвал согласие.

ceds-field-address-wrong = Это не адрес электронной почты
ceds-field-answers-many = Слишком много ответов сразу
ceds-field-city-empty = Напишите название города
ceds-field-city-long = Сократите название города
ceds-field-closes-before = Последний день раньше первого
ceds-field-facts-wrong = Это не один из ответов или не число
ceds-field-file-many = Файлов столько, сколько оценка принимает
ceds-field-given-unknown = Выберите один из ответов
ceds-field-links-many = Не больше десяти ссылок
ceds-field-links-wrong = Ссылка начинается с https:// и не содержит пробелов
ceds-field-name-empty = Напишите название раунда
ceds-field-name-long = Сократите название раунда
ceds-field-note-long = Сократите пояснение до 4000 знаков
ceds-field-question-twice = На вопрос отвечено дважды
ceds-field-question-unknown = Такого вопроса нет
ceds-field-sections-unknown = Такого раздела нет
ceds-field-text-empty = Напишите, что хотите сказать
ceds-field-text-long = Сократите до 10 000 знаков

ceds-refused-stale = За это время кто-то это изменил. Введённое сохранено: посмотрите ещё раз и отправьте снова
ceds-refused-not-at-that-stage = Оценка не на той ступени. Введённое осталось на странице
ceds-refused-not-at-that-time = Раунд сейчас этого не принимает. Введённое осталось на странице
ceds-refused-already-begun = У вашего города уже есть оценка в этом раунде
ceds-refused-many-unanswered = В некоторых разделах слишком мало ответов для балла. Ответьте ещё или отметьте, что сдаёте всё равно
ceds-refused-own-work = Кто сдал или отвечал, тот не проверяет. Попросите коллегу
ceds-refused-bad-document = В документе есть ошибки
ceds-refused-other-edition = Это издание уже хранится и говорит другое
ceds-refused-no-scores = Из ответов не выходит баллов
ceds-refused-still-waiting = Часть сданного ждёт проверки
ceds-refused-team-full = В команде столько людей, сколько она принимает

ceds-phase-planned = Запланирован
ceds-phase-open = Открыт
ceds-phase-review = На проверке
ceds-phase-closed = Закрыт

ceds-about-title = Диагностика
ceds-about-lead = Примерно за два часа работы каждого из коллег, поделивших разделы, город видит, насколько он готов к цифровому управлению, почему и что делать дальше. Разбираться в технике никому не нужно.
ceds-about-how = Как это проходит
ceds-about-step-begin = Кто-то из вашего города начинает, сообщает о нём несколько сведений и распределяет разделы между коллегами.
ceds-about-step-answer = Каждый коллега отвечает на вопросы раздела, насколько знает. Сохранённое остаётся.
ceds-about-step-hand-in = Вы смотрите, что открыто, и сдаёте. Проверяющий может переспросить.
ceds-about-step-report = Вы получаете отчёт: уровень по каждому направлению с правилом, сильные стороны, пробелы со следующим шагом и план по вашему бюджету.
ceds-about-begin = Начать или продолжить
ceds-about-questions = { $count ->
    [one] { $count } вопрос для чтения и печати
    [few] { $count } вопроса для чтения и печати
   *[other] { $count } вопросов для чтения и печати
}
ceds-about-count = { $count ->
    [one] { $count } вопрос
    [few] { $count } вопроса
   *[other] { $count } вопросов
}
ceds-about-rounds = Раунды
ceds-about-no-round = Раунд ещё не объявлен.
ceds-about-days = Ответы принимаются с { $opens } по { $closes }.
ceds-about-compared = Все города, согласившиеся на сравнение:
ceds-about-privacy = Ответы и баллы города принадлежат ему. Показываются только цифры шести и более городов, которые на это согласились.
ceds-about-crumbs = Где вы
ceds-about-conditional = Спрашивается только там, где применимо.

ceds-roadmap-title = Дорожная карта
ceds-roadmap-of = Дорожная карта: { $city }
ceds-roadmap-lead = Скажите, сколько можно потратить, и посмотрите, какие модули поднимут балл больше всего, каждый после того, на чём он стоит.
ceds-roadmap-years = Годы
ceds-roadmap-years-count = { $count ->
    [one] { $count } год
    [few] { $count } года
   *[other] { $count } лет
}
ceds-roadmap-cost = Деньги на каждый год
ceds-roadmap-effort = Труд своих сотрудников на каждый год
ceds-roadmap-next = Расчёт занимает несколько секунд. Ничего не сохраняется.
ceds-roadmap-submit = Составить план
ceds-roadmap-no-score = Балла ещё нет, и нельзя сказать, что его поднимет. Сначала ответьте ещё
ceds-roadmap-year = Год { $number }
ceds-roadmap-months = Месяцы { $first }–{ $last }
ceds-roadmap-when = Когда
ceds-roadmap-module = Модуль
ceds-roadmap-cost-head = Стоит
ceds-roadmap-by-year = По годам
ceds-roadmap-spent = Потрачено
ceds-roadmap-left = Осталось
ceds-roadmap-line = Стоит { $cost } · свой труд { $effort } · поднимает балл на { $gain }
ceds-roadmap-opens = Его ждут:
ceds-roadmap-empty = На эти деньги нельзя построить ничего, что поднимет балл. Попробуйте больше денег или лет.
ceds-roadmap-optimal = Ни один план на эти деньги не поднимает балл больше.
ceds-roadmap-within = Ни один план на эти деньги не даёт прироста больше, чем этот, более чем на { $share } прироста этого плана.
ceds-roadmap-best-found = Это лучший найденный план. В этом инструменте польза модуля зависит от того, что ещё построено, поэтому поиск шёл по оценкам; показанные баллы рассчитаны для этого плана точно. Что лучшего плана нет, не доказано.
ceds-field-budget-wrong = Напишите число, 0 или больше
